// Whose machine an identity belongs to, as the plan and the paper call them.
import type { Plan, PlanRole } from './plan.ts';

type IdentityRole = Plan['identities'][number]['role'];

/** The person who holds a machine's identity has the role that goes with it. */
export const roleOfIdentity = {
  'operator-1': 'RO1',
  'operator-2': 'RO2',
  offline: 'OP',
  witness: 'W1',
} as const satisfies Readonly<Record<IdentityRole, PlanRole>>;
