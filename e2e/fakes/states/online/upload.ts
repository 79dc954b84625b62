// The upload of the restore blob.
import { blobBundle, blobSha256, certificateSha256, readBack } from '#core/journal/testdata/recovery.ts';
import { checkFailed } from '#core/journal/records.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { otherSha } from '../hashes.ts';
import {
  type Around,
  blobAgreed,
  blobCame,
  blobCompared,
  exception,
  incoming,
  intended,
  lost,
  to,
  uploaded,
} from './common.ts';
import { inRail, type OnlineState } from './online-state.ts';

const seen = { incoming: incoming() };
const sentEvents = [...blobCompared, intended('upload', blobSha256)];
const sent: Around = { seen, events: sentEvents };
const differed = (attempt: number): JournalEvent => ({
  ...readBack('restore-blob', blobBundle.payloadSha256),
  attempt,
  outcome: 'differed',
});
const otherKey = {
  code: 'EXCHANGE_KEY_CHANGED',
  inBlob: certificateSha256,
  fetched: otherSha,
  step: 'C14',
} as const;
/** The words of the blob were wrong twice. */
export const wordsLocked: readonly JournalEvent[] = [...blobCame, differed(1), differed(2)];
/** The key of the blob is not the one that the HSM has now: a failed check that stands. */
export const keyChanged: readonly JournalEvent[] = [
  ...blobAgreed,
  { kind: 'blob-compared', fetched: otherSha, inBlob: certificateSha256, blobSha256, exception: null },
  checkFailed('blob-key', 'C14', otherKey),
];

export const uploadStates = {
  'online-upload': { view: to('upload') },
  'online-upload-read-back': { view: to('upload', { seen, events: blobCame }) },
  'online-upload-by-exception': {
    view: to('upload', {
      seen,
      events: [...wordsLocked, exception({ check: 'read-back-restore-blob' })],
    }),
  },
  'online-upload-running': { view: to('upload', { ...sent, running: { attempt: 4, trouble: lost } }) },
  'online-upload-unknown': {
    view: to('upload', {
      ...sent,
      events: [...sentEvents, { kind: 'call-settled', id: 'upload-1', verdict: 'unknown', detail: null }],
    }),
  },
  'online-upload-interrupted': { view: to('upload', { ...sent, refused: lost }) },
  'online-upload-left-again': {
    view: to('upload', {
      ...sent,
      refused: lost,
      events: [...sentEvents, { kind: 'call-queried', id: 'upload-1', status: 'resumed', detail: null }],
    }),
  },
  'online-upload-incident': { view: to('upload', { seen, events: keyChanged, refused: otherKey }) },
  'online-uploaded': { view: to('upload', { seen, events: uploaded }), open: inRail('Upload') },
  'online-upload-not-yet': { view: to('exchange-key'), open: inRail('Upload') },
} satisfies Readonly<Record<string, OnlineState>>;
