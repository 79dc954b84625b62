// Custodians' keys of a rehearsal. They are practice from the beginning, with the passphrase beside them, so that they need no process of
// custody; a real key is never made here.
import { createPrivateKey, generateKeyPair, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { encryptPkcs8 } from '#core/custodian-key/encrypt.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { encodeCertificate } from '#core/x509/certificate-writer.ts';
import { writeNewFile } from '#platform/files.ts';
import type { MadeCustodian } from '../preparation.ts';
import { stickOf } from '../folder.ts';
import { makeExchangeParts, plainExtensions } from '#simulator/exchange-key-issuer.ts';

const hourMs = 3_600_000;
const newKeyPair = promisify(generateKeyPair);

/** Puts a key, its certificate and its passphrase on each stick below a folder. @throws the file faults */
export async function writePracticeCustodians(
  sticks: string,
  names: readonly string[],
): Promise<readonly MadeCustodian[]> {
  const made: MadeCustodian[] = [];
  for (const name of names) made.push(await writePracticeCustodian(sticks, name));
  return made;
}

async function writePracticeCustodian(sticks: string, name: string): Promise<MadeCustodian> {
  const { folder, keyFile, certificateFile, passphrase } = stickOf(sticks, name);
  await mkdir(folder, { recursive: true });
  const words = Buffer.from(randomBytes(12).toString('hex'));
  const { privateKey } = await newKeyPair('rsa', {
    modulusLength: 3072,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const signer = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
  const notBefore = new Date(Date.now() - hourMs);
  const certificateDer = encodeCertificate(makeExchangeParts(`PRACTICE ${name}`, signer, notBefore, plainExtensions));
  await writeNewFile(passphrase.path, words);
  await writeNewFile(keyFile, encryptPkcs8(privateKey, words));
  await writeNewFile(certificateFile, Buffer.from(encodePem('CERTIFICATE', certificateDer)));
  return { certificateDer };
}
