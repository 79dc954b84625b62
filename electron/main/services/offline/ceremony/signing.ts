// This machine's identity: opened when something is to be signed, and kept until the journal that it signs has ended.
import { basename } from 'node:path';
import { maxIdentityBytes, type Signer, openIdentity, readPublicIdentity } from '#core/transfer/identity.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { readWholeFile } from '#platform/files.ts';
import type { OfflineWorld } from '../world.ts';
import type { Ceremony } from './ceremony.ts';

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

/**
 * This machine's identity for the end of its journal: as it was opened before, or by the passphrase, where the program was started again.
 * @throws what `openSigner` throws
 */
export async function signerAtTheEnd(world: OfflineWorld, ceremony: Ceremony): Promise<Signer> {
  const { folder } = ceremony;
  ceremony.signer ??= await openSigner(
    world,
    await readWholeFile(folder.identity, maxIdentityBytes),
    basename(folder.identity),
  );
  return ceremony.signer;
}
