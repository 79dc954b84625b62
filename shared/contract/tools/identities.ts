// Identities of machines.
import { z } from 'zod';
import { sha256Hex } from '../../schemas/atoms.ts';
import { call } from '../define.ts';
import { fileToken, writtenFile } from '../files.ts';

export const identityRole = z.enum(['operator-1', 'operator-2', 'offline', 'witness']);
export type IdentityRole = z.output<typeof identityRole>;
/** `spki`: the public key in base64, as it is in the plan. */
export const identityView = z.strictObject({
  role: identityRole,
  holder: z.string(),
  keyId: sha256Hex,
  spki: z.string(),
});
export type IdentityView = z.output<typeof identityView>;

export const madeIdentity = z.strictObject({ identity: identityView, files: z.array(writtenFile) });
export type MadeIdentity = z.output<typeof madeIdentity>;

export const identityCalls = {
  /** People type who holds it, and a new passphrase. Writes two files that must not exist yet. */
  create: call(z.strictObject({ role: identityRole, folder: fileToken }), madeIdentity),
  show: call(z.strictObject({ identity: fileToken }), identityView, 'passes'),
};
