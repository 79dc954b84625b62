// Calls about a guided rehearsal: the guide, the trainer's deeds, the score. None of them works beside something real.
import { basename, join } from 'node:path';
import type { DeskHandlers } from '#shared/contract/desk/contract.ts';
import type { RehearsalView, TrainerView } from '#shared/contract/desk/rehearsal.ts';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { nextStage } from '#shared/rehearsal/guide.ts';
import { encodeRehearsalFile } from '#core/rehearsal/seal.ts';
import type { Office } from '#services/app/office.ts';
import { writeInto } from '#services/app/office-files.ts';
import { Rehearsal } from '#drill/rehearsal/rehearsal.ts';

export function rehearsalCalls(office: Office): DeskHandlers['rehearsal'] {
  const { files, now } = office;
  const opened = (token: string): Promise<Rehearsal> => {
    office.rehearsal.assertNothingReal();
    return Rehearsal.open(files.path(token, 'rehearsal'), now);
  };
  const listOf = async (rehearsal: Rehearsal, trainer: string): Promise<TrainerView> => {
    const { envelope, injections, begun } = await rehearsal.list(trainer);
    const noteOf = (fault: string, deed: string) =>
      injections.find((each) => each.fault === fault && each.deed === deed);
    const faults = envelope.faults.map((fault) => {
      const injected = noteOf(fault, 'injected');
      return {
        fault,
        injectedAt: injected?.at ?? null,
        custodian: codeOf(injected?.custodian ?? null),
        putRightAt: noteOf(fault, 'put-right')?.at ?? null,
        isBegun: begun.some((each) => each.fault === fault),
      };
    });
    return { faults };
  };
  return {
    open: async ({ room }) => viewOfRoom(office, await opened(room)),
    follow({ room }) {
      office.rehearsal.follow(room === null ? undefined : files.path(room, 'rehearsal'));
      return null;
    },
    list: async ({ room, trainer }) => listOf(await opened(room), files.path(trainer, 'trainer')),
    async inject({ room, trainer: token, fault, custodian }) {
      const rehearsal = await opened(room);
      const trainer = files.path(token, 'trainer');
      const { custodians } = rehearsal.approved.plan.quorum;
      if (custodian > custodians) refuse({ code: 'DOCUMENT_CUSTODIAN', custodian: `C${custodian}` });
      await rehearsal.inject({ trainer, fault, custodian, gapOpen: office.rehearsal.gapOpen });
      return listOf(rehearsal, trainer);
    },
    async putRight({ room, trainer: token, fault }) {
      const rehearsal = await opened(room);
      const trainer = files.path(token, 'trainer');
      await rehearsal.putRight({ trainer, fault });
      return listOf(rehearsal, trainer);
    },
    async score({ room, trainer: token }) {
      const trainer = files.path(token, 'trainer');
      const score = await (await opened(room)).score(trainer);
      // A later score has another name, so that it hides none.
      const name = `PRACTICE-score-${now().toISOString().replace(/[-:.]/g, '')}.json`;
      const file = await writeInto(trainer, name, encodeRehearsalFile(score));
      return { score, file, data: files.remember(join(trainer, name), 'data').token };
    },
  };
}

const codeOf = (custodian: number | null): string | null => (custodian === null ? null : `C${custodian}`);

/** Takes a room as the one that this app plays in. */
export async function viewOfRoom(office: Office, rehearsal: Rehearsal): Promise<RehearsalView> {
  const { room, seal, approved } = rehearsal;
  const { files } = office;
  const { root, plan: planPath, cloud } = room.folder;
  const { ceremony, planSha256, trainer, sealSha256 } = seal;
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
    sealSha256,
    papers: {
      plan: files.remember(planPath, 'plan').token,
      seal: files.remember(room.sealPath, 'data').token,
    },
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
