// Whether an inventory tells of the HSM that was lost: what another one held says nothing about the backup.
import { refuse } from '../../../../shared/faults/fault.ts';
import type { Inventory } from '../../../../shared/inventory/inventory.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';

/** @throws INVENTORY_FOREIGN for one of another HSM, or of practice in production and the reverse; STEP_NOT_PLANNED where the plan names no source */
export function assertOfSource(plan: Pick<Plan, 'practice' | 'source'>, inventory: Inventory): void {
  const source = plan.source ?? refuse({ code: 'STEP_NOT_PLANNED', missing: 'source' });
  same('kind', kindOf(plan), kindOf(inventory));
  same('HSM', source.uri, inventory.hsm);
}

const kindOf = ({ practice }: { readonly practice: boolean }): string => (practice ? 'practice' : 'production');

function same(what: string, expected: string, found: string): void {
  if (expected !== found) refuse({ code: 'INVENTORY_FOREIGN', what, expected, found });
}
