// What is shown of the HSM beside the steps: deleted HSMs of the subscription, and who has which role.
import { z } from 'zod';
import { principalTypes, roleScope } from '../../online/role-assignments.ts';
import { guid, lineOfText, utcTime } from '../../schemas/atoms.ts';

/** Which HSM of the plan a deleted one is. */
export const plannedHsm = z.enum(['source', 'target']);

export const deletedHsmView = z.strictObject({
  name: z.string(),
  location: z.string(),
  deletedUtc: utcTime.nullable(),
  purgedUtc: utcTime.nullable(),
  /** Null for an HSM that the plan does not name: nothing is done with it here. */
  planned: plannedHsm.nullable(),
  /** Why it cannot be purged now; null where it can be, or where nothing is done with it. */
  purgeProblem: z.enum(['protected', 'before-restore']).nullable(),
});
export type DeletedHsmView = z.output<typeof deletedHsmView>;

export const deletedHsmsView = z.strictObject({
  atUtc: utcTime,
  hsms: z.array(deletedHsmView),
  /** The plan's HSM where it failed creation, in Azure's words: it can be deleted here. */
  failed: z.strictObject({ name: z.string(), state: z.string() }).nullable(),
});
export type DeletedHsmsView = z.output<typeof deletedHsmsView>;

/** A role inside the HSM that is given or taken away. */
export const roleOrder = z.strictObject({
  role: lineOfText(120),
  scope: roleScope,
  principalId: guid,
});

const assignment = z.strictObject({
  role: z.string(),
  scope: z.string(),
  principalId: z.string(),
});
export type RoleAssignmentView = z.output<typeof assignment>;

export const rolesView = z.strictObject({
  /** Null until they were listed, or where this account may not read them. */
  listed: z.strictObject({ atUtc: utcTime, assignments: z.array(assignment) }).nullable(),
  /** The last change from this machine. */
  changed: assignment.extend({ change: z.enum(['assigned', 'found', 'removed']), atUtc: utcTime }).nullable(),
});
export type RolesView = z.output<typeof rolesView>;

export const assignOrder = roleOrder.extend({ principalType: z.enum(principalTypes) });
