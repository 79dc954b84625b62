// Which two roles one person may not hold in one ceremony (REQ-17), and which of these a small firm may accept.
import type { PlanRole } from './plan.ts';

export interface RoleConflict {
  readonly roles: readonly [PlanRole, PlanRole];
  /** Whether a printed exception can override it. What makes two people into one cannot be overridden. */
  readonly waivable: boolean;
}

const between = (a: PlanRole, others: readonly PlanRole[], waivable: boolean): RoleConflict[] =>
  others.map((b) => ({ roles: [a, b], waivable }));

export const roleConflicts: readonly RoleConflict[] = [
  // Operator 2 confirms what operator 1 does.
  ...between('RO1', ['RO2'], false),
  // The one who reads the script aloud neither holds a key nor is the witness.
  ...between('CA', ['C', 'W1'], true),
  // The hands on the offline laptop are not those on the online one.
  ...between('OP', ['RO1', 'RO2'], false),
  ...between('OP', ['W1'], true),
  ...between('C', ['RO1', 'RO2'], false),
  ...between('C', ['W1', 'ADM', 'MC'], true),
  // Witnesses do not act; C, CA and OP are above.
  ...between('W1', ['RO1', 'RO2', 'MC'], true),
  ...between('W2', ['CA', 'OP', 'C', 'RO1', 'RO2', 'MC', 'W1'], true),
];

/** The conflicts among the roles that one person holds. */
export const conflictsAmong = (held: ReadonlySet<PlanRole>): readonly RoleConflict[] =>
  roleConflicts.filter(({ roles: [a, b] }) => held.has(a) && held.has(b));
