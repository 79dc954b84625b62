// The custodians of a drill: a folder for each, as if it were a stick, with a key, a certificate and a passphrase.
import { randomBytes, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { encodePem } from '#core/encoding/pem.ts';
import { makeKey } from '#services/offline/make-key.ts';
import type { CustodianTurn } from '#services/offline/custodian-turn.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { custodianNames, stickOf } from './folder.ts';

export interface DrillCustodian {
  readonly name: string;
  readonly folder: string;
  readonly certificateDer: Buffer;
  readonly turn: CustodianTurn;
}

/** Makes a key in its own process and puts it on its stick. The passphrase is beside it, as it never would in earnest. */
export async function makeCustodian(host: ProcessHost, sticks: string, name: string): Promise<DrillCustodian> {
  const { folder, keyFile, certificateFile, passphrase } = stickOf(sticks, name);
  await mkdir(folder, { recursive: true });
  await writeNewFile(passphrase.path, Buffer.from(randomBytes(12).toString('hex')));
  const made = await makeKey(host, { name: `PRACTICE ${name}`, bits: 3072, passphrase, now: Date.now() });
  await writeNewFile(keyFile, made.encryptedKeyPem);
  await writeNewFile(certificateFile, Buffer.from(encodePem('CERTIFICATE', made.certificateDer)));
  return { name, folder, certificateDer: made.certificateDer, turn: { keyFile, passphrase } };
}

/** The custodians as their sticks say, in the order of their numbers. */
export function loadCustodians(sticks: string, count: number): Promise<DrillCustodian[]> {
  return Promise.all(
    custodianNames(count).map(async (name) => {
      const { folder, keyFile, certificateFile, passphrase } = stickOf(sticks, name);
      const { raw } = new X509Certificate(await readWholeFile(certificateFile, 16 << 10));
      return { name, folder, certificateDer: raw, turn: { keyFile, passphrase } };
    }),
  );
}

/** Two at a time: making an RSA key keeps one core busy. */
export async function makeCustodians(
  host: ProcessHost,
  sticks: string,
  names: readonly string[],
): Promise<DrillCustodian[]> {
  const made = new Map<string, DrillCustodian>();
  const queue = [...names];
  const worker = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      made.set(name, await makeCustodian(host, sticks, name));
    }
  };
  await Promise.all([worker(), worker()]);
  return names.flatMap((name) => made.get(name) ?? []);
}
