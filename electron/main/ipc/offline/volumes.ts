// Calls about media: which are there, what role each has, which files lie on them.
import type { OfflineHandlers } from '../../../../shared/contract/offline/contract.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import type { Desk } from '../../offline/desk.ts';
import { answerAsOperators } from '../../practice/practice-operators.ts';
import { writePracticeSticks } from '../../practice/practice-sticks.ts';

export function volumeCalls(desk: Desk): OfflineHandlers['volumes'] {
  const { volumes, now, app } = desk.world;
  return {
    async addFolder() {
      needSession(desk, 'volumes.addFolder');
      const folder = await desk.world.pickFolder();
      if (folder !== undefined) volumes.addFolder(folder);
      return desk.showVolumes();
    },
    async makePracticeSet() {
      const { practice, purpose, id } = desk.running('volumes.makePracticeSet');
      if (!practice) refuse({ code: 'PRACTICE_ONLY' });
      const folder = await desk.world.pickFolder();
      if (folder === undefined) return desk.view;
      const order = { now: now(), appVersion: app.version, ceremony: purpose === 'recovery' ? id : null };
      for (const stick of await writePracticeSticks(folder, order)) volumes.addFolder(stick);
      if (purpose === 'recovery') desk.behind.practiceSet = folder;
      return desk.showVolumes();
    },
    async askPracticeOperators() {
      const { practice } = desk.running('volumes.askPracticeOperators');
      if (!practice) refuse({ code: 'PRACTICE_ONLY' });
      const { approved, state } = desk.recovery('volumes.askPracticeOperators');
      const set = desk.behind.practiceSet ?? (await desk.world.pickFolder());
      if (set === undefined) return desk.view;
      await answerAsOperators(set, approved, state, { now: now(), appVersion: app.version });
      desk.behind.practiceSet = set;
      return desk.showVolumes();
    },
    assign({ volume, role }) {
      needSession(desk, 'volumes.assign');
      volumes.assign(volume, role);
      return desk.showVolumes();
    },
    files({ volume }) {
      desk.running('volumes.files');
      return volumes.list(volume);
    },
  };
}

/** Sticks are known as long as a session is on the screen; one that is over may still write its records. */
function needSession(desk: Desk, call: string): void {
  desk.need(desk.view.ceremony.phase !== 'none', 'a running ceremony', call);
}
