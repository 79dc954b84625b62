// A practice set of sticks as folders, so that the whole offline part can be rehearsed without Azure and without a single real secret: for a
// recovery made-up custodians and a made-up security domain, for new keys empty sticks; and for both a plan, an identity and operators.
import { generateKeyPair } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PracticeSetTexts } from '#shared/messages/en/practice-set.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeCertificate } from '#core/x509/certificate-writer.ts';
import { writeNewFile } from '#platform/files.ts';
import { newKeysPlan, recoveryPlan } from './drill-plan.ts';
import {
  exchangeJwk,
  issueExchangeKey,
  makeExchangeParts,
  plainExtensions,
  type PracticeExchangeKey,
} from '#simulator/exchange-key-issuer.ts';
import { newPracticeDomain } from '#simulator/practice-domain.ts';
import { writePracticePlan } from './practice-plan.ts';
import {
  custodianCount,
  custodianNumbers,
  placesOf,
  type PracticeSetKind,
  quorum,
  stickNames,
  wordsBelow,
  writeLines,
} from './practice-set.ts';

const practiceHsmName = 'practice-hsm';
const practiceHsmHost = `${practiceHsmName}.managedhsm.practice.invalid`;
const practiceContainer = 'https://practicebackups.blob.practice.invalid/mhsm-backups';
const practiceBackup = `${practiceContainer}/mhsm-practice-a-2026010112000000`;
const practiceSource = { name: 'practice-a', uri: 'https://practice-a.managedhsm.practice.invalid' };
export const practicePassphrase = (custodian: number): string => `practice custodian ${custodian}`;

const hourMs = 3_600_000;
const newKeyPair = promisify(generateKeyPair);

export interface PracticeSetOrder {
  readonly now: Date;
  readonly appVersion: string;
  readonly kind: PracticeSetKind;
  /** Its id. */
  readonly ceremony: string;
  /** What the sheet is written with. */
  readonly texts: PracticeSetTexts;
}

/**
 * Writes the set below a folder; every name says that it is practice.
 * @returns the folders that stand for sticks
 * @throws the file faults; nothing that is there is overwritten
 */
export async function writePracticeSticks(folder: string, order: PracticeSetOrder): Promise<readonly string[]> {
  const { kind, texts: t } = order;
  const sticks = stickNames(kind).map((name) => join(folder, name));
  for (const stick of sticks) await mkdir(stick, { recursive: true });
  const lines =
    kind === 'activation' || kind === 're-wrap' ? await newKeys(folder, kind, order) : await withKeys(folder, order);
  await writeLines(placesOf(folder).sheet, [t.mark, '', ...lines]);
  return sticks;
}

const factsOf = ({ ceremony, appVersion }: PracticeSetOrder) => ({
  ceremony,
  appVersion,
  required: quorum,
  target: { name: practiceHsmName, uri: `https://${practiceHsmHost}` },
});

/** Custodians who have no keys yet. */
async function newKeys(
  folder: string,
  kind: 'activation' | 're-wrap',
  order: PracticeSetOrder,
): Promise<readonly string[]> {
  const { texts: t } = order;
  const facts = { ...factsOf(order), kind, custodians: custodianCount, containerUri: practiceContainer };
  const lines = await writePracticePlan(folder, (signers) => newKeysPlan(facts, signers), t);
  return [t.ownPassphrases, ...lines, t.domainWordsLater];
}

/** Custodians who have their keys, and the security domain that is for them; for a recovery the exchange key that operators answer with. */
async function withKeys(folder: string, order: PracticeSetOrder): Promise<readonly string[]> {
  const { now, kind, texts: t } = order;
  const notBefore = new Date(now.getTime() - hourMs);
  const certificates = await Promise.all(
    custodianNumbers().map((at) => writeCustodian(folder, keyFilesOf(kind, at), at, notBefore)),
  );
  const securityDomain = newPracticeDomain(certificates, quorum);
  const places = placesOf(folder);
  await writeNewFile(join(places.in, 'PRACTICE-security-domain.json'), securityDomain);
  const lines = custodianNumbers().map((at) => t.line(t.custodianPassphrase(at), practicePassphrase(at)));
  if (kind === 'drill') return lines;
  const exchangeKey = issueExchangeKey(practiceHsmHost, notBefore);
  if (kind === 'emergency') {
    // Without a plan it comes as the service answers, in no bundle.
    await writeNewFile(join(places.in, 'PRACTICE-exchange-key.json'), answerWith(exchangeKey));
    return [...lines, t.line(t.hsmAddress, practiceHsmHost)];
  }
  const facts = {
    ...factsOf(order),
    certificates,
    securityDomain,
    source: practiceSource,
    backupFolderUri: practiceBackup,
  };
  const planLines = await writePracticePlan(folder, (signers) => recoveryPlan(facts, signers), t);
  await writeNewFile(places.answer, answerWith(exchangeKey));
  const fingerprint = sha256(exchangeKey.certificateDer).toString('hex');
  return [...lines, ...planLines, ...wordsBelow(t.exchangeKeyWords, fingerprint)];
}

const answerWith = (key: PracticeExchangeKey): Buffer =>
  Buffer.from(JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(key)) }), 'utf8');

/** Where the key of a custodian lies. Copies bear their number, so that a share check does not take one of them for the other. */
const keyFilesOf = (kind: PracticeSetKind, at: number): readonly string[] =>
  kind === 'drill'
    ? [1, 2].map((copy) => join(`PRACTICE-C${at}-${copy}`, `C${at}-copy-${copy}.key`))
    : [join(`PRACTICE-C${at}`, `PRACTICE-custodian-${at}.key`)];

/** @returns the certificate */
async function writeCustodian(folder: string, files: readonly string[], at: number, notBefore: Date): Promise<Buffer> {
  const { privateKey } = await newKeyPair('rsa', { modulusLength: 2048 });
  const encrypted = privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: practicePassphrase(at),
  });
  for (const file of files) await writeNewFile(join(folder, file), Buffer.from(encrypted));
  return encodeCertificate(makeExchangeParts(`PRACTICE custodian ${at}`, privateKey, notBefore, plainExtensions));
}
