// What is odd about a security domain that is read all the same, and that people are told.
import { z } from 'zod';

export const domainWarning = z.discriminatedUnion('code', [
  /** The share is wrapped with RSA-OAEP over SHA-1. `custodian`: base64url SHA-256 of the certificate. */
  z.strictObject({ code: z.literal('SHARES_WRAPPED_WITH_SHA1'), custodian: z.string() }),
  /** Members that this program does not know, at most 50: by their paths in the file, safe to print. */
  z.strictObject({ code: z.literal('SECURITY_DOMAIN_MEMBERS_UNKNOWN'), members: z.array(z.string()).min(1) }),
]);
export type DomainWarning = z.output<typeof domainWarning>;
