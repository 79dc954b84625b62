// The register of custody.
import { z } from 'zod';
import type { QuorumHealth } from '../../register/health.ts';
import { type CustodyRegister, proofKinds, registerDraftSchema } from '../../register/register.ts';
import type { RegisterProblem } from '../../register/rules.ts';
import { sha256Hex } from '../../schemas/atoms.ts';
import { call } from '../define.ts';
import { fileToken, writtenFile } from '../files.ts';
import { copyNumber, custodianId } from '../offline/new-key-view.ts';
import { ours } from '../ours.ts';
import { ofDraft, saveOpenPoints } from './drafts.ts';
import { pickedFile } from './picked.ts';

const health = ours<QuorumHealth>('custodians');
/** What a register amounts to, and the hash of its file. */
const registerView = z.strictObject({
  sha256: sha256Hex,
  practice: z.boolean(),
  hsmUri: z.string(),
  required: z.int(),
  health,
});
export type RegisterView = z.output<typeof registerView>;

const enteredProof = z.strictObject({
  custodian: custodianId,
  copy: copyNumber,
  on: z.iso.date(),
  how: z.enum(proofKinds),
  ceremony: z.string(),
});
/** A new register: the file, how it is chosen from now on, what went into it, and what it amounts to today. */
const provenRegister = z.strictObject({
  file: writtenFile,
  register: pickedFile,
  entered: z.array(enteredProof),
  view: registerView,
});
export type ProvenRegister = z.output<typeof provenRegister>;

const registerProblem = ours<RegisterProblem>('rule');
/**
 * A draft as it is in its file: what is in it, what is missing or wrong, what the register would amount to today where nothing is, and
 * the hash of the file as it was read or written last.
 */
const registerDraftView = z.strictObject({
  draft: pickedFile,
  sha256: sha256Hex,
  register: ours<CustodyRegister>('custodians'),
  problems: z.array(registerProblem).readonly(),
  health: health.nullable(),
});
export type RegisterDraftView = z.output<typeof registerDraftView>;

/** A file from which a draft is filled in. */
const registerSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('certificate'), custodian: custodianId, file: fileToken }),
  z.strictObject({ kind: z.literal('security-domain'), file: fileToken }),
]);
export type RegisterDraftSource = z.output<typeof registerSource>;

export const registerCalls = {
  /** Begins a draft from a plan, approved or not, as a new file in a folder. */
  beginDraft: call(z.strictObject({ plan: fileToken, folder: fileToken }), registerDraftView),
  /** Begins a draft from a register, as a new file in a folder. */
  reviseDraft: call(z.strictObject({ register: fileToken, folder: fileToken }), registerDraftView),
  openDraft: call(z.strictObject({ draft: fileToken }), registerDraftView, 'passes'),
  /** Writes the draft into its file, and checks it. */
  keepDraft: call(z.strictObject({ ...ofDraft, register: registerDraftSchema }), registerDraftView),
  fillDraft: call(z.strictObject({ ...ofDraft, from: registerSource }), registerDraftView),
  /** Writes the register that the draft has become, as a new file in a folder. */
  writeRegister: call(
    z.strictObject({ ...ofDraft, folder: fileToken }),
    z.strictObject({ file: writtenFile, register: pickedFile, view: registerView }),
  ),
  saveOpenPoints,
  /** Checks a register for a day; null is today by this machine's clock. */
  check: call(z.strictObject({ register: fileToken, on: z.iso.date().nullable() }), registerView, 'passes'),
  /**
   * Enters what journals and logs of drills prove, and writes the register with it as a new file. `seen` is the hash of the register as it was
   * shown; null where nobody looked at it.
   */
  prove: call(
    z.strictObject({
      register: fileToken,
      seen: sha256Hex.nullable(),
      proofs: z.array(fileToken).min(1).max(20),
      folder: fileToken,
    }),
    provenRegister,
  ),
};
