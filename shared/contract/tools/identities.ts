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
  /** Asks for a new passphrase in the confirmation view, and writes two files that must not exist yet. */
  create: call(
    z.strictObject({ role: identityRole, holder: z.string().trim().min(1).max(80), folder: fileToken }),
    madeIdentity,
  ),
  show: call(z.strictObject({ identity: fileToken }), identityView, 'passes'),
};
