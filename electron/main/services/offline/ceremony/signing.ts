// This machine's identity: opened when something is to be signed, and forgotten right after.
import { type Signer, openIdentity, readPublicIdentity } from '#core/transfer/identity.ts';
import { wipe } from '#core/encoding/bytes.ts';
import type { OfflineWorld } from '../world.ts';

/**
 * Opens an identity; its passphrase is typed in its own window and wiped here.
 * @throws PASSPHRASE_CANCELLED, IDENTITY_NOT_OPENED, IDENTITY_FORM
 */
export async function openSigner(world: OfflineWorld, file: Buffer, fileName: string): Promise<Signer> {
  const { holder } = readPublicIdentity(file);
  const passphrase = await world.askPassphrase({ who: { name: holder }, fileName, use: 'identity' });
  try {
    return openIdentity(file, passphrase);
  } finally {
    wipe(passphrase);
  }
}
