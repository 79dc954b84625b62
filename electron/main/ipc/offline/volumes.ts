// Calls about media: which are there, what role each has, which files lie on them.
import type { OfflineHandlers } from '../../../../shared/contract/offline/contract.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import type { Desk } from '../../offline/desk.ts';
import { writePracticeSticks } from '../../practice/practice-sticks.ts';

export function volumeCalls(desk: Desk): OfflineHandlers['volumes'] {
  const { volumes } = desk.world;
  return {
    async addFolder() {
      desk.running('volumes.addFolder');
      const folder = await desk.world.pickFolder();
      if (folder !== undefined) volumes.addFolder(folder);
      return desk.showVolumes();
    },
    async makePracticeSet() {
      const { practice } = desk.running('volumes.makePracticeSet');
      if (!practice) refuse({ code: 'PRACTICE_ONLY' });
      const folder = await desk.world.pickFolder();
      if (folder === undefined) return desk.view;
      for (const stick of await writePracticeSticks(folder, desk.world.now())) volumes.addFolder(stick);
      return desk.showVolumes();
    },
    assign({ volume, role }) {
      desk.running('volumes.assign');
      volumes.assign(volume, role);
      return desk.showVolumes();
    },
    files({ volume }) {
      desk.running('volumes.files');
      return volumes.list(volume);
    },
  };
}
