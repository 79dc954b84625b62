// Calls about a guided rehearsal: the guide, what the trainer does, the report. None of them works beside something real.
import { basename, join } from 'node:path';
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { RehearsalView, TrainerView } from '#shared/contract/tools/rehearsal.ts';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { nextStage } from '#shared/rehearsal/guide.ts';
import { mapOfRehearsal } from '#shared/rehearsal/map.ts';
import { encodeRehearsalFile } from '#core/rehearsal/rehearsal-files.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { writeInto } from '#services/app/chosen-files.ts';
import type { Rehearsal } from '#drill/rehearsal/rehearsal.ts';

export function rehearsalCalls(services: AppServices): ToolsHandlers['rehearsal'] {
  const { files, now } = services;
  const opened = async (token: string): Promise<Rehearsal> => {
    services.rehearsal.assertNothingReal();
    const { Rehearsal } = await import('#drill/rehearsal/rehearsal.ts');
    return Rehearsal.open(files.path(token, 'rehearsal'), now);
  };
  const listOf = async (rehearsal: Rehearsal): Promise<TrainerView> => {
    const { faults, injections, begun } = await rehearsal.list();
    const noteOf = (fault: string, action: string) =>
      injections.find((each) => each.fault === fault && each.action === action);
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
    open: async ({ workspace }) => viewOfWorkspace(services, await opened(workspace)),
    follow({ workspace }) {
      services.rehearsal.follow(workspace === null ? undefined : files.path(workspace, 'rehearsal'));
      return null;
    },
    async enter({ workspace, as }) {
      const {
        file,
        workspace: { folder },
      } = await opened(workspace);
      const { identityFile } = await import('#drill/identities.ts');
      await services.rehearsal.enter({
        ceremony: file.ceremony,
        plan: files.remember(folder.plan, 'plan').token,
        planSha256: file.planSha256,
        identity: files.remember(identityFile(folder, as), 'identity').token,
        sticks: { own: folder.machine.offline, in: folder.usbIn, out: folder.usbOut },
      });
      return null;
    },
    list: async ({ workspace }) => listOf(await opened(workspace)),
    async inject({ workspace, fault, custodian }) {
      const rehearsal = await opened(workspace);
      const { custodians } = rehearsal.approved.plan.quorum;
      if (custodian > custodians) refuse({ code: 'DOCUMENT_CUSTODIAN', custodian: `C${custodian}` });
      await rehearsal.inject({ fault, custodian, gapOpen: services.rehearsal.gapOpen });
      return listOf(rehearsal);
    },
    async putRight({ workspace, fault }) {
      const rehearsal = await opened(workspace);
      await rehearsal.putRight(fault);
      return listOf(rehearsal);
    },
    async moveOwner({ workspace, owner }) {
      const rehearsal = await opened(workspace);
      await rehearsal.moveOwner(owner);
      return viewOfWorkspace(services, rehearsal);
    },
    async report({ workspace }) {
      const rehearsal = await opened(workspace);
      const report = await rehearsal.report();
      // A later report has another name, so that it hides none.
      const name = `PRACTICE-report-${now().toISOString().replace(/[-:.]/g, '')}.json`;
      const { root } = rehearsal.workspace.folder;
      const file = await writeInto(root, name, encodeRehearsalFile(report));
      return { report, file, data: files.remember(join(root, name), 'data').token };
    },
  };
}

const codeOf = (custodian: number | null): string | null => (custodian === null ? null : `C${custodian}`);

/** Takes a room as the one that this app plays in. */
export async function viewOfWorkspace(services: AppServices, rehearsal: Rehearsal): Promise<RehearsalView> {
  const { workspace, file, approved } = rehearsal;
  const { files } = services;
  const { root, plan: planPath, cloud } = workspace.folder;
  const { ceremony, planSha256, trainer } = file;
  await services.rehearsal.take({ ceremony, ceremonies: workspace.ceremonies(services.side), cloud });
  const sides = await rehearsal.sides();
  const stage = nextStage(sides);
  const { people, custodians, quorum } = approved.plan;
  const nameOf = (id: string): string => people.find((each) => each.id === id)?.name ?? id;
  return {
    workspace: files.remember(root, 'rehearsal').token,
    name: visibleText(basename(root), 80),
    ceremony,
    planSha256,
    trainer,
    plan: files.remember(planPath, 'plan').token,
    wallAheadSeconds: await workspace.wallClockAheadSeconds(),
    begun: { offline: sides.offline !== undefined, online: sides.online !== undefined },
    stage: stage ?? null,
    map: mapOfRehearsal(sides, stage, quorum.required),
    shares: { have: sides.offline?.shares.length ?? 0, required: quorum.required },
    owners: stage === 'consumers' ? [...(await rehearsal.owners())] : [],
    custodians: custodians.map(({ id }) => id),
    people: [
      // Custodians follow below, in the order of the plan.
      ...people.flatMap(({ roles, name }) => roles.filter((role) => role !== 'C').map((role) => ({ role, name }))),
      ...custodians.map(({ person }) => ({ role: 'C', name: nameOf(person) })),
    ],
  };
}
