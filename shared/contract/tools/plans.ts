// Plans, and the approvals that make them valid.
import { z } from 'zod';
import { ceremonyKinds, planDraftSchema } from '../../plan/plan.ts';
import type { PlanProblem } from '../../plan/problems.ts';
import { ceremonyId, sha256Hex } from '../../schemas/atoms.ts';
import { call } from '../define.ts';
import { fileToken, writtenFile } from '../files.ts';
import { custodianId } from '../offline/new-key-view.ts';
import { ourPlan, ours } from '../ours.ts';
import { ofDraft, saveOpenPoints } from './drafts.ts';
import { pickedFile } from './picked.ts';

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

const planProblem = ours<PlanProblem>('rule');
/** A draft as it is in its file: what is in it, what is missing or wrong, and the hash of the file as it was read or written last. */
const planDraftView = z.strictObject({
  draft: pickedFile,
  sha256: sha256Hex,
  plan: ourPlan,
  problems: z.array(planProblem).readonly(),
});
export type PlanDraftView = z.output<typeof planDraftView>;

/** A file from which a draft is filled in. */
const draftSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('certificate'), custodian: custodianId, file: fileToken }),
  z.strictObject({ kind: z.enum(['identity', 'security-domain', 'register', 'root']), file: fileToken }),
]);
export type PlanDraftSource = z.output<typeof draftSource>;

export const planCalls = {
  /** Begins a draft from a template, as a new file in a folder; what only people know is a blank. */
  beginDraft: call(z.strictObject({ template: planOrder, folder: fileToken }), planDraftView),
  /** Begins a draft from a plan, approved or not, or from a template, as a new file in a folder. */
  reviseDraft: call(z.strictObject({ plan: fileToken, folder: fileToken }), planDraftView),
  openDraft: call(z.strictObject({ draft: fileToken }), planDraftView, 'passes'),
  /** Writes the draft into its file, and says what is missing or wrong. */
  keepDraft: call(z.strictObject({ ...ofDraft, plan: planDraftSchema }), planDraftView),
  /** Fills in what a file knows. `changed` counts the members that have another value now. */
  fillDraft: call(
    z.strictObject({ ...ofDraft, from: draftSource }),
    z.strictObject({ view: planDraftView, changed: z.int() }),
  ),
  /** Writes the plan that the draft has become, as a new file in a folder; it is refused while anything is missing or wrong. */
  writePlan: call(
    z.strictObject({ ...ofDraft, folder: fileToken }),
    z.strictObject({ file: writtenFile, plan: pickedFile, view: planView }),
  ),
  saveOpenPoints,
  load: call(z.strictObject({ plan: fileToken }), planView, 'passes'),
  /**
   * Asks for the identity's passphrase in the confirmation view, then for a folder; null where the person turned back. `seen` is the hash of the
   * plan as it was shown: another one is not signed.
   */
  approve: call(z.strictObject({ plan: fileToken, seen: sha256Hex, identity: fileToken }), approvedPlan.nullable()),
};
