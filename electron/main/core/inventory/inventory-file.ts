// The inventory as a file: canonical JSON in one order, so that two exports of the same HSM differ in nothing but their time.
import { type Inventory, type InventoryRole, inventorySchema } from '../../../../shared/inventory/inventory.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { readFields } from '../encoding/fields.ts';

/** Greatest size of an inventory in bytes: 50,000 versions with tags take about 15 MB. */
export const maxInventoryBytes = 64 << 20;

/** The canonical bytes of an inventory, sorted. */
export const encodeInventory = (inventory: Inventory): Buffer => encodeCanonicalJson(sortedInventory(inventory));

/**
 * Reads an inventory.
 * @throws INVENTORY_FORM with every wrong field, INVENTORY_NOT_CANONICAL, JSON_…
 */
export function parseInventory(bytes: Uint8Array): Inventory {
  const { value, canonical } = readCanonicalJson(bytes, { maxBytes: maxInventoryBytes });
  const read = readFields(inventorySchema, value);
  if (!read.ok) return refuse({ code: 'INVENTORY_FORM', problems: read.problems });
  // Bytes that are canonical are sorted only if the lists are, too.
  return canonical && encodeInventory(read.value).equals(bytes)
    ? read.value
    : refuse({ code: 'INVENTORY_NOT_CANONICAL' });
}

function sortedInventory({ keys, roles, ...rest }: Inventory): Inventory {
  return {
    ...rest,
    keys: keys
      .map(({ name, versions }) => ({
        name,
        versions: versions.toSorted((a, b) => a.created - b.created || byText(a.version, b.version)),
      }))
      .sort((a, b) => byText(a.name, b.name)),
    roles: roles.toSorted((a, b) => byText(roleText(a), roleText(b))),
  };
}

/** One line that stands for an assignment; the separator occurs in no scope, name or id. */
export const roleText = ({ scope, role, principalId }: InventoryRole): string => [scope, role, principalId].join('\n');

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
