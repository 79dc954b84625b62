// The events of one honest recovery, on both machines: the paths from which the tests of the order depart.
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { planSha256 } from '../../plan/plan-file.ts';
import { recoveryPlan } from '../../plan/testdata/sample-plan.ts';
import {
  ceremony,
  exchange,
  offline,
  operator1,
  operator2,
  securityDomain,
  textHash,
} from '../../transfer/testdata/samples.ts';

export const certificateSha256 = exchange.certificateSha256;
const { spkiSha256 } = exchange;
export const blobSha256 = textHash('blob');
const sd = textHash(securityDomain);
const folder = 'mhsm-lost-hsm-2026101312000000';
const target = recoveryPlan.target.uri;
const by = ['Person administrator', 'Person witness'];
const operators = ['Person operator-1', 'Person operator-2'];
export const certificates = recoveryPlan.custodians.map(({ certificateSha256 }) => certificateSha256 ?? '');
const app = { version: '0.1.0', build: 'test' };

export const adopted: EventOf<'plan-adopted'> = {
  kind: 'plan-adopted',
  planSha256: planSha256(recoveryPlan),
  ceremony,
  practice: false,
  ceremonyKind: 'recovery',
  approvers: ['operator-1', 'witness'],
  targetName: 'recovered-hsm',
  targetUri: target,
  required: 2,
  custodianCertificates: certificates,
  custodians: 3,
  sdSha256: sd,
  backupFolder: folder,
};

const bundle = (type: EventOf<'bundle-written'>['type'], seq: number, content: string | null = null) => ({
  type,
  seq,
  payloadSha256: textHash(`payload ${seq}`),
  fileSha256: textHash(`file ${seq}`),
  exchange: certificateSha256,
  content,
  journal: { events: seq, head: textHash(`end ${seq}`) },
});
export const exchangeBundle = bundle('exchange-key', 1);
export const blobBundle = bundle('restore-blob', 2, blobSha256);
export const outcomeBundle = bundle('outcome', 3);
export const written = (which: typeof exchangeBundle): JournalEvent => ({ kind: 'bundle-written', ...which });
export const accepted = (which: typeof exchangeBundle, ...signers: string[]): JournalEvent => ({
  kind: 'bundle-accepted',
  ...which,
  signers,
});
export const confirmed = (call: EventOf<'target-confirmed'>['call'], typedFolder: string | null = null): JournalEvent => ({
  kind: 'target-confirmed',
  call,
  by: operators,
  typedName: 'recovered-hsm',
  typedFolder,
});
export const readBack = (subject: EventOf<'read-back'>['subject'], sha256: string): EventOf<'read-back'> => ({
  kind: 'read-back',
  subject,
  sha256,
  attempt: 1,
  outcome: 'agreed',
  by,
});

export const offlineRecovery: readonly JournalEvent[] = [
  { kind: 'journal-opened', ceremony, practice: false, machine: 'offline', role: 'offline', keyId: offline.keyId, app },
  { kind: 'wall-clock', readBy: 'Person witness', wall: '2026-10-14T09:00:00Z', offsetMinutes: 60 },
  adopted,
  { kind: 'peer-paired', role: 'operator-1', keyId: operator1.keyId },
  { kind: 'challenge-issued', challenge: '0'.repeat(32) },
  { kind: 'step-done', step: 'B1', by, values: [{ field: 'serial', value: '4711' }] },
  { kind: 'security-domain-loaded', sha256: sd, required: 2, custodians: 3 },
  accepted(exchangeBundle, operator1.keyId, operator2.keyId),
  {
    kind: 'exchange-key-verified',
    certificateSha256,
    spkiSha256,
    hsmUri: target,
    verdictSha256: textHash('verdict'),
    attested: true,
    exception: null,
  },
  readBack('exchange-key', certificateSha256),
  { kind: 'air-gap', closed: true, detail: 'No interface is up' },
  { kind: 'share-accepted', certificateSha256: certificates[0] ?? '' },
  { kind: 'share-accepted', certificateSha256: certificates[2] ?? '' },
  { kind: 'build-approved', certificateSha256, by },
  { kind: 'blob-intended', certificateSha256 },
  { kind: 'blob-built', certificateSha256, blobSha256, blobBytes: 15_000 },
  written(blobBundle),
  readBack('restore-blob', blobBundle.payloadSha256),
  accepted(outcomeBundle, operator1.keyId),
  { kind: 'journal-closed', by },
];

export const called = (
  call: EventOf<'call-intended'>['call'],
  subject: string | null = null,
  from: string | null = null,
): JournalEvent[] => [
  { kind: 'call-intended', call, id: `${call}-1`, target, subject, folder: from },
  { kind: 'call-answered', id: `${call}-1`, requestId: 'r', job: null, answerSha256: textHash(call) },
  { kind: 'call-queried', id: `${call}-1`, status: 'InProgress', detail: null },
  { kind: 'call-settled', id: `${call}-1`, verdict: 'succeeded', detail: null },
];
export const fetched = (observer: 'operator-1' | 'operator-2'): EventOf<'exchange-key-fetched'> => ({
  kind: 'exchange-key-fetched',
  observer,
  certificateSha256,
  spkiSha256,
  requestId: 'r',
  fetchedAt: '2026-10-14T09:00:00Z',
  serverDate: null,
  answerSha256: textHash('answer'),
  tlsServerSha256: textHash('server'),
});

export const onlineRecovery: readonly JournalEvent[] = [
  {
    kind: 'journal-opened',
    ceremony,
    practice: false,
    machine: 'online',
    role: 'operator-1',
    keyId: operator1.keyId,
    app,
  },
  adopted,
  { kind: 'wall-clock', readBy: 'Person operator-1', wall: '2026-10-14T09:00:00Z', offsetMinutes: 60 },
  confirmed('create'),
  ...called('create'),
  { kind: 'peer-paired', role: 'offline', keyId: offline.keyId },
  { kind: 'challenge-noted', challenge: '0'.repeat(32) },
  confirmed('init-recovery'),
  ...called('init-recovery'),
  fetched('operator-1'),
  fetched('operator-2'),
  written(exchangeBundle),
  accepted(blobBundle, offline.keyId),
  readBack('restore-blob', blobBundle.payloadSha256),
  { kind: 'blob-compared', fetched: certificateSha256, inBlob: certificateSha256, blobSha256, exception: null },
  confirmed('upload'),
  ...called('upload', blobSha256),
  written(outcomeBundle),
  ...called('backup'),
  { kind: 'hold-over', id: 'backup-1', minutes: 30, exception: null },
  confirmed('restore', folder),
  ...called('restore', null, folder),
  { kind: 'journal-closed', by },
];

/** What a first operator's journal says before a key can have been fetched. */
export const recoveryBegun = (targetUri = target): JournalEvent[] =>
  [confirmed('init-recovery'), ...called('init-recovery')].map((event) =>
    event.kind === 'call-intended' ? { ...event, target: targetUri } : event,
  );

/** When an event of a list is written: a hold lasts its half hour, and everything else no time. */
export const timeOf = (events: readonly JournalEvent[], at: number): string =>
  events.slice(0, at + 1).some(({ kind }) => kind === 'hold-over') ? '2026-10-14T10:30:00Z' : '2026-10-14T10:00:00Z';

/** The sheet of an exception, as people fill it in. */
export const sheet = {
  step: 'B7',
  expected: 'The words agree',
  happened: 'A word differed',
  options: 'Read again; stop',
  decision: 'Read again',
  decidedBy: ['Person administrator', 'Person witness'],
  affectsTrust: 'no' as const,
  followUp: 'Person witness',
  initials: ['PA', 'PW'],
};
