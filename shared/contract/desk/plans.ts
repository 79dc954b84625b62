// Plans, and the approvals that make them valid.
import { z } from 'zod';
import { ceremonyKinds } from '../../plan/plan.ts';
import { ceremonyId, sha256Hex } from '../../schemas/atoms.ts';
import { call } from '../define.ts';
import { fileToken, writtenFile } from '../files.ts';
import { ourPlan } from '../ours.ts';

export const planView = z.strictObject({
  plan: ourPlan,
  planSha256: sha256Hex,
  /** Names of the people who have signed. */
  approvers: z.array(z.string()),
  /** How many must sign before the plan may be used. */
  required: z.int(),
});
export type PlanView = z.output<typeof planView>;
export const approvedPlan = z.strictObject({ view: planView, file: writtenFile });
export type ApprovedPlanView = z.output<typeof approvedPlan>;

export const planOrder = z.strictObject({
  kind: z.enum(ceremonyKinds),
  practice: z.boolean(),
  ceremony: ceremonyId,
  date: z.iso.date(),
  custodians: z.int().min(3).max(10),
  required: z.int().min(2).max(10),
});
export type PlanOrder = z.output<typeof planOrder>;

export const planCalls = {
  /** Writes a template with every member of a plan; what only people know is a blank that the check names. */
  create: call(z.strictObject({ template: planOrder, folder: fileToken }), writtenFile),
  load: call(z.strictObject({ plan: fileToken }), planView),
  /** Asks for the identity's passphrase in its own window, then for a folder; null where the person turned back. */
  approve: call(z.strictObject({ plan: fileToken, identity: fileToken }), approvedPlan.nullable()),
};
