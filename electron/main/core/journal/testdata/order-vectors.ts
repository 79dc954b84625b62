// One vector for each rule on which no blob, upload or restore rests: an event that this rule refuses, and no other.
import type { EventKind, EventOf, JournalEvent } from '#shared/journal/events.ts';
import { offline, textHash } from '../../transfer/testdata/samples.ts';
import { adopted, blobSha256, certificates, offlineRecovery, onlineRecovery, sheet, certificateSha256 } from './recovery.ts';

interface Vector {
  readonly before: readonly JournalEvent[];
  readonly event: JournalEvent;
}

const by = ['Person administrator', 'Person witness'];
const opened = offlineRecovery.slice(0, 1);
const planned = offlineRecovery.slice(0, 3);
const upTo = (events: readonly JournalEvent[], kind: EventKind): readonly JournalEvent[] =>
  events.slice(0, events.findIndex((event) => event.kind === kind) + 1);
const firstFetch = onlineRecovery.find(({ kind }) => kind === 'exchange-key-fetched') as EventOf<'exchange-key-fetched'>;
const onlinePlanned = onlineRecovery.slice(0, 2);
const exception = (number: number, check: string | null): EventOf<'exception'> => ({
  kind: 'exception',
  number,
  check,
  ...sheet,
});
const decided: JournalEvent = { kind: 'exception', number: 1, check: null, ...sheet, decidedBy: by };
const givenUp = { kind: 'given-up', by, exception: 1, reason: 'A copy cannot be read' } as const;
const failed: JournalEvent = {
  kind: 'check-failed',
  check: 'words',
  step: 'B7',
  fault: 'READ_BACK_DIFFERS',
  detail: 'x',
};
const closedOff = (number: number): JournalEvent => ({
  kind: 'tail-closed-off',
  exception: number,
  lastGood: 1,
  damagedSha256: textHash('x'),
  damagedBytes: 1,
});
const wordsRead = offlineRecovery.findIndex(({ kind }) => kind === 'read-back');
const words: EventOf<'read-back'> = {
  kind: 'read-back',
  subject: 'exchange-key',
  sha256: certificateSha256,
  attempt: 1,
  outcome: 'agreed',
  by,
};
const activation: JournalEvent = { ...adopted, ceremonyKind: 'activation' };
const gap: EventOf<'air-gap'> = { kind: 'air-gap', closed: true, detail: 'No interface is up' };
/** Keys as a register names them afterwards. */
const newKey = (at: number): string => certificates[at] ?? '';
const made = (at: number): EventOf<'custodian-key-made'> => ({
  kind: 'custodian-key-made',
  custodian: `C${at + 1}`,
  certificateSha256: newKey(at),
  bits: 3072,
});
const onToken = (at: number, serial: string | null): JournalEvent => ({
  ...made(at),
  token: { serial, model: 'SC-HSM', manufacturer: null, firmware: '3.5', label: `C${at + 1}`, keyId: '01' },
});
const onTwoSticks = (at: number, by?: string[]): JournalEvent => ({
  kind: 'custodian-sticks-differ',
  certificateSha256: newKey(at),
  ...(by && { by }),
});
const checked = (at: number, copy: number): JournalEvent => ({
  kind: 'custodian-copy-checked',
  certificateSha256: newKey(at),
  copy,
});
const proof = (at: number, copy: number): JournalEvent => ({
  kind: 'custodian-proven',
  certificateSha256: newKey(at),
  copy,
});
const firstProof = proof(0, 1);
const proven = [0, 1, 2].flatMap((at) => [1, 2].map((copy) => proof(at, copy)));
const certificateBundle = {
  kind: 'bundle-accepted',
  type: 'activation-certificates',
  seq: 1,
  payloadSha256: textHash('payload'),
  fileSha256: textHash('file'),
  exchange: null,
  content: null,
  journal: { events: 1, head: textHash('end') },
  signers: [textHash('signer')],
} as const satisfies JournalEvent;
const { seq, payloadSha256, fileSha256, journal } = certificateBundle;
const certificatesWritten: JournalEvent = {
  kind: 'bundle-written',
  type: 'activation-certificates',
  seq,
  payloadSha256,
  fileSha256,
  exchange: null,
  content: null,
  journal,
};
/** The security domain of an activation: it came in its bundle, it is the file that was loaded, and its words agreed. */
const domain: JournalEvent = {
  ...certificateBundle,
  type: 'security-domain',
  content: adopted.sdSha256,
};
const loaded: JournalEvent = {
  kind: 'security-domain-loaded',
  sha256: adopted.sdSha256 ?? '',
  required: 2,
  custodians: 3,
};
const domainAgreed: JournalEvent = {
  kind: 'read-back',
  subject: 'security-domain',
  sha256: adopted.sdSha256 ?? '',
  attempt: 1,
  outcome: 'agreed',
  by,
};
/** An activation up to where its custodians prove their copies. */
export const activated: readonly JournalEvent[] = [
  ...opened,
  activation,
  gap,
  ...[0, 1, 2].map(made),
  domain,
  loaded,
  domainAgreed,
];
const downloadConfirmed: JournalEvent = {
  kind: 'target-confirmed',
  call: 'download',
  by,
  typedName: adopted.targetName,
  typedFolder: null,
};

const lost = { name: 'lost-hsm', uri: 'https://lost-hsm.managedhsm.azure.net' };
const purgeConfirmed: JournalEvent = {
  kind: 'target-confirmed',
  call: 'purge',
  by,
  typedName: lost.name,
  typedFolder: null,
};

const intended = (call: EventOf<'call-intended'>['call']): JournalEvent => ({
  ...{ kind: 'call-intended', call, id: `${call}-1`, target: adopted.targetUri, subject: null, folder: null },
});
const called = (call: EventOf<'call-intended'>['call']): JournalEvent[] => [
  intended(call),
  { kind: 'call-settled', id: `${call}-1`, verdict: 'succeeded', detail: null },
];
/** The online side of an activation up to the security domain. */
const downloaded: readonly JournalEvent[] = [
  ...onlineRecovery.slice(0, 1),
  activation,
  certificateBundle,
  { ...words, subject: 'activation-certificates', sha256: payloadSha256 },
  downloadConfirmed,
  ...called('download'),
];
const canaryProven: JournalEvent = {
  ...{ kind: 'canary-proven', key: 'canary', version: '0'.repeat(32), publicSha256: textHash('canary') },
  uses: ['sign'],
};
const leaving: EventOf<'exception'> = { ...exception(1, null), step: 'A26', decidedBy: by };
const leftOut: JournalEvent = { kind: 'canary-left-out', exception: 1 };

const anotherKey = textHash('another key');
const differ = (round: number): EventOf<'exchange-keys-differ'> => ({
  kind: 'exchange-keys-differ',
  round,
  first: certificateSha256,
  second: anotherKey,
  firstObservation: textHash(`first ${round}`),
  secondObservation: textHash(`second ${round}`),
});
const choice: EventOf<'exchange-key-chosen'> = {
  kind: 'exchange-key-chosen',
  first: certificateSha256,
  second: anotherKey,
  chosen: anotherKey,
  exception: 1,
};
const changedKey: EventOf<'blob-compared'> = {
  kind: 'blob-compared',
  fetched: anotherKey,
  inBlob: certificateSha256,
  blobSha256,
  exception: null,
};

const secondFetch = onlineRecovery.find(
  (event) => event.kind === 'exchange-key-fetched' && event.observer === 'operator-2',
) as EventOf<'exchange-key-fetched'>;
const { requestId, fetchedAt, answerSha256 } = secondFetch;
const signature: EventOf<'exchange-key-countersigned'> = {
  ...{ kind: 'exchange-key-countersigned', payloadSha256: textHash('payload') },
  ...{ requestId, fetchedAt, answerSha256 },
};
const bySecond: readonly JournalEvent[] = [
  ...onlineRecovery.slice(0, 1).map((event) => ({ ...event, role: 'operator-2' }) as JournalEvent),
  adopted,
  secondFetch,
];

export const vectors: Readonly<Record<string, Vector>> = {
  'not-of-an-emergency': {
    before: opened,
    event: { kind: 'target-typed', hsmUri: adopted.targetUri, name: adopted.targetName },
  },
  'not-of-a-session': { before: opened, event: { kind: 'session-finished' } },
  'practice-gap-in-practice': { before: opened, event: { ...gap, detail: 'PRACTICE: this machine is not cut off: eth0' } },
  'few-failures-stand': { before: [...opened, ...Array.from({ length: 256 }, () => failed)], event: failed },
  'exceptions-are-counted': { before: opened, event: exception(2, null) },
  'exception-leaves-a-failure': { before: opened, event: exception(1, 'no-such-check') },
  'exception-initialled-by-two': { before: opened, event: { ...exception(1, null), initials: ['PA', 'PA'] } },
  'failure-left-by-two': {
    before: [...opened, failed],
    event: { ...exception(1, 'words'), decidedBy: ['Person administrator', 'person  administrator'] },
  },
  'tail-closed-by-exception': { before: [...opened, exception(1, null)], event: closedOff(2) },
  'tail-closed-by-two': {
    before: [...opened, { ...exception(1, null), decidedBy: ['Person administrator'] }],
    event: closedOff(1),
  },
  'read-back-by-two': {
    before: offlineRecovery.slice(0, wordsRead),
    event: { ...words, by: ['Person witness', 'PERSON witness'] },
  },
  'fetch-not-replaced': {
    before: [...upTo(onlineRecovery, 'exchange-key-fetched'), { ...firstFetch, requestId: 'r-2' }],
    event: firstFetch,
  },
  'countersigned-by-the-second': {
    before: [...onlinePlanned, secondFetch],
    event: signature,
  },
  'countersigned-for-the-last-fetch': {
    before: [...bySecond, { ...secondFetch, requestId: 'r-2' }],
    event: signature,
  },
  'countersigned-once': { before: [...bySecond, signature], event: signature },
  'tries-are-counted': {
    before: [...offlineRecovery.slice(0, wordsRead), { ...words, outcome: 'differed' }],
    event: words,
  },
  'closed-by-two': {
    before: offlineRecovery.slice(0, -1),
    event: { kind: 'journal-closed', by: ['Person witness', 'person witness'] },
  },
  'signed-after-the-end': {
    before: offlineRecovery.slice(0, -1),
    event: { kind: 'journal-signed', keyId: offline.keyId, sig: 'MAYCAQECAQE=' },
  },
  'no-call-open-at-the-end': {
    before: upTo(onlineRecovery, 'call-intended'),
    event: { kind: 'journal-closed', by },
  },
  'bundle-in-sequence': { before: planned, event: { ...certificateBundle, seq: 2 } },
  'built-as-intended': {
    before: upTo(offlineRecovery, 'blob-intended'),
    event: { kind: 'blob-built', certificateSha256: textHash('another key'), blobSha256: textHash('blob'), blobBytes: 1 },
  },
  'refusal-of-a-planned-custodian': {
    before: planned,
    event: { kind: 'share-refused', certificateSha256: textHash('a stranger'), fault: 'PASSPHRASE_WRONG' },
  },
  'all-custodians-proven': {
    before: [...activated, ...proven.slice(1)],
    event: { kind: 'journal-closed', by },
  },
  'old-set-until-proven': {
    before: [...activated, ...proven.slice(1)],
    event: { kind: 'step-done', step: 'A26R', by, values: [] },
  },
  'given-up-with-new-keys': { before: [...opened, adopted, decided], event: givenUp },
  'given-up-unproven': { before: [...activated, ...proven, decided], event: givenUp },
  'given-up-by-two': {
    before: [...activated, decided],
    event: { ...givenUp, by: ['Person witness', 'PERSON  witness'] },
  },
  'given-up-by-exception': {
    before: [...activated, { ...exception(1, null), decidedBy: by.slice(1) }],
    event: givenUp,
  },
  'key-in-its-ceremony': { before: [...opened, adopted, gap], event: made(0) },
  'key-behind-the-gap': { before: [...opened, activation], event: made(0) },
  'key-before-certificates': {
    before: [...opened, activation, gap, certificatesWritten],
    event: made(0),
  },
  'key-made-once': { before: [...opened, activation, gap, made(0)], event: made(0) },
  'token-of-one-custodian': { before: [...opened, activation, gap, onToken(0, '0a1b')], event: onToken(1, '0a1b') },
  'one-copy-on-a-token': { before: [...opened, activation, gap, onToken(0, '0a1b')], event: onTwoSticks(0) },
  'sticks-of-a-made-key': { before: [...opened, activation, gap, made(0)], event: onTwoSticks(1) },
  'sticks-by-two': {
    before: [...opened, activation, gap, made(0)],
    event: onTwoSticks(0, ['Person witness', 'person  WITNESS']),
  },
  'second-copy-on-second-stick': { before: [...opened, activation, gap, made(0), made(1), onTwoSticks(1)], event: checked(0, 2) },
  'check-of-a-made-key': { before: [...opened, activation, gap, made(0)], event: checked(1, 1) },
  'certificates-of-checked-keys': {
    before: [
      ...opened,
      activation,
      gap,
      ...[0, 1, 2].flatMap((at) => [made(at), onTwoSticks(at), checked(at, 1)]),
      ...[0, 1].map((at) => checked(at, 2)),
    ],
    event: certificatesWritten,
  },
  'domain-from-its-bundle': {
    before: [...opened, activation, gap, { ...domain, content: textHash('another') }],
    event: loaded,
  },
  'proof-behind-the-gap': {
    before: [...activated, { kind: 'air-gap', closed: false, detail: 'wlan0 is up' }],
    event: firstProof,
  },
  'proof-after-read-back': {
    before: activated.slice(0, -1),
    event: firstProof,
  },
  'proof-of-a-custodian': {
    before: activated,
    event: { kind: 'custodian-proven', certificateSha256: textHash('somebody'), copy: 1 },
  },
  'certificates-before-download': {
    before: [...onlineRecovery.slice(0, 1), activation, certificateBundle, downloadConfirmed],
    event: {
      kind: 'call-intended',
      call: 'download',
      id: 'download-1',
      target: adopted.targetUri,
      subject: null,
      folder: null,
    },
  },
  'canary-after-download': { before: [...onlineRecovery.slice(0, 1), activation], event: intended('canary') },
  'canary-before-the-backup': {
    before: [...downloaded, leaving, leftOut, ...called('backup')],
    event: intended('canary'),
  },
  'backup-after-canary': { before: [...downloaded, ...called('canary')], event: intended('backup') },
  'canary-made-here': { before: downloaded, event: canaryProven },
  'canary-proven-once': { before: [...downloaded, ...called('canary'), canaryProven], event: canaryProven },
  'canary-left-out-unproven': {
    before: [...downloaded, ...called('canary'), canaryProven, leaving],
    event: leftOut,
  },
  'canary-left-out-by-two': {
    before: [...downloaded, { ...leaving, decidedBy: by.slice(1) }],
    event: leftOut,
  },
  'delete-of-a-failed-creation': {
    before: [...upTo(onlineRecovery, 'call-settled'), { ...purgeConfirmed, call: 'delete', typedName: adopted.targetName }],
    event: intended('delete'),
  },
  'purge-of-the-lost-after-restore': {
    before: [...onlineRecovery.slice(0, 1), { ...adopted, source: lost }, purgeConfirmed],
    event: { kind: 'call-intended', call: 'purge', id: 'purge-1', target: lost.uri, subject: null, folder: null },
  },
  'answer-to-an-intent': {
    before: onlinePlanned,
    event: { kind: 'call-answered', id: 'create-1', requestId: 'r', job: null, answerSha256: textHash('x') },
  },
  'query-of-a-call': {
    before: onlinePlanned,
    event: { kind: 'call-queried', id: 'create-1', status: 'x', detail: null },
  },
  'hold-after-a-restore-point': {
    before: upTo(onlineRecovery, 'blob-compared'),
    event: { kind: 'hold-over', id: 'create-1', minutes: 30, exception: null },
  },
  'differences-are-counted': { before: onlinePlanned, event: differ(2) },
  'chosen-of-two-that-differed-twice': {
    before: [...onlinePlanned, differ(1), { ...decided, step: 'C9' }],
    event: choice,
  },
  'chosen-by-two': { before: [...onlinePlanned, differ(1), differ(2), decided], event: choice },
  'comparison-left-by-two': {
    before: [...upTo(onlineRecovery, 'blob-compared'), changedKey, { ...decided, step: 'C14' }],
    event: { ...changedKey, exception: 1 },
  },
  'plan-first': { before: opened, event: { kind: 'challenge-issued', challenge: '0'.repeat(32) } },
  'plan-before-bundles': { before: opened, event: { ...certificateBundle, exchange: certificateSha256 } },
};
