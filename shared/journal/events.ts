// What a journal can say: every kind of event with its closed schema. There is no member that could hold a secret.
import { z } from 'zod';
import { scriptGrades } from '../ceremony/model.ts';
import { checksWith } from '../self-test/outcomes.ts';
import type { SelfTestReport } from '../self-test/self-test.ts';
import {
  appVersion,
  base64Text,
  ceremonyId,
  guid,
  hsmUri,
  journalEnd,
  lineOfText,
  nonceHex,
  personName,
  sha256Hex,
  utcTime,
} from '../schemas/atoms.ts';
import { emergencyEvents } from './emergency-events.ts';
import { sessionEvents } from './session-events.ts';
import { notedToken } from '../register/token.ts';
import { principalTypes, roleScope } from '../online/role-assignments.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/);
const name = personName;
const text = lineOfText(500);
const stepId = z.string().regex(/^[A-Z][A-Za-z0-9.-]{0,31}$/);
const faultCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/);
const twoPeople = z.array(name).min(2).max(12);
const bundleType = z.enum([
  'plan',
  'activation-certificates',
  'security-domain',
  'exchange-key',
  'restore-blob',
  'outcome',
]);

/** Roles that a stick keeps for a whole ceremony; custodians' sticks change with each turn. */
export const stickRoles = ['own', 'in', 'out'] as const;
export type StickRole = (typeof stickRoles)[number];

/** Calls to the service that must not be made twice. */
export const guardedCalls = [
  'create',
  'init-recovery',
  'download',
  'canary',
  'upload',
  /** Attaches the plan's identity to an HSM that exists. */
  'identity',
  /** Deletes an HSM that failed creation. */
  'delete',
  /** Brings a deleted HSM back, or destroys it for good. */
  'recover',
  'purge',
  'backup',
  'restore',
  'key-restore',
] as const;
const call = z.enum(guardedCalls);
export type GuardedCall = (typeof guardedCalls)[number];

const travelled = {
  type: bundleType,
  seq: z.int().min(1).max(9999),
  payloadSha256: sha256Hex,
  fileSha256: sha256Hex,
  /** Thumbprint of the exchange certificate in the bundle's header, hex. */
  exchange: sha256Hex.nullable(),
  /** SHA-256 of the restore blob or security domain inside. */
  content: sha256Hex.nullable(),
  /** Where the sender's journal ended, as the bundle says. */
  journal: journalEnd,
};

const event = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), ...shape });

const beginning = [
  event('journal-opened', {
    ceremony: ceremonyId,
    practice: z.boolean(),
    machine: z.enum(['offline', 'online']),
    role: z.enum(['operator-1', 'operator-2', 'offline', 'witness']),
    keyId: sha256Hex,
    app: appVersion,
  }),
  /** The facts of the approved plan that order depends on; the plan itself is in the evidence. */
  event('plan-adopted', {
    planSha256: sha256Hex,
    ceremony: ceremonyId,
    practice: z.boolean(),
    ceremonyKind: z.enum(['activation', 're-wrap', 'recovery', 'drill']),
    approvers: z.array(id).min(2).max(8),
    targetName: lineOfText(24),
    targetUri: hsmUri,
    /** The HSM that was lost; not there where the plan names none. */
    source: z.exactOptional(z.strictObject({ name: lineOfText(24), uri: hsmUri })),
    required: z.int().min(2).max(10),
    /** SHA-256 of the custodians' certificates, as far as they exist. */
    custodianCertificates: z.array(sha256Hex).max(10),
    custodians: z.int().min(1).max(10),
    sdSha256: sha256Hex.nullable(),
    backupFolder: lineOfText(80).nullable(),
    /** Which script was printed; not there in journals of earlier versions. */
    grade: z.exactOptional(z.enum(scriptGrades)),
  }),
  event('peer-paired', { role: z.enum(['operator-1', 'operator-2', 'offline', 'witness']), keyId: sha256Hex }),
  event('challenge-issued', { challenge: nonceHex }),
  event('challenge-noted', { challenge: nonceHex }),
] as const;

const people = [
  /** The clock on the wall as a person read it, beside the machine's own. */
  event('wall-clock', { readBy: name, wall: utcTime, offsetMinutes: z.int().min(-840).max(840) }),
  event('step-done', {
    step: stepId,
    by: z.array(name).min(1).max(20),
    values: z.array(z.strictObject({ field: id, value: lineOfText(300) })).max(40),
  }),
  event('note', { by: name, text }),
  /**
   * Two people typed what they read on paper before one of the calls that cannot be taken back. `typedName` and `typedFolder` are the whole names
   * that were meant: people type all of each, or its end where that names nothing else.
   */
  event('target-confirmed', { call, by: twoPeople, typedName: lineOfText(80), typedFolder: lineOfText(80).nullable() }),
  event('read-back', {
    subject: z.enum(['plan', 'exchange-key', 'restore-blob', 'activation-certificates', 'security-domain']),
    sha256: sha256Hex,
    attempt: z.int().min(1).max(2),
    outcome: z.enum(['agreed', 'differed']),
    by: twoPeople,
  }),
] as const;

/** What people fill in on an exception sheet (REQ-24). */
const sheet = {
  step: stepId,
  expected: text,
  happened: text,
  options: text,
  decision: text,
  decidedBy: z.array(name).min(1).max(8),
  affectsTrust: z.enum(['no', 'yes', 'unknown']),
  followUp: name,
  initials: z
    .array(z.string().regex(/^\p{Lu}{1,4}$/u))
    .min(2)
    .max(14),
};
export const exceptionSheet = z.strictObject(sheet);
export type ExceptionSheet = z.infer<typeof exceptionSheet>;

const trouble = [
  event('check-failed', { check: id, step: stepId, fault: faultCode, detail: text }),
  event('exception', {
    number: z.int().min(1).max(999),
    /** The failed check that is left through this exception; null where no check of the machine failed. */
    check: id.nullable(),
    ...sheet,
  }),
  /** The end of the file was damaged; what stood there is kept beside the journal under its hash. */
  event('tail-closed-off', {
    exception: z.int().min(1).max(999),
    lastGood: z.int().min(0),
    damagedSha256: sha256Hex,
    damagedBytes: z.int().min(1),
  }),
] as const;

const traffic = [
  event('bundle-written', travelled),
  event('bundle-accepted', {
    ...travelled,
    signers: z.array(sha256Hex).min(1).max(4),
    /** What an outcome says of the call where it did not succeed; absent otherwise. It is a failed check. */
    verdict: z.enum(['failed', 'unknown']).exactOptional(),
  }),
  event('file-written', { name: lineOfText(120), sha256: sha256Hex, bytes: z.int().min(0) }),
] as const;

const offlineWork = [
  event('air-gap', { closed: z.boolean(), detail: text }),
  /** What people gave a stick for, where the system tells its serial number: after a restart they are not asked again. */
  event('stick-role', { role: z.enum(stickRoles), name: text, serial: text }),
  /** The program has tested itself on this machine; `ranAt` may be before the journal, by the machine's clock. Names are those of the checks. */
  event('self-test', {
    ranAt: utcTime,
    app: appVersion,
    /** The Electron underneath; null in the preview. */
    electron: lineOfText(40).nullable(),
    passed: z.int().min(0).max(100),
    failed: z.array(id).max(100),
    notAsked: z.array(id).max(100),
  }),
  event('security-domain-loaded', {
    sha256: sha256Hex,
    required: z.int().min(1).max(10),
    custodians: z.int().min(2).max(10),
    /** Members that this program did not know, by their paths; not there where it knew all. */
    unknownMembers: z.exactOptional(z.array(text).min(1).max(50)),
    /** SHA-256 of the certificates that it names; in an emergency, where no plan names them. */
    certificates: z.exactOptional(z.array(sha256Hex).min(2).max(10)),
  }),
  /** The exchange key passed the policy: host, evidence, and the exception branch where there was no attestation. */
  event('exchange-key-verified', {
    certificateSha256: sha256Hex,
    spkiSha256: sha256Hex,
    hsmUri,
    verdictSha256: sha256Hex,
    attested: z.boolean(),
    exception: z.strictObject({ approvers: twoPeople, reason: text }).nullable(),
  }),
  event('share-accepted', { certificateSha256: sha256Hex }),
  /** A passphrase was mistyped, a key file is damaged or another's: whose turn it was, where people had said it, and the fault's code. */
  event('share-refused', { certificateSha256: sha256Hex.nullable(), fault: faultCode }),
  event('shares-gone', {
    reason: z.enum([
      'built',
      'cancelled',
      'power-lost',
      'air-gap-lost',
      'machine-asleep',
      'screen-locked',
      'drill-ended',
    ]),
  }),
  event('quorum-reconstructed', { shares: z.int().min(2).max(10) }),
  event('build-approved', { certificateSha256: sha256Hex, by: twoPeople }),
  event('blob-intended', { certificateSha256: sha256Hex }),
  event('blob-built', { certificateSha256: sha256Hex, blobSha256: sha256Hex, blobBytes: z.int().min(1) }),
  /**
   * A custodian's key was made here and lies, encrypted, on the first of two sticks; or one that is on a token was adopted, when it had opened
   * what was encrypted to its certificate. A later one of the same custodian replaces it.
   */
  event('custodian-key-made', {
    custodian: z.string().regex(/^C(?:[1-9]|10)$/),
    certificateSha256: sha256Hex,
    bits: z.int().min(2048).max(4096),
    /** What the token says of itself, and its vendor of the key; not there where the key is on sticks. */
    token: z.exactOptional(notedToken),
  }),
  /** The copies of a key are on two sticks. `by`: two people looked, because the system tells no serial numbers; absent where it told two. */
  event('custodian-sticks-differ', { certificateSha256: sha256Hex, by: twoPeople.exactOptional() }),
  /** A stick was inserted again, and its copy of the key opened what had been encrypted to the certificate. */
  event('custodian-copy-checked', { certificateSha256: sha256Hex, copy: z.int().min(1).max(2) }),
  /** A custodian opened his own share of the downloaded file, from one copy of his stick. */
  event('custodian-proven', {
    certificateSha256: sha256Hex,
    copy: z.int().min(1).max(2),
    /** In a share check no certificate lay beside the key: nothing but the key's own process says so. */
    onItsWord: z.exactOptional(z.literal(true)),
  }),
] as const;

const onlineWork = [
  event('exchange-key-fetched', {
    observer: z.enum(['operator-1', 'operator-2']),
    certificateSha256: sha256Hex,
    spkiSha256: sha256Hex,
    requestId: lineOfText(128),
    /** By the observer's own clock. */
    fetchedAt: utcTime,
    /** The Date header of the answer; null where it had none. */
    serverDate: lineOfText(64).nullable(),
    answerSha256: sha256Hex,
    /** SHA-256 of the server's own certificate of that connection; null if none was seen. */
    tlsServerSha256: sha256Hex.nullable(),
    /** SHA-256 of the whole file of the kept answer, as of any call. Journals of earlier versions have none. */
    envelopeSha256: z.exactOptional(sha256Hex),
  }),
  /**
   * The second operator's machine signs the first one's draft of a bundle, by the hash of its payload, for this fetch of its own. It's noted
   * before the signature is written.
   */
  event('exchange-key-countersigned', {
    payloadSha256: sha256Hex,
    requestId: lineOfText(128),
    fetchedAt: utcTime,
    answerSha256: sha256Hex,
  }),
  /**
   * The operators showed each other different keys, and both are kept. After the first round both fetch once more; from the second on, the
   * key is for people to choose. Keys by the certificate's thumbprint, observations by the SHA-256 of their files.
   */
  event('exchange-keys-differ', {
    round: z.int().min(1).max(99),
    first: sha256Hex,
    second: sha256Hex,
    firstObservation: sha256Hex,
    secondObservation: sha256Hex,
  }),
  /** Two people have chosen one of two keys that differed twice, by this exception. */
  event('exchange-key-chosen', {
    first: sha256Hex,
    second: sha256Hex,
    chosen: sha256Hex,
    exception: z.int().min(1).max(999),
  }),
  /**
   * Just before the upload, the key was fetched again and compared with the one that the blob names. `exception`: by which two people let
   * the blob be uploaded although the keys differed twice; else null.
   */
  event('blob-compared', {
    fetched: sha256Hex,
    inBlob: sha256Hex,
    blobSha256: sha256Hex,
    exception: z.int().min(1).max(999).nullable(),
  }),
  /** The test key, made here, was used, and this is its public half (SHA-256 of the SubjectPublicKeyInfo), for paper. */
  event('canary-proven', {
    key: z.string().regex(/^[A-Za-z0-9-]{1,127}$/),
    version: z.string().regex(/^[0-9a-f]{32}$/),
    publicSha256: sha256Hex,
    uses: z
      .array(z.enum(['sign', 'unwrap']))
      .min(1)
      .max(2),
  }),
  /** A role inside the HSM was given to a principal or taken away, from this machine; `found`: the principal had it already. */
  event('role-changed', {
    change: z.enum(['assigned', 'found', 'removed']),
    role: lineOfText(120),
    scope: roleScope,
    principalId: guid,
    /** As the people who asked for it said; the service is not told. */
    principalType: z.enum(principalTypes).nullable(),
    /** Name of the assignment. */
    assignment: guid,
  }),
  /** Two people let the first backup be made without a test key in it. */
  event('canary-left-out', { exception: z.int().min(1).max(999) }),
  event('call-intended', {
    call,
    id,
    target: hsmUri,
    subject: sha256Hex.nullable(),
    folder: lineOfText(80).nullable(),
  }),
  event('call-answered', {
    id,
    requestId: lineOfText(128),
    job: lineOfText(128).nullable(),
    answerSha256: sha256Hex,
    /** SHA-256 of the answer's file, which has its time, status, headers, certificates and address, too; not there in earlier journals. */
    envelopeSha256: z.exactOptional(sha256Hex),
  }),
  event('call-queried', { id, status: lineOfText(40), detail: text.nullable() }),
  event('call-settled', {
    id,
    verdict: z.enum(['succeeded', 'failed', 'unknown']),
    detail: text.nullable(),
    /** SHA-256 of the file of the answer that ended the call; not there where none came, and in earlier journals. */
    finalSha256: z.exactOptional(sha256Hex),
  }),
  event('hold-over', {
    id,
    minutes: z.int().min(0).max(10_000),
    /** The exception by which people have shortened the hold; null where it was kept. */
    exception: z.int().min(1).max(999).nullable(),
  }),
] as const;

export const journalEvent = z.discriminatedUnion('kind', [
  ...beginning,
  ...people,
  ...trouble,
  ...traffic,
  ...offlineWork,
  ...onlineWork,
  ...emergencyEvents,
  ...sessionEvents,
  event('journal-closed', { by: twoPeople }),
  /** A ceremony of new keys ends here without its proofs: two people have given it up, and an exception says why. */
  event('given-up', { by: twoPeople, exception: z.int().min(1).max(999), reason: text }),
  /** This machine's identity signs the line before, which ended the journal: `core/journal/signed-end.ts`. DER, base64. */
  event('journal-signed', { keyId: sha256Hex, sig: base64Text.max(160) }),
]);
export type JournalEvent = z.infer<typeof journalEvent>;
export type EventKind = JournalEvent['kind'];
export type EventOf<Kind extends EventKind> = Extract<JournalEvent, { kind: Kind }>;

/** The event of a self-test. */
export const selfTestEvent = (report: SelfTestReport): EventOf<'self-test'> => ({
  kind: 'self-test',
  ranAt: report.at,
  app: report.app,
  electron: report.electron,
  passed: checksWith(report, 'passed').length,
  failed: checksWith(report, 'failed'),
  notAsked: checksWith(report, 'not-asked'),
});
