// The restore blob, or what a drill proves in its place.
import { z } from 'zod';
import { sha256Hex } from '../../schemas/atoms.ts';

export const blobView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({ phase: z.literal('building') }),
  /** A drill ends here: the master key was rebuilt and every datum authenticated; there is no blob. */
  z.strictObject({ phase: z.literal('proven'), data: z.int() }),
  z.strictObject({
    phase: z.literal('built'),
    bytes: z.int(),
    sha256: sha256Hex,
    /** base64url thumbprint of the exchange certificate, as it is in the blob. */
    wrappedFor: z.string(),
    data: z.int(),
  }),
]);
export type BlobView = z.output<typeof blobView>;
