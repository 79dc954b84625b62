// Calls about this machine: the sheet of what the program saw of it.
import type { OfflineHandlers } from '../../../../shared/contract/offline/contract.ts';
import type { MachineRow } from '../../../../shared/contract/offline/machine-view.ts';

export function machineCalls(readSheet: () => Promise<readonly MachineRow[]>): OfflineHandlers['machine'] {
  return {
    sheet: async () => ({ rows: [...(await readSheet())] }),
  };
}
