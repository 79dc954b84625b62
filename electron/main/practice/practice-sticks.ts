// A practice set of sticks as folders: made-up custodians, a made-up security domain and a practice exchange key, so that the
// whole offline part can be rehearsed without Azure and without a single real secret.
import { createPublicKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fingerprintWords, wordRows } from '../../../shared/formatting/fingerprint.ts';
import { encodeBase64url } from '../core/encoding/base64.ts';
import { sha256 } from '../core/encoding/bytes.ts';
import { encodePem } from '../core/encoding/pem.ts';
import { createSecurityDomain } from '../core/security-domain/create.ts';
import { writeNewFile } from '../ports/files.ts';
import { issueExchangeKey, makeExchangeParts, plainExtensions } from './exchange-key-issuer.ts';
import { encodeCertificate } from '../core/x509/certificate-writer.ts';

export const practiceHsmHost = 'practice-hsm.managedhsm.practice.invalid';
export const practicePassphrase = (custodian: number): string => `practice custodian ${custodian}`;

const custodianCount = 3;
const quorum = 2;
const hourMs = 3_600_000;
const newKeyPair = promisify(generateKeyPair);

/**
 * Writes the set below a folder; every name says that it is practice.
 * @returns the folders that stand for sticks
 * @throws the file faults; nothing that is there is overwritten
 */
export async function writePracticeSticks(folder: string, now: Date): Promise<readonly string[]> {
  const names = ['PRACTICE-IN', 'PRACTICE-OUT', ...custodianNumbers().map((at) => `PRACTICE-C${at}`)];
  const sticks = names.map((name) => join(folder, name));
  for (const stick of sticks) await mkdir(stick, { recursive: true });
  const notBefore = new Date(now.getTime() - hourMs);
  const custodians = await Promise.all(custodianNumbers().map((at) => writeCustodian(folder, at, notBefore)));
  const data = ['hsm_backup', 'base_enclave_backup', 'kmsp_enclave_backup'].map((datumTag) => ({
    datumTag,
    plaintext: randomBytes(1024),
  }));
  const exchange = issueExchangeKey(practiceHsmHost, notBefore);
  const inFile = (name: string): string => join(folder, 'PRACTICE-IN', name);
  await writeNewFile(
    inFile('PRACTICE-security-domain.json'),
    createSecurityDomain({ custodians, required: quorum, data }),
  );
  await writeNewFile(
    inFile('PRACTICE-exchange-key.pem'),
    Buffer.from(encodePem('CERTIFICATE', exchange.certificateDer), 'latin1'),
  );
  await writeNewFile(join(folder, 'PRACTICE-sheet.txt'), Buffer.from(sheet(sha256(exchange.certificateDer)), 'utf8'));
  return sticks;
}

const custodianNumbers = (): number[] => Array.from({ length: custodianCount }, (_none, at) => at + 1);

async function writeCustodian(folder: string, at: number, notBefore: Date) {
  const { privateKey } = await newKeyPair('rsa', { modulusLength: 2048 });
  const encrypted = privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: practicePassphrase(at),
  });
  await writeNewFile(join(folder, `PRACTICE-C${at}`, `PRACTICE-custodian-${at}.key`), Buffer.from(encrypted));
  return { publicKey: createPublicKey(privateKey), thumbprintS256: certificateThumbprint(privateKey, at, notBefore) };
}

function certificateThumbprint(privateKey: KeyObject, at: number, notBefore: Date): string {
  const parts = makeExchangeParts(`PRACTICE custodian ${at}`, privateKey, notBefore, plainExtensions);
  return encodeBase64url(sha256(encodeCertificate(parts)));
}

/** What people have on paper in a ceremony. */
function sheet(certificateSha256: Buffer): string {
  const fingerprint = certificateSha256.toString('hex');
  const rows = wordRows(fingerprint).map((row, at) => `${at * 8 + 1}-${at * 8 + 8}: ${row.join(' ')}`);
  return [
    'PRACTICE - NOT A REAL CEREMONY',
    '',
    `Address of the new HSM: ${practiceHsmHost}`,
    ...custodianNumbers().map((at) => `Passphrase of custodian ${at}: ${practicePassphrase(at)}`),
    '',
    `The second operator's words for the exchange key (${fingerprintWords(fingerprint).length}):`,
    ...rows,
    '',
  ].join('\n');
}
