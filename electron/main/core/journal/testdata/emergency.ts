// The events of one honest emergency, on both machines: the paths from which the tests of its order depart.
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { textHash } from '../../transfer/testdata/samples.ts';

export const certificateSha256 = textHash('exchange key');
export const spkiSha256 = textHash('its SPKI');
export const blobSha256 = textHash('blob');
export const target: EventOf<'target-typed'> = {
  kind: 'target-typed',
  hsmUri: 'https://recovered-hsm.managedhsm.azure.net',
  name: 'recovered-hsm',
};
export const folder = 'mhsm-lost-hsm-2026101312000000';
export const by = ['Anna Beispiel', 'Bert Muster'];
export const certificates = ['one', 'two', 'three'].map(textHash);
const app = { version: '0.1.0', build: 'test' };

export const opened = (machine: 'offline' | 'online'): EventOf<'emergency-opened'> => ({
  kind: 'emergency-opened',
  format: 'lifeboat-emergency-journal',
  ceremony: 'EMERGENCY-20261014-0912-4F2A',
  practice: false,
  machine,
  app,
  missing: ['plan'],
});
export const gap: JournalEvent = { kind: 'air-gap', closed: true, detail: 'no way out was found' };
export const domain: EventOf<'security-domain-loaded'> = {
  kind: 'security-domain-loaded',
  sha256: textHash('domain'),
  required: 2,
  custodians: 3,
  certificates,
};
export const verified: EventOf<'exchange-key-verified'> = {
  kind: 'exchange-key-verified',
  certificateSha256,
  spkiSha256,
  hsmUri: target.hsmUri,
  verdictSha256: textHash('verdict'),
  attested: true,
  exception: null,
};
export const share = (at: number): JournalEvent => ({
  kind: 'share-accepted',
  certificateSha256: certificates[at] ?? '',
});

export const offlineEmergency: readonly JournalEvent[] = [
  opened('offline'),
  gap,
  domain,
  target,
  verified,
  share(0),
  share(2),
  { kind: 'build-approved', certificateSha256, by },
  { kind: 'blob-intended', certificateSha256 },
  { kind: 'blob-built', certificateSha256, blobSha256, blobBytes: 15_000 },
  { kind: 'file-written', name: 'OUT/restore-blob.json', sha256: blobSha256, bytes: 15_000 },
  { kind: 'journal-closed', by },
];

export const intended = (
  call: EventOf<'call-intended'>['call'],
  subject: string | null = null,
  from: string | null = null,
): EventOf<'call-intended'> => ({
  ...{ kind: 'call-intended', call, id: `${call}-1`, target: target.hsmUri, subject, folder: from },
});
const called = (...which: Parameters<typeof intended>): JournalEvent[] => [
  intended(...which),
  { kind: 'call-answered', id: `${which[0]}-1`, requestId: 'r', job: null, answerSha256: textHash(which[0]) },
  { kind: 'call-settled', id: `${which[0]}-1`, verdict: 'succeeded', detail: null },
];
export const confirmed = (
  call: EventOf<'target-confirmed'>['call'],
  typedFolder: string | null = null,
): JournalEvent => ({ kind: 'target-confirmed', call, by, typedName: target.name, typedFolder });
export const compared: EventOf<'blob-compared'> = {
  kind: 'blob-compared',
  fetched: certificateSha256,
  inBlob: certificateSha256,
  blobSha256,
  exception: null,
};
export const restoreVerified: JournalEvent = {
  kind: 'restore-verified',
  baselineSha256: null,
  inventorySha256: textHash('inventory'),
  keys: 12,
  versions: 14,
  differences: null,
  by,
};

export const onlineEmergency: readonly JournalEvent[] = [
  opened('online'),
  target,
  confirmed('init-recovery'),
  ...called('init-recovery'),
  {
    kind: 'exchange-key-fetched',
    observer: 'operator-1',
    certificateSha256,
    spkiSha256,
    requestId: 'r',
    fetchedAt: '2026-10-14T09:00:00Z',
    serverDate: null,
    answerSha256: textHash('answer'),
    tlsServerSha256: textHash('tls'),
  },
  { kind: 'blob-read', blobSha256, blobBytes: 15_000, certificateSha256 },
  compared,
  confirmed('upload'),
  ...called('upload', blobSha256),
  { kind: 'backup-named', container: 'https://account.blob.core.windows.net/backups', folder },
  ...called('backup'),
  { kind: 'hold-over', id: 'backup-1', minutes: 30, exception: null },
  confirmed('restore', folder),
  ...called('restore', null, folder),
  restoreVerified,
  { kind: 'journal-closed', by },
];
