// The security domain that was loaded.
import { z } from 'zod';
import { sha256Hex } from '../../schemas/atoms.ts';
import { domainWarning } from '../../schemas/domain-warning.ts';

export const loadedFile = z.strictObject({ name: z.string(), bytes: z.int(), sha256: sha256Hex });

export const securityDomainView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    phase: z.literal('loaded'),
    file: loadedFile,
    version: z.int(),
    required: z.int(),
    /** base64url SHA-256 of each custodian's certificate, in the order of the file. */
    custodians: z.array(z.string()),
    data: z.array(z.strictObject({ tag: z.string(), bytes: z.int() })),
    warnings: z.array(domainWarning),
  }),
]);
export type SecurityDomainView = z.output<typeof securityDomainView>;
