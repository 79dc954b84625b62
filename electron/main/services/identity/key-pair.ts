// A custodian's new key and its certificate: two files of one name, beside each other.
import { join } from 'node:path';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { disk } from '#platform/disk.ts';
import { isTaken, writeNewFile } from '#platform/files.ts';
import { assertPortableName } from '#platform/portable-name.ts';

export interface KeyPair {
  /** `ENCRYPTED PRIVATE KEY` in PEM. */
  readonly encryptedKeyPem: Buffer;
  readonly certificateDer: Buffer;
}

export interface KeyPairFile {
  readonly path: string;
  readonly bytes: Buffer;
}

const pathsOf = (folder: string, name: string): { readonly key: string; readonly certificate: string } => ({
  key: join(folder, `${name}.key`),
  certificate: join(folder, `${name}.cer`),
});

/**
 * Asked before anybody types a passphrase in vain.
 * @throws FILE_NAME_UNPORTABLE; FILE_EXISTS; KEY_PAIR_INCOMPLETE where only one of the two is there
 */
export async function refuseKeyPair(folder: string, name: string): Promise<void> {
  const { key, certificate } = pathsOf(folder, name);
  assertPortableName(key);
  const [isKey, isCertificate] = await Promise.all([isTaken(key), isTaken(certificate)]);
  if (isKey && isCertificate) refuse({ code: 'FILE_EXISTS', name: visibleText(key) });
  if (isKey) refuse({ code: 'KEY_PAIR_INCOMPLETE', found: visibleText(key), missing: 'certificate' });
  if (isCertificate) refuse({ code: 'KEY_PAIR_INCOMPLETE', found: visibleText(certificate), missing: 'key' });
}

/**
 * Writes both, the key first: a kill between the two leaves a key whose certificate nobody has, which guards nothing. A certificate without its
 * key could be given to an HSM, and that share would be lost forever.
 * @throws the file and medium faults
 */
export async function writeKeyPair(
  folder: string,
  name: string,
  { encryptedKeyPem, certificateDer }: KeyPair,
): Promise<{ readonly key: KeyPairFile; readonly certificate: KeyPairFile }> {
  const paths = pathsOf(folder, name);
  const key = { path: paths.key, bytes: encryptedKeyPem };
  const certificate = {
    path: paths.certificate,
    bytes: Buffer.from(encodePem('CERTIFICATE', certificateDer), 'latin1'),
  };
  await writeBoth(key, certificate);
  return { key, certificate };
}

/** Writes two new files. Where the second cannot be written, the first goes again. @throws the file and medium faults */
export async function writeBoth(first: KeyPairFile, second: KeyPairFile): Promise<void> {
  await writeNewFile(first.path, first.bytes);
  try {
    await writeNewFile(second.path, second.bytes);
  } catch (error) {
    await disk.unlink(first.path).catch(() => undefined);
    throw error;
  }
}
