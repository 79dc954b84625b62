// The register of custody.
import { z } from 'zod';
import type { QuorumHealth } from '../../custody/health.ts';
import { proofKinds } from '../../custody/register.ts';
import { call } from '../define.ts';
import { fileToken, writtenFile } from '../files.ts';
import { copyNumber, custodianId } from '../offline/new-key-view.ts';
import { ours } from '../ours.ts';
import { pickedFile } from './picked.ts';

const health = ours<QuorumHealth>('custodians');
const custodyView = z.strictObject({ practice: z.boolean(), hsmUri: z.string(), required: z.int(), health });
export type CustodyView = z.output<typeof custodyView>;

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
  view: custodyView,
});
export type ProvenRegister = z.output<typeof provenRegister>;

export const custodyCalls = {
  /** Judges a register for a day; null is today by this machine's clock. */
  check: call(z.strictObject({ register: fileToken, on: z.iso.date().nullable() }), custodyView),
  /** Enters what journals and logs of drills prove, and writes the register with it as a new file. */
  prove: call(
    z.strictObject({ register: fileToken, proofs: z.array(fileToken).min(1).max(20), folder: fileToken }),
    provenRegister,
  ),
};
