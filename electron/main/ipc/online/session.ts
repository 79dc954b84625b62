// Calls about the ceremony as a whole: opened, resumed, wall clock, exceptions, left, finished.
import { join } from 'node:path';
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { namesInPlan, sheetOfPlan } from '#shared/plan/people.ts';
import { listEmergency } from '#core/evidence/emergency.ts';
import type { EvidenceFiles } from '#core/evidence/manifest.ts';
import { readSignedPlan } from '#core/plan/approval.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { readIdentity, refuseProduction, writtenFile } from '#services/app/chosen-files.ts';
import type { WorkspaceSession } from '#services/app/open-rehearsal.ts';
import { writeEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { CeremonyFolder } from '#services/online/ceremony-folder.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { earlierCeremonies } from '#services/online/earlier.ts';
import { OpenCeremony } from '#services/online/open-ceremony.ts';
import { OpenEmergency } from '#services/online/open-emergency.ts';
import type { ExceptionSheet } from '#shared/journal/events.ts';
import { askWallClock } from '#services/app/questions/clock.ts';
import { askException } from '#services/app/questions/exception.ts';
import { approveEnd } from '#services/online/questions/ends.ts';
import { signingEnd } from '#services/online/questions/signing.ts';
import { askPlanWords } from '#services/app/questions/words.ts';
import { readWholeFile } from '#platform/files.ts';
import { endJournal, noteException } from '#services/journal/common-events.ts';
import { ownSigner } from './exchange.ts';
import { openCalls } from '#shared/journal/call-index.ts';

export function sessionCalls(appState: OnlineAppState): OnlineHandlers['session'] {
  const { services } = appState.world;
  const { files, planWords } = services;
  const withEarlier = async () =>
    (appState.work ?? appState.healthy)
      ? appState.view
      : appState.update({ earlier: await earlierCeremonies(appState.world) });
  return {
    view: withEarlier,
    async open(order) {
      appState.assertNothingOpen('session.open');
      const { plan, planSha256 } = readSignedPlan(await planFile(appState, order.plan));
      refuseProduction(services, plan.practice);
      services.rehearsal.assertWorkspaceOpen(plan.ceremony);
      await appState.world.confirm(askPlanWords(plan, planWords.asked(planSha256)));
      return begin(appState, { ...order, planSha256 });
    },
    async resume({ folder }) {
      appState.assertNothingOpen('session.resume');
      const path = files.path(folder, 'ceremony');
      const kind = (await CeremonyFolder.isEmergency(path)) ? OpenEmergency : OpenCeremony;
      return appState.take(await kind.resume(path, appState.machine));
    },
    async setWallClock() {
      const { journal, approved, self } = appState.open('session.setWallClock');
      const asked = askWallClock(approved.plan.practice, self.holder);
      const { wallUtc, readBy } = await appState.world.confirm(asked);
      const [reader = readBy] = namesInPlan(approved.plan, [readBy]);
      // Where the room's clock stands: minutes east of UTC.
      const offsetMinutes = -new Date(appState.world.waiting.now()).getTimezoneOffset();
      await journal.append({
        kind: 'wall-clock',
        readBy: reader,
        wall: new Date(wallUtc).toISOString(),
        offsetMinutes,
      });
      return appState.update();
    },
    async noteException({ step, check }) {
      const { journal, particulars } = appState.openWork('session.noteException');
      const failure = appState.view.failures.find((each) => each.check === check);
      const note = async (sheet: ExceptionSheet): Promise<void> => {
        await noteException(journal, sheetOfPlan(particulars, sheet), check);
      };
      await appState.world.confirm(askException({ practice: particulars.practice, step, failure, note }));
      appState.refused.clear();
      return appState.update();
    },
    closeAlarm: () => appState.update({ alarm: null }),
    async leave() {
      appState.accessTarget('session.leave');
      await appState.leaveCeremony();
      return withEarlier();
    },
    async finish() {
      const work = appState.openWork('session.finish');
      const { journal } = work;
      if (appState.running)
        refuse({ code: 'CALL_OUT_OF_ORDER', call: 'session.finish', needs: 'no other step at work' });
      if (openCalls(journal.state).length > 0) {
        refuse({ code: 'CALL_OUT_OF_ORDER', call: 'session.finish', needs: 'no call without a verdict' });
      }
      const by = await appState.world.confirm(approveEnd(work));
      const end = { kind: 'journal-closed' as const, by: [...by] };
      const { ceremony } = appState;
      // Nobody has an identity in an emergency.
      if (!ceremony) await journal.append(end);
      else {
        journal.assertMayHappen([end]);
        const signer = ceremony.signer ?? (await ownSigner(appState, ceremony, signingEnd(ceremony)));
        // The person turned back from the choice of the file.
        if (signer === undefined) return appState.view;
        await endJournal(journal, end, signer);
      }
      return appState.update();
    },
    async saveRecords() {
      const [name, records] = await recordsOf(appState);
      const place = await appState.world.services.pickFolder('forEvidence');
      if (place === undefined) return appState.view;
      await writeEvidenceFolder(join(place, name), records);
      const written = [...records].map(([path, bytes]) => writtenFile(place, `${name}/${path}`, bytes));
      return appState.update({ written: [...appState.uiState.written, ...written] });
    },
  };
}

/** What this machine has as evidence, and the name of its folder on a stick. @throws CALL_OUT_OF_ORDER, and the file faults */
async function recordsOf(appState: OnlineAppState): Promise<readonly [name: string, EvidenceFiles]> {
  const call = 'session.saveRecords';
  const { folder, id, journal } = appState.openWork(call);
  // A journal that was not closed may look cut off forever.
  if (!journal.state.closed) return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a finished ceremony' });
  if (appState.emergency) return [`evidence-${id}`, listEmergency(await folder.evidence(id))];
  return [`records-${id}-${appState.open(call).self.role}`, await folder.records()];
}

const planFile = ({ world: { services } }: OnlineAppState, token: string): Promise<Buffer> =>
  readWholeFile(services.files.path(token, 'plan'), maxBundleBytes);

type Order = Pick<WorkspaceSession, 'plan' | 'planSha256' | 'identity'> & { readonly folder: string | null };

/** @throws PLAN_MISMATCH if the plan is not that with the hash; what `OpenCeremony.begin` throws */
async function begin(
  appState: OnlineAppState,
  { plan: token, planSha256, identity, folder }: Order,
): Promise<OnlineView> {
  const { services, ownFolders } = appState.world;
  const plan = await planFile(appState, token);
  const signed = readSignedPlan(plan);
  refuseProduction(services, signed.plan.practice);
  const self = await readIdentity(services, identity);
  const { ceremony } = signed.plan;
  services.rehearsal.assertWorkspaceOpen(ceremony);
  const { ceremonies } = services.rehearsal.placesOf(ceremony) ?? ownFolders;
  const own = join(ceremonies, `${ceremony}-${self.role}`);
  const path = folder === null ? own : services.files.path(folder, 'ceremony');
  appState.identity = identity;
  return appState.take(await OpenCeremony.begin(path, { plan, planSha256, self }, appState.machine));
}

/**
 * Opens the session of a rehearsal for one of its operators. Where the other one is at the window, that one leaves.
 * @throws CALL_OUT_OF_ORDER while another ceremony is open; what `session.open` throws
 */
export async function enterRehearsal(appState: OnlineAppState, session: WorkspaceSession): Promise<void> {
  const { ceremony, plan, planSha256, identity } = session;
  const { role } = await readIdentity(appState.world.services, identity);
  const open = appState.view.ceremony;
  if (appState.work?.id === ceremony) {
    if (open.phase !== 'none' && open.role === role) return;
    await appState.leaveCeremony();
  }
  appState.assertNothingOpen('session.open');
  await begin(appState, { plan, planSha256, identity, folder: null });
}
