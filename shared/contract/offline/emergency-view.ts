// An emergency recovery as its journal has it: what it goes without, and how far it is.
import { z } from 'zod';
import { missingParts } from '../../journal/missing-parts.ts';
import { sha256Hex } from '../../schemas/atoms.ts';

export const emergencyView = z.strictObject({
  /** What a ceremony with a plan has, and this one has not. */
  missing: z.array(z.enum(missingParts)),
  /** Members of the security domain that this program did not know, by their paths, as the journal has them: they outlive a restart. */
  unknownMembers: z.array(z.string()),
  /** How often the plain file of the blob was written to a stick. */
  copies: z.int(),
  /** Number and hash of the last event. */
  head: z.strictObject({ n: z.int(), sha256: sha256Hex }),
});
export type EmergencyView = z.output<typeof emergencyView>;
