// The custodians of a drill: a folder for each, as if it were a stick, with a key, a certificate and a passphrase; or with a token in the place of
// the key.
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { encodePem } from '#core/encoding/pem.ts';
import { makeKey } from '#services/offline/make-key.ts';
import type { CustodianTurn } from '#services/offline/custodian-turn.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import { findTokenModule } from '#platform/token-modules.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { custodianNames, stickOf } from './folder.ts';
import { SoftTokens } from './soft-tokens.ts';

export interface DrillCustodian {
  readonly name: string;
  readonly folder: string;
  readonly certificateDer: Buffer;
  readonly turn: CustodianTurn;
}

/**
 * Makes a key in its own process and puts it on its stick. The passphrase is beside it, as it never would in earnest.
 * @param isOnToken whether the key goes to a token instead, whose PIN is the passphrase
 */
export async function makeCustodian(
  host: ProcessHost,
  sticks: string,
  name: string,
  isOnToken = false,
): Promise<DrillCustodian> {
  const { folder, keyFile, certificateFile, passphrase, token } = stickOf(sticks, name);
  await mkdir(folder, { recursive: true });
  const pin = randomBytes(12).toString('hex');
  await writeNewFile(passphrase.path, Buffer.from(pin));
  const made = await makeKey(host, { name: `PRACTICE ${name}`, bits: 3072, passphrase, now: Date.now() });
  await writeNewFile(certificateFile, Buffer.from(encodePem('CERTIFICATE', made.certificateDer)));
  if (isOnToken) {
    const key = createPrivateKey({ key: made.encryptedKeyPem, passphrase: pin });
    const keyPem = key.export({ type: 'pkcs8', format: 'pem' });
    await new SoftTokens(token).make({ label: name, pin, keyPem, certificateDer: made.certificateDer });
  } else await writeNewFile(keyFile, made.encryptedKeyPem);
  return loadCustodian(sticks, name);
}

/** A custodian as the stick says. */
async function loadCustodian(sticks: string, name: string): Promise<DrillCustodian> {
  const { folder, keyFile, certificateFile, passphrase, token } = stickOf(sticks, name);
  const { raw } = new X509Certificate(await readWholeFile(certificateFile, 16 << 10));
  const tokens = new SoftTokens(token);
  if (!existsSync(tokens.conf)) return { name, folder, certificateDer: raw, turn: { keyFile, passphrase } };
  const module = await findTokenModule('softhsm2', tokens.conf);
  const onToken = { module, token: { label: name }, lastTry: false };
  return { name, folder, certificateDer: raw, turn: { keyFile: tokens.uri(name), token: onToken, passphrase } };
}

/** The custodians as their sticks say, in the order of their numbers. */
export const loadCustodians = (sticks: string, count: number): Promise<DrillCustodian[]> =>
  Promise.all(custodianNames(count).map((name) => loadCustodian(sticks, name)));

/**
 * Two at a time: making an RSA key keeps one core busy.
 * @param onTokens whether the keys go to tokens, all but the first
 */
export async function makeCustodians(
  host: ProcessHost,
  sticks: string,
  names: readonly string[],
  onTokens = false,
): Promise<DrillCustodian[]> {
  const made = new Map<string, DrillCustodian>();
  const queue = [...names];
  const worker = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      made.set(name, await makeCustodian(host, sticks, name, onTokens && name !== names[0]));
    }
  };
  await Promise.all([worker(), worker()]);
  return names.flatMap((name) => made.get(name) ?? []);
}
