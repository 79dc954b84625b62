// A practice set of sticks as folders: made-up custodians and a made-up security domain, for a recovery with plan, identity and operators,
// so that the whole offline part can be rehearsed without Azure and without a single real secret.
import { createPublicKey, generateKeyPair, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encodeBase64url } from '../core/encoding/base64.ts';
import { sha256 } from '../core/encoding/bytes.ts';
import { createSecurityDomain } from '../core/security-domain/create.ts';
import { practiceMark } from '../core/security-domain/practice-mark.ts';
import { writeNewFile } from '../ports/files.ts';
import { wordLines, writePracticePlan } from './practice-operators.ts';
import { issueExchangeKey, makeExchangeParts, plainExtensions } from './exchange-key-issuer.ts';
import { encodeCertificate } from '../core/x509/certificate-writer.ts';

const practiceHsmName = 'practice-hsm';
const practiceHsmHost = `${practiceHsmName}.managedhsm.practice.invalid`;
export const practicePassphrase = (custodian: number): string => `practice custodian ${custodian}`;

const custodianCount = 3;
const quorum = 2;
const hourMs = 3_600_000;
const newKeyPair = promisify(generateKeyPair);

export interface PracticeSetOrder {
  readonly now: Date;
  readonly appVersion: string;
  /** The recovery that the set is for; null for a drill, which has no plan. */
  readonly ceremony: string | null;
}

/**
 * Writes the set below a folder; every name says that it is practice.
 * @returns the folders that stand for sticks
 * @throws the file faults; nothing that is there is overwritten
 */
export async function writePracticeSticks(
  folder: string,
  { now, appVersion, ceremony }: PracticeSetOrder,
): Promise<readonly string[]> {
  const own = ceremony === null ? [] : ['PRACTICE-OWN'];
  const names = [...own, 'PRACTICE-IN', 'PRACTICE-OUT', ...custodianNumbers().map((at) => `PRACTICE-C${at}`)];
  const sticks = names.map((name) => join(folder, name));
  for (const stick of sticks) await mkdir(stick, { recursive: true });
  const notBefore = new Date(now.getTime() - hourMs);
  const custodians = await Promise.all(custodianNumbers().map((at) => writeCustodian(folder, at, notBefore)));
  const data = ['hsm_backup', 'base_enclave_backup', 'kmsp_enclave_backup'].map((datumTag) => ({
    datumTag,
    plaintext: Buffer.concat([practiceMark, randomBytes(1000)]),
  }));
  const securityDomain = createSecurityDomain({ custodians, required: quorum, data });
  await writeNewFile(join(folder, 'PRACTICE-IN', 'PRACTICE-security-domain.json'), securityDomain);
  const sheet = [
    'PRACTICE - NOT A REAL CEREMONY',
    '',
    ...custodianNumbers().map((at) => `Passphrase of custodian ${at}: ${practicePassphrase(at)}`),
  ];
  if (ceremony !== null) {
    const exchangeKey = issueExchangeKey(practiceHsmHost, notBefore);
    const certificates = custodians.map(({ certificateDer }) => certificateDer);
    const target = { name: practiceHsmName, uri: `https://${practiceHsmHost}` };
    const parts = { ceremony, appVersion, now, securityDomain, certificates, required: quorum, exchangeKey, target };
    sheet.push(...(await writePracticePlan(folder, parts)));
    const fingerprint = sha256(exchangeKey.certificateDer).toString('hex');
    sheet.push(...wordLines("The second operator's words for the exchange key", fingerprint));
  }
  await writeNewFile(join(folder, 'PRACTICE-sheet.txt'), Buffer.from([...sheet, ''].join('\n'), 'utf8'));
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
  const certificateDer = encodeCertificate(
    makeExchangeParts(`PRACTICE custodian ${at}`, privateKey, notBefore, plainExtensions),
  );
  const thumbprintS256 = encodeBase64url(sha256(certificateDer));
  return { publicKey: createPublicKey(privateKey), thumbprintS256, certificateDer };
}
