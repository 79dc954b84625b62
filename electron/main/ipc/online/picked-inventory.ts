// The inventory that a person chose.
import type { Inventory } from '#shared/inventory/inventory.ts';
import { maxInventoryBytes, parseInventory } from '#core/inventory/inventory-file.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { readWholeFile } from '#platform/files.ts';

/** @throws FILE_TOKEN_UNKNOWN, INVENTORY_…, the file faults */
export async function pickedInventory({ world }: OnlineAppState, token: string | null): Promise<Inventory | undefined> {
  if (token === null) return undefined;
  return parseInventory(await readWholeFile(world.services.files.path(token, 'inventory'), maxInventoryBytes));
}
