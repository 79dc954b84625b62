// New keys of custodians, with a plan and without one.
import { z } from 'zod';
import { sha256Hex } from '../../schemas/atoms.ts';
import { writtenFile } from '../files.ts';

export const custodianId = z.string().regex(/^C(?:[1-9]|10)$/);
export const copyNumber = z.literal([1, 2]);

/** What is next for a custodian's new key: it is made onto the first stick, checked there, copied to the second, and checked there. */
export const newKeyNext = z.enum(['make', 'check-1', 'write-2', 'check-2', 'done']);

/** The new key of one custodian of the plan. */
export const newKey = z.strictObject({
  custodian: custodianId,
  /** The name in the plan. */
  who: z.string(),
  next: newKeyNext,
  /** Hex; null until the key is made. */
  certificateSha256: sha256Hex.nullable(),
  /** What the token that has it is known by; null where the key is on two sticks. */
  token: z.string().nullable(),
  /** Copies that have opened their share of the security domain that came back. */
  proven: z.array(copyNumber),
});
export type NewKeyView = z.output<typeof newKey>;

/** A key that was made without a plan. */
export const createdKey = z.strictObject({
  label: z.string(),
  bits: z.int(),
  certificateSha256: sha256Hex,
  files: z.array(writtenFile),
});
export type CreatedKey = z.output<typeof createdKey>;
