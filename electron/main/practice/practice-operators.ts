// The people of the other side in practice: an approved plan, this machine's identity, and operators who answer its bundles, so that the
// whole offline part can be rehearsed on one laptop. What they would have on paper is a sheet.
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintWords, wordRows } from '../../../shared/formatting/fingerprint.ts';
import type { JournalState } from '../../../shared/journal/state.ts';
import { sha256 } from '../core/encoding/bytes.ts';
import { encodePem } from '../core/encoding/pem.ts';
import { approveAgain, type ApprovedPlan, approvePlan } from '../core/plan/approval.ts';
import { encodePlan, parsePlan, pinnedIdentities, planSha256 } from '../core/plan/plan-file.ts';
import { buildBundle, bundleFileName } from '../core/transfer/bundle.ts';
import { certificateOfAnswer, exchangeReferenceOf } from '../core/transfer/certificate-hashes.ts';
import { createIdentity, readPublicIdentity, type Signer, signerOf } from '../core/transfer/identity.ts';
import { pairingCode } from '../core/transfer/pairing.ts';
import type { BundlePayload, Observation } from '../core/transfer/payload.ts';
import { signerRoles } from '../core/transfer/roles.ts';
import { headerOf } from '../core/transfer/session.ts';
import { writeBundle } from '../ports/bundle-folder.ts';
import { readWholeFile, writeNewFile } from '../ports/files.ts';
import { filledPlan } from './drill/drill-plan.ts';
import { holderOf, personName, type Signers } from './drill/identities.ts';
import { exchangeJwk, type PracticeExchangeKey } from './exchange-key-issuer.ts';
import { makeServerIdentity } from './server-certificate.ts';

/** What the offline side of a practice ceremony is made of, before its plan. */
export interface PracticeParts {
  readonly ceremony: string;
  readonly appVersion: string;
  readonly now: Date;
  readonly securityDomain: Buffer;
  readonly certificates: readonly Buffer[];
  readonly required: number;
  readonly exchangeKey: PracticeExchangeKey;
  readonly target: { readonly name: string; readonly uri: string };
}

export const practiceIdentityPassphrase = 'practice offline identity';
/** The number that practice operators give out. */
const practiceNumber = '5ca1ab1e0ddba11ca5cade0ff1cec0de';
const practiceBackup = 'https://practicebackups.blob.practice.invalid/mhsm-backups/mhsm-practice-a-2026010112000000';
const practiceSource = { name: 'practice-a', uri: 'https://practice-a.managedhsm.practice.invalid' };
const maxFileBytes = 1 << 20;

const place = (set: string) => ({
  own: join(set, 'PRACTICE-OWN'),
  in: join(set, 'PRACTICE-IN'),
  /** The other side's drawer; it is no stick. */
  operators: join(set, 'PRACTICE-OPERATORS'),
  key: (role: string) => join(set, 'PRACTICE-OPERATORS', `PRACTICE-${role}.key`),
  answer: join(set, 'PRACTICE-OPERATORS', 'PRACTICE-exchange-key-answer.json'),
});

/**
 * Writes plan and identity to the stick OWN, and what the operators need to their drawer.
 * @returns the lines of the sheet that people would have on paper
 * @throws the file faults; nothing that is there is overwritten
 */
export async function writePracticePlan(set: string, parts: PracticeParts): Promise<readonly string[]> {
  const { own, operators, key, answer } = place(set);
  for (const folder of [own, operators]) await mkdir(folder, { recursive: true });
  const identity = createIdentity(
    'offline',
    personName(holderOf('offline')),
    Buffer.from(practiceIdentityPassphrase, 'utf8'),
  );
  const made = signerRoles.map((role) => newSigner(role));
  for (const { signer, pem } of made.filter(({ signer: { role } }) => role !== 'offline')) {
    await writeNewFile(key(signer.role), pem);
  }
  const offline = readPublicIdentity(identity);
  const signers = {
    ...(Object.fromEntries(made.map(({ signer }) => [signer.role, signer])) as Signers),
    // Only its public half goes into the plan.
    offline: { ...offline, sign: () => Buffer.alloc(0) },
  };
  const plan = parsePlan(
    encodePlan(filledPlan({ ...parts, source: practiceSource, backupFolderUri: practiceBackup }, signers)),
  );
  const approved = approveAgain(approvePlan(plan, signers['operator-1']), signers.witness);
  await writeNewFile(join(own, 'PRACTICE-plan.dsse.json'), approved);
  await writeNewFile(join(own, 'PRACTICE-offline.identity.json'), identity);
  await writeNewFile(answer, Buffer.from(answerOf(parts.exchangeKey), 'utf8'));
  return [
    `Passphrase of this machine's identity: ${practiceIdentityPassphrase}`,
    '',
    ...wordLines('Words of the plan', planSha256(plan)),
    ...wordLines('Words that the other machine shows', pairingCode(parts.ceremony, offline, signers['operator-1'])),
    `The number that the other machine gives out: ${grouped(practiceNumber)}`,
    '',
  ];
}

/** Words in rows of eight, under a heading, as a sheet has them. */
export function wordLines(heading: string, fingerprint: string): string[] {
  const rows = wordRows(fingerprint).map((row, at) => `${at * 8 + 1}-${at * 8 + 8}: ${row.join(' ')}`);
  return [`${heading} (${fingerprintWords(fingerprint).length}):`, ...rows, ''];
}

const grouped = (hex: string): string => (hex.match(/.{4}/g) ?? []).join(' ');

function newSigner(role: Signer['role']): { readonly signer: Signer; readonly pem: Buffer } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const pem = encodePem('PRIVATE KEY', privateKey.export({ format: 'der', type: 'pkcs8' }));
  return { signer: signerOf(role, personName(holderOf(role)), privateKey), pem: Buffer.from(pem, 'latin1') };
}

const answerOf = (key: PracticeExchangeKey): string =>
  JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(key)) });

/**
 * Lets the operators of a practice set answer: the bundle of the exchange key, or once the blob was sent, that its upload succeeded.
 * @param state of the offline machine's journal: what it has given out and sent is what the operators would know
 * @returns the bundle's name on the stick IN
 * @throws BUNDLE_NOT_PREPARED, FILE_NOT_FOUND where it is no such set, FILE_EXISTS
 */
export async function answerAsOperators(
  set: string,
  { plan, planSha256: hash }: ApprovedPlan,
  state: JournalState,
  { now, appVersion }: { readonly now: Date; readonly appVersion: string },
): Promise<string> {
  const paths = place(set);
  const open = async (role: 'operator-1' | 'operator-2'): Promise<Signer> =>
    signerOf(role, personName(role), createPrivateKey(await readWholeFile(paths.key(role), maxFileBytes)));
  const [first, second] = [await open('operator-1'), await open('operator-2')];
  const content = state.written.some(({ type }) => type === 'restore-blob')
    ? outcomeOf(state)
    : exchangeKeyOf(plan.target.uri, await readWholeFile(paths.answer, maxFileBytes), now);
  const session = { self: first, plan, planSha256: hash, pins: pinnedIdentities(plan), state: theirs(state) };
  const header = headerOf(session, content.type, {
    issued: now.toISOString(),
    expires: new Date(now.getTime() + 86_400_000).toISOString(),
    app: { version: appVersion, build: 'PRACTICE operators' },
  });
  const sd = { sha256: plan.securityDomain?.sha256 ?? '' };
  // The kind and its content belong together; a spread cannot say so, and the bundle's own schema checks it.
  const payload = { ...header, ...content, sd } as BundlePayload;
  const name = bundleFileName(payload);
  const signers = content.type === 'exchange-key' ? [first, second] : [first];
  await mkdir(paths.in, { recursive: true });
  await writeBundle(paths.in, name, buildBundle(payload, signers));
  return name;
}

/** The operators' machine knows this machine, its number, and the bundles that went to and fro. */
function theirs(state: JournalState): JournalState {
  const { opened, challengeIssued } = state;
  return { ...state, peers: { offline: opened?.keyId ?? '' }, challengeNoted: challengeIssued };
}

function exchangeKeyOf(hsmUri: string, answer: Buffer, now: Date) {
  const names = [{ dns: new URL(hsmUri).hostname }];
  const { certificatePem, caCertificatePem } = makeServerIdentity(now.getTime(), names);
  const tlsChain = [certificatePem, caCertificatePem].map((pem) => new X509Certificate(pem).raw.toString('base64'));
  const observed = (observer: Observation['observer']): Observation => ({
    observer,
    answer: answer.toString('base64'),
    tlsChain,
    requestId: `PRACTICE request of ${observer}`,
    serverDate: now.toUTCString(),
    fetchedAt: now.toISOString(),
  });
  return {
    type: 'exchange-key' as const,
    exchange: exchangeReferenceOf(certificateOfAnswer(answer)),
    body: { first: observed('operator-1'), second: observed('operator-2') },
  };
}

function outcomeOf({ exchangeKey }: JournalState) {
  const exchange = exchangeKey ? { x5tS256: exchangeKey.x5tS256, spkiSha256: exchangeKey.spkiSha256 } : null;
  return {
    type: 'outcome' as const,
    exchange,
    body: {
      call: 'upload' as const,
      verdict: 'succeeded' as const,
      requestId: 'PRACTICE request',
      detail: 'Succeeded (PRACTICE)',
      journalHead: sha256(Buffer.from('PRACTICE')).toString('hex'),
    },
  };
}
