// Step "verify": what the recovered HSM holds, compared with the inventory of the time of the backup, and noted in the journal.
import type { Inventory, InventoryComparison } from '../../../../shared/inventory/inventory.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import type { JournalState } from '../../../../shared/journal/state.ts';
import { checkFailed } from '../../core/journal/records.ts';
import { compareInventories } from '../../core/inventory/compare.ts';
import { inventorySha256 } from '../../core/inventory/inventory-file.ts';
import { assertOfSource } from '../../core/inventory/of-source.ts';
import { type InventoryOptions, takeInventory } from '../take-inventory.ts';
import type { CallContext } from './step-context.ts';

export interface Verification extends InventoryComparison {
  /** What the recovered HSM holds now. */
  readonly recovered: Inventory;
}

/** The check that fails where something differs, as the journal names it. */
const inventoryCheck = 'inventory';

/**
 * What the recovered HSM holds, where nobody has an inventory to compare it with: the journal says that nothing was compared.
 * @throws the SERVICE faults
 */
export async function listRecovered(
  { hsm, journal, waiting }: CallContext,
  options: Omit<InventoryOptions, 'now'> = {},
): Promise<Inventory> {
  const recovered = await takeInventory(hsm, { now: waiting.now(), ...options });
  const { keys, versions } = countsOf(recovered);
  const text = `Inventory listed, and compared with nothing: ${keys} keys, ${versions} versions; ${inventorySha256(recovered)}`;
  await journal.append({ kind: 'note', by: 'Lifeboat', text });
  return recovered;
}

/** How much an inventory lists. */
export const countsOf = ({ keys, roles }: Inventory) => ({
  keys: keys.length,
  versions: keys.reduce((sum, { versions }) => sum + versions.length, 0),
  roles: roles.length,
});

/** In an emergency the journal says itself what was found, and with what it was compared: no plan and no bundle tells it. */
export async function noteVerified(
  { journal }: CallContext,
  recovered: Inventory,
  compared: { readonly expected: Inventory; readonly differences: number } | undefined,
  by: readonly string[],
): Promise<void> {
  if (!journal.state.emergency) return;
  const { keys, versions } = countsOf(recovered);
  await journal.append({
    kind: 'restore-verified',
    baselineSha256: compared ? inventorySha256(compared.expected) : null,
    inventorySha256: inventorySha256(recovered),
    keys,
    versions,
    differences: compared?.differences ?? null,
    by: [...by],
  });
}

/**
 * Nothing may follow a difference until two people have decided about it.
 * @throws INVENTORY_DIFFERS
 */
export function assertDecided({ failures }: JournalState, differences: number): void {
  if (failures.includes(inventoryCheck)) refuse({ code: 'INVENTORY_DIFFERS', differences });
}

/**
 * Differences are a failed check of the journal, and no fault: they are what was asked for.
 * @param expected the inventory that was exported with the backup
 * @throws INVENTORY_FOREIGN if it is not of the HSM that was lost; STEP_NOT_PLANNED; the SERVICE faults
 */
export async function verifyRecovered(
  context: CallContext,
  expected: Inventory,
  options: Omit<InventoryOptions, 'now'> = {},
): Promise<Verification> {
  const { plan, hsm, journal, waiting } = context;
  assertOfSource(plan, expected);
  const recovered = await takeInventory(hsm, { now: waiting.now(), ...options });
  const comparison = compareInventories(expected, recovered);
  const { keys, versions, differences } = comparison;
  const counts = `${keys.found}/${keys.expected} keys, ${versions.found}/${versions.expected} versions`;
  const hashes = `expected ${inventorySha256(expected)}, found ${inventorySha256(recovered)}`;
  const text = `Inventory compared: ${counts}, ${differences.length} differences; ${hashes}`;
  await journal.append({ kind: 'note', by: 'Lifeboat', text });
  // It stands until two people have decided, also where a later comparison finds nothing more.
  if (differences.length > 0 && !journal.state.failures.includes(inventoryCheck)) {
    await journal.append(
      checkFailed(inventoryCheck, 'C22', { code: 'INVENTORY_DIFFERS', differences: differences.length }),
    );
  }
  return { ...comparison, recovered };
}
