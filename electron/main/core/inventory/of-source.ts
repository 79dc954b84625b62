// Whether an inventory tells of the HSM that was lost, or of a healthy one: what another one held says nothing about it.
import { refuse } from '#shared/faults/fault.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import type { Plan } from '#shared/plan/plan.ts';

/** @throws INVENTORY_FOREIGN for one of another HSM, or of practice in production and the reverse; STEP_NOT_PLANNED where the plan names no source */
export function assertOfSource(plan: Pick<Plan, 'practice' | 'source'>, inventory: Inventory): void {
  const source = plan.source ?? refuse({ code: 'STEP_NOT_PLANNED', missing: 'source' });
  assertInventoryOf({ practice: plan.practice, hsm: source.uri }, inventory);
}

/** @throws INVENTORY_FOREIGN for one of another HSM, or of practice in production and the reverse */
export function assertInventoryOf(owner: Pick<Inventory, 'practice' | 'hsm'>, inventory: Inventory): void {
  same('kind', kindOf(owner), kindOf(inventory));
  same('HSM', owner.hsm, inventory.hsm);
}

const kindOf = ({ practice }: { readonly practice: boolean }): string => (practice ? 'practice' : 'production');

function same(what: string, expected: string, found: string): void {
  if (expected !== found) refuse({ code: 'INVENTORY_FOREIGN', what, expected, found });
}
