// Whether an inventory is about the HSM that was lost, or about a healthy one: what another HSM held says nothing about it.
import { refuse } from '#shared/faults/fault.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import type { Plan } from '#shared/plan/plan.ts';

/** @throws INVENTORY_FOREIGN for one of another HSM, or of practice in production and the reverse; STEP_NOT_PLANNED where the plan names no source */
export function assertOfSource(plan: Pick<Plan, 'practice' | 'source'>, inventory: Inventory): void {
  const source = plan.source ?? refuse({ code: 'STEP_NOT_PLANNED', missing: 'source' });
  assertInventoryOf({ practice: plan.practice, hsm: source.uri }, inventory);
}

/** @throws INVENTORY_FOREIGN for one of another HSM, or of practice in production and the reverse */
export function assertInventoryOf(owner: Owner, inventory: Inventory): void {
  const other = differingOwner(owner, inventory);
  if (other) refuse({ code: 'INVENTORY_FOREIGN', ...other });
}

type Owner = Pick<Inventory, 'practice' | 'hsm'>;

const kindOf = ({ practice }: Owner): string => (practice ? 'practice' : 'production');

/** The first thing in which the owners of two files differ, practice or production before the rest; undefined where they are the same HSM. */
export function differingOwner(expected: Owner, found: Owner) {
  const pairs = [
    { what: 'kind', expected: kindOf(expected), found: kindOf(found) },
    { what: 'HSM', expected: expected.hsm, found: found.hsm },
  ] as const;
  return pairs.find((pair) => pair.expected !== pair.found);
}
