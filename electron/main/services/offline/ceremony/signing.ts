// This machine's identity: opened when something is to be signed, and kept until the journal that it signs has ended.
import { basename } from 'node:path';
import { maxIdentityBytes, type Signer } from '#core/transfer/identity.ts';
import { readWholeFile } from '#platform/files.ts';
import type { Signing } from '../../app/questions/signing.ts';
import { typedSigner } from '../../app/typed-signer.ts';
import { signingEnd } from '../questions/signing.ts';
import type { OfflineWorld } from '../world.ts';
import type { Ceremony } from './ceremony.ts';

/**
 * Opens the identity that the ceremony has kept. @throws what `typedSigner` throws, the file faults
 */
export async function keptSigner(
  { askPassphrase }: Pick<OfflineWorld, 'askPassphrase'>,
  { folder }: Ceremony,
  signs: Signing,
): Promise<Signer> {
  const file = await readWholeFile(folder.identity, maxIdentityBytes);
  return typedSigner(askPassphrase, file, basename(folder.identity), signs);
}

/**
 * This machine's identity for the end of its journal: as it was opened before, or by the passphrase, where the program was started again.
 * @throws what `keptSigner` throws
 */
export async function signerAtTheEnd(world: OfflineWorld, ceremony: Ceremony): Promise<Signer> {
  ceremony.signer ??= await keptSigner(world, ceremony, signingEnd(ceremony));
  return ceremony.signer;
}
