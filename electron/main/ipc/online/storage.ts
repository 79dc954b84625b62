// Calls about the container of the backups.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';

export function storageCalls(appState: OnlineAppState): OnlineHandlers['storage'] {
  return {
    async list() {
      const { container, plan } = appState.callContext('storage.list');
      if (!container) return refuse({ code: 'STEP_NOT_PLANNED', missing: 'backup' });
      const isStillOpen = appState.asked();
      const folders = await container.folders();
      if (!isStillOpen()) return appState.view;
      const backups = folders.map(({ folder, files, bytes, written }) => ({
        folder,
        files,
        bytes,
        writtenUtc: written ?? null,
        isPlanned: folder === plan.backup?.folder,
      }));
      return appState.update({ backups, lastContactUtc: appState.nowUtc() });
    },
  };
}
