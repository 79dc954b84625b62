// Calls about a guided rehearsal: the guide, what the trainer does, the report. None of them works beside something real.
import { basename, join } from 'node:path';
import type { DeskHandlers } from '#shared/contract/desk/contract.ts';
import type { RehearsalView, TrainerView } from '#shared/contract/desk/rehearsal.ts';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { nextStage } from '#shared/rehearsal/guide.ts';
import { encodeRehearsalFile } from '#core/rehearsal/rehearsal-files.ts';
import type { Office } from '#services/app/office.ts';
import { writeInto } from '#services/app/office-files.ts';
import type { Rehearsal } from '#drill/rehearsal/rehearsal.ts';

export function rehearsalCalls(office: Office): DeskHandlers['rehearsal'] {
  const { files, now } = office;
  const opened = async (token: string): Promise<Rehearsal> => {
    office.rehearsal.assertNothingReal();
    const { Rehearsal } = await import('#drill/rehearsal/rehearsal.ts');
    return Rehearsal.open(files.path(token, 'rehearsal'), now);
  };
  const listOf = async (rehearsal: Rehearsal): Promise<TrainerView> => {
    const { faults, injections, begun } = await rehearsal.list();
    const noteOf = (fault: string, deed: string) =>
      injections.find((each) => each.fault === fault && each.deed === deed);
    const scenarios = faults.map((fault) => {
      const injected = noteOf(fault, 'injected');
      return {
        fault,
        injectedAt: injected?.at ?? null,
        custodian: codeOf(injected?.custodian ?? null),
        putRightAt: noteOf(fault, 'put-right')?.at ?? null,
        isBegun: begun.some((each) => each.fault === fault),
      };
    });
    return { faults: scenarios };
  };
  return {
    open: async ({ room }) => viewOfRoom(office, await opened(room)),
    follow({ room }) {
      office.rehearsal.follow(room === null ? undefined : files.path(room, 'rehearsal'));
      return null;
    },
    async enter({ room, as }) {
      const { file, room: workspace } = await opened(room);
      const { folder } = workspace;
      const { identityFile } = await import('#drill/identities.ts');
      await office.rehearsal.enter({
        ceremony: file.ceremony,
        plan: files.remember(folder.plan, 'plan').token,
        planSha256: file.planSha256,
        identity: files.remember(identityFile(folder, as), 'identity').token,
        sticks: { own: folder.machine.offline, in: folder.usbIn, out: folder.usbOut },
      });
      return null;
    },
    list: async ({ room }) => listOf(await opened(room)),
    async inject({ room, fault, custodian }) {
      const rehearsal = await opened(room);
      const { custodians } = rehearsal.approved.plan.quorum;
      if (custodian > custodians) refuse({ code: 'DOCUMENT_CUSTODIAN', custodian: `C${custodian}` });
      await rehearsal.inject({ fault, custodian, gapOpen: office.rehearsal.gapOpen });
      return listOf(rehearsal);
    },
    async putRight({ room, fault }) {
      const rehearsal = await opened(room);
      await rehearsal.putRight(fault);
      return listOf(rehearsal);
    },
    async report({ room }) {
      const rehearsal = await opened(room);
      const report = await rehearsal.report();
      // A later report has another name, so that it hides none.
      const name = `PRACTICE-report-${now().toISOString().replace(/[-:.]/g, '')}.json`;
      const { root } = rehearsal.room.folder;
      const file = await writeInto(root, name, encodeRehearsalFile(report));
      return { report, file, data: files.remember(join(root, name), 'data').token };
    },
  };
}

const codeOf = (custodian: number | null): string | null => (custodian === null ? null : `C${custodian}`);

/** Takes a room as the one that this app plays in. */
export async function viewOfRoom(office: Office, rehearsal: Rehearsal): Promise<RehearsalView> {
  const { room, file, approved } = rehearsal;
  const { files } = office;
  const { root, plan: planPath, cloud } = room.folder;
  const { ceremony, planSha256, trainer } = file;
  await office.rehearsal.take({ ceremony, ceremonies: room.ceremonies(office.side), cloud });
  const sides = await rehearsal.sides();
  const { people, custodians, quorum } = approved.plan;
  const nameOf = (id: string): string => people.find((each) => each.id === id)?.name ?? id;
  return {
    room: files.remember(root, 'rehearsal').token,
    name: visibleText(basename(root), 80),
    ceremony,
    planSha256,
    trainer,
    plan: files.remember(planPath, 'plan').token,
    wallAheadSeconds: await room.wallClockAheadSeconds(),
    begun: { offline: sides.offline !== undefined, online: sides.online !== undefined },
    stage: nextStage(sides) ?? null,
    shares: { have: sides.offline?.shares.length ?? 0, required: quorum.required },
    custodians: custodians.map(({ id }) => id),
    people: [
      // Custodians follow below, in the order of the plan.
      ...people.flatMap(({ roles, name }) => roles.filter((role) => role !== 'C').map((role) => ({ role, name }))),
      ...custodians.map(({ person }) => ({ role: 'C', name: nameOf(person) })),
    ],
  };
}
