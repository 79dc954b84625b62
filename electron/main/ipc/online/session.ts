// Calls about the ceremony as a whole: opened, resumed, wall clock, exceptions, left, finished.
import { join } from 'node:path';
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { openCalls } from '#shared/journal/call-states.ts';
import { namesInPlan, sheetOfPlan } from '#shared/plan/people.ts';
import { readSignedPlan } from '#core/plan/approval.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { readIdentity, refuseProduction } from '#services/app/office-files.ts';
import type { WorkspaceSession } from '#services/app/open-rehearsal.ts';
import { CeremonyFolder } from '#services/online/ceremony-folder.ts';
import type { OnlineDesk } from '#services/online/desk.ts';
import { earlierCeremonies } from '#services/online/earlier.ts';
import { OpenCeremony } from '#services/online/open-ceremony.ts';
import { OpenEmergency } from '#services/online/open-emergency.ts';
import { twoOfPlan } from '#shared/plan/people.ts';
import { readWholeFile } from '#platform/files.ts';

export function sessionCalls(desk: OnlineDesk): OnlineHandlers['session'] {
  const { files } = desk.world.office;
  const withEarlier = async () =>
    (desk.work ?? desk.healthy) ? desk.view : desk.update({ earlier: await earlierCeremonies(desk.world) });
  return {
    view: withEarlier,
    async open({ plan: planToken, planSha256, identity, folder }) {
      desk.assertNothingOpen('session.open');
      const plan = await readWholeFile(files.path(planToken, 'plan'), maxBundleBytes);
      const signed = readSignedPlan(plan);
      refuseProduction(desk.world.office, signed.plan.practice);
      const self = await readIdentity(desk.world.office, identity);
      const { ceremony } = signed.plan;
      desk.world.office.rehearsal.assertRoomOpen(ceremony);
      const { ceremonies } = desk.world.office.rehearsal.placesOf(ceremony) ?? desk.world.ownFolders;
      const own = join(ceremonies, `${ceremony}-${self.role}`);
      const path = folder === null ? own : files.path(folder, 'ceremony');
      desk.identity = identity;
      return desk.take(await OpenCeremony.begin(path, { plan, planSha256, self }, desk.machine));
    },
    async resume({ folder }) {
      desk.assertNothingOpen('session.resume');
      const path = files.path(folder, 'ceremony');
      const kind = (await CeremonyFolder.isEmergency(path)) ? OpenEmergency : OpenCeremony;
      return desk.take(await kind.resume(path, desk.machine));
    },
    async setWallClock({ wallUtc, readBy }) {
      const { journal, approved } = desk.open('session.setWallClock');
      const [reader = readBy] = namesInPlan(approved.plan, [readBy]);
      // Where the room's clock stands: minutes east of UTC.
      const offsetMinutes = -new Date(desk.world.waiting.now()).getTimezoneOffset();
      await journal.append({
        kind: 'wall-clock',
        readBy: reader,
        wall: new Date(wallUtc).toISOString(),
        offsetMinutes,
      });
      return desk.update();
    },
    async noteException({ sheet, check }) {
      const { journal, particulars } = desk.openWork('session.noteException');
      const named = sheetOfPlan(particulars, sheet);
      await journal.append({ kind: 'exception', number: journal.state.exceptions + 1, check, ...named });
      desk.refused.clear();
      return desk.update();
    },
    closeAlarm: () => desk.update({ alarm: null }),
    async leave() {
      desk.reached('session.leave');
      await desk.leaveCeremony();
      return withEarlier();
    },
    async finish({ by }) {
      const { journal, particulars } = desk.openWork('session.finish');
      if (desk.running) refuse({ code: 'CALL_OUT_OF_ORDER', call: 'session.finish', needs: 'no other step at work' });
      if (openCalls(journal.state).length > 0) {
        refuse({ code: 'CALL_OUT_OF_ORDER', call: 'session.finish', needs: 'no call without a verdict' });
      }
      await journal.append({ kind: 'journal-closed', by: twoOfPlan(particulars, by) });
      return desk.update();
    },
  };
}

/**
 * Opens the session of a rehearsal for one of its operators. Where the other one is at the window, that one leaves.
 * @throws CALL_OUT_OF_ORDER while another ceremony is open; what `session.open` throws
 */
export async function enterRehearsal(desk: OnlineDesk, session: WorkspaceSession): Promise<void> {
  const { ceremony, plan, planSha256, identity } = session;
  const { role } = await readIdentity(desk.world.office, identity);
  const open = desk.view.ceremony;
  if (desk.work?.id === ceremony) {
    if (open.phase !== 'none' && open.role === role) return;
    await desk.leaveCeremony();
  }
  await sessionCalls(desk).open({ plan, planSha256, identity, folder: null });
}
