// An inventory that was exported with a backup, where one is given.
import type { Inventory } from '#shared/inventory/inventory.ts';
import { maxInventoryBytes, parseInventory } from '#core/inventory/inventory-file.ts';
import { readWholeFile } from '#platform/files.ts';

export async function readInventory(file: string | undefined): Promise<Inventory | undefined> {
  return file === undefined ? undefined : parseInventory(await readWholeFile(file, maxInventoryBytes));
}
