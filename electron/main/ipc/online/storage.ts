// Calls about the container of the backups.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { OnlineDesk } from '#services/online/desk.ts';

export function storageCalls(desk: OnlineDesk): OnlineHandlers['storage'] {
  return {
    async list() {
      const { container, plan } = desk.callContext('storage.list');
      if (!container) return refuse({ code: 'STEP_NOT_PLANNED', missing: 'backup' });
      const isStillOpen = desk.asked();
      const folders = await container.folders();
      if (!isStillOpen()) return desk.view;
      const backups = folders.map(({ folder, files, bytes, written }) => ({
        folder,
        files,
        bytes,
        writtenUtc: written ?? null,
        isPlanned: folder === plan.backup?.folder,
      }));
      return desk.update({ backups, lastContactUtc: desk.nowUtc() });
    },
  };
}
