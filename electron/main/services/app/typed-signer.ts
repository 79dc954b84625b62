// A machine's identity, opened by whoever holds it: they see in main's own view what it signs, and type its passphrase there.
import { wipe } from '#core/encoding/bytes.ts';
import { openIdentity, readPublicIdentity, type Signer } from '#core/transfer/identity.ts';
import type { AppServices } from './app-services.ts';
import { untilRight } from './questions/secret.ts';
import type { Signing } from './questions/signing.ts';

/**
 * @param file of the identity
 * @throws PASSPHRASE_CANCELLED, IDENTITY_KEY_MISMATCH, IDENTITY_FORM
 */
export function typedSigner(
  askPassphrase: AppServices['askPassphrase'],
  file: Buffer,
  fileName: string,
  signs: Signing,
): Promise<Signer> {
  const who = { name: readPublicIdentity(file).holder };
  return untilRight(async (again) => {
    const passphrase = await askPassphrase({ who, fileName, use: 'identity', signs, ...again });
    try {
      return openIdentity(file, passphrase);
    } finally {
      wipe(passphrase);
    }
  });
}
