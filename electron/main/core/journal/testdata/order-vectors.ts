// One vector for each rule on which no blob, upload or restore rests: an event that this rule refuses, and no other.
import type { EventKind, JournalEvent } from '../../../../../shared/journal/events.ts';
import { textHash } from '../../transfer/testdata/samples.ts';
import { adopted, certificates, offlineRecovery, onlineRecovery, sheet, x5tS256 } from './recovery.ts';

interface Vector {
  readonly before: readonly JournalEvent[];
  readonly event: JournalEvent;
}

const by = ['Person administrator', 'Person witness'];
const opened = offlineRecovery.slice(0, 1);
const planned = offlineRecovery.slice(0, 3);
const upTo = (events: readonly JournalEvent[], kind: EventKind): readonly JournalEvent[] =>
  events.slice(0, events.findIndex((event) => event.kind === kind) + 1);
const onlinePlanned = onlineRecovery.slice(0, 2);
const exception = (number: number, check: string | null): JournalEvent => ({
  kind: 'exception',
  number,
  check,
  ...sheet,
});
const activation: JournalEvent = { ...adopted, ceremonyKind: 'activation' };
const proven = certificates.flatMap((certificateSha256) =>
  [1, 2].map((copy): JournalEvent => ({ kind: 'custodian-proven', certificateSha256, copy })),
);
const certificateBundle: JournalEvent = {
  kind: 'bundle-accepted',
  type: 'activation-certificates',
  seq: 1,
  payloadSha256: textHash('payload'),
  fileSha256: textHash('file'),
  exchange: null,
  content: null,
  signers: [textHash('signer')],
};
const downloadConfirmed: JournalEvent = {
  kind: 'target-confirmed',
  call: 'download',
  by,
  typedName: adopted.targetName,
  typedFolder: null,
};

export const vectors: Readonly<Record<string, Vector>> = {
  'exceptions-are-counted': { before: opened, event: exception(2, null) },
  'exception-leaves-a-failure': { before: opened, event: exception(1, 'no-such-check') },
  'tail-closed-by-exception': {
    before: opened,
    event: { kind: 'tail-closed-off', exception: 1, lastGood: 1, damagedSha256: textHash('x'), damagedBytes: 1 },
  },
  'bundle-in-sequence': { before: planned, event: { ...certificateBundle, seq: 2 } },
  'built-as-intended': {
    before: upTo(offlineRecovery, 'blob-intended'),
    event: { kind: 'blob-built', x5tS256: textHash('another key'), blobSha256: textHash('blob'), blobBytes: 1 },
  },
  'refusal-of-a-planned-custodian': {
    before: planned,
    event: { kind: 'share-refused', certificateSha256: textHash('a stranger'), fault: 'PASSPHRASE_WRONG' },
  },
  'all-custodians-proven': {
    before: [...opened, activation, ...proven.slice(1)],
    event: { kind: 'journal-closed', by },
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
  'plan-first': { before: opened, event: { kind: 'challenge-issued', challenge: '0'.repeat(32) } },
  'plan-before-bundles': { before: opened, event: { ...certificateBundle, exchange: x5tS256 } },
};
