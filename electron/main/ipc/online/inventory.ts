// Calls about what an HSM holds, written as a file that can be compared later.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { encodeInventory, maxInventoryBytes, parseInventory } from '#core/inventory/inventory-file.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { writeOut } from '#services/online/write-out.ts';
import { inventoryPrefix } from '#services/online/work-session.ts';
import { takeInventoryKeeping } from '#services/recovery/kept-keys.ts';
import { assertCanaryListed } from '#services/recovery/make-canary.ts';
import { resourceOf } from '#services/recovery/step-context.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { readWholeFile } from '#platform/files.ts';

export function inventoryCalls(appState: OnlineAppState): OnlineHandlers['inventory'] {
  return {
    async export({ of, publicHalves }) {
      const ceremony = appState.open('inventory.export');
      const access = appState.access('inventory.export');
      const hsm = of === 'target' ? access.hsm : access.openSource();
      if (!hsm) return refuse({ code: 'STEP_NOT_PLANNED', missing: 'source' });
      const isStillOpen = appState.asked();
      const folder = await appState.world.services.pickFolder('forInventory');
      if (folder === undefined) return appState.view;
      const taken = await takeInventoryKeeping(ceremony.folder.partialPath(of), hsm, {
        now: appState.world.waiting.now(),
        publicHalves,
        resource: resourceOf({ plan: ceremony.approved.plan, controlPlane: access.controlPlane }, hsm.address.origin),
        onKey: (done, of) => {
          if ((done % 100 === 0 || done === of) && isStillOpen()) appState.update({ exporting: { done, of } });
        },
      }).finally(() => appState.update({ exporting: null }));
      if (!isStillOpen()) return appState.view;
      if (of === 'target') assertCanaryListed(ceremony.journal.state, taken);
      const name = `${inventoryPrefix(ceremony, of)}${taken.taken.replace(/[^0-9]/g, '').slice(0, 14)}.json`;
      await writeOut(appState, folder, name, encodeInventory(taken));
      return appState.update({ lastContactUtc: appState.nowUtc() });
    },
  };
}

/** The inventory that a person chose. @throws FILE_TOKEN_UNKNOWN, INVENTORY_…, the file faults */
export async function pickedInventory({ world }: OnlineAppState, token: string | null): Promise<Inventory | undefined> {
  if (token === null) return undefined;
  return parseInventory(await readWholeFile(world.services.files.path(token, 'inventory'), maxInventoryBytes));
}
