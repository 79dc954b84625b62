// What comes next, for every machine and every kind of ceremony: each journal one event longer than the one before it.
import { describe, expect, it } from 'vitest';
import type { EventOf, GuardedCall, JournalEvent } from './events.ts';
import { nextActions } from './next-step.ts';
import { apply } from './fold.ts';
import { emptyJournal } from './state.ts';

const hash = (letter: string): string => letter.repeat(64);
const uri = 'https://new-hsm.managedhsm.azure.net';
const by = ['Person administrator', 'Person witness'];
type Role = EventOf<'journal-opened'>['role'];
type Kind = EventOf<'plan-adopted'>['ceremonyKind'];
type BundleType = EventOf<'bundle-written'>['type'];

const opened = (role: Role): JournalEvent => ({
  ...{
    kind: 'journal-opened',
    ceremony: 'MHSM-1',
    practice: false,
    machine: role === 'offline' ? role : 'online',
    role,
  },
  ...{ keyId: hash('a'), app: { version: '0.1.0', build: 'test' } },
});
const adopted = (ceremonyKind: Kind): JournalEvent => ({
  ...{ kind: 'plan-adopted', planSha256: hash('b'), ceremony: 'MHSM-1', practice: false, ceremonyKind },
  ...{ approvers: ['one', 'two'], targetName: 'new-hsm', targetUri: uri, required: 2, custodianCertificates: [] },
  ...{ custodians: 2, sdSha256: null, backupFolder: null },
});
const begun = (role: Role, kind: Kind): readonly JournalEvent[] => [
  opened(role),
  adopted(kind),
  { kind: 'peer-paired', role: role === 'offline' ? 'operator-1' : 'offline', keyId: hash('c') },
  { kind: 'challenge-noted', challenge: 'ab'.repeat(16) },
];
const travelled = (type: BundleType, content: string | null = null) => ({
  ...{ type, seq: 1, payloadSha256: hash('d'), fileSha256: hash('e'), exchange: null, content },
  journal: { events: 1, head: hash('0') },
});
const sent = (type: BundleType, content: string | null = null): JournalEvent => ({
  kind: 'bundle-written',
  ...travelled(type, content),
});
const taken = (type: BundleType): JournalEvent => ({
  kind: 'bundle-accepted',
  ...travelled(type),
  signers: [hash('f')],
});
const intended = (call: GuardedCall): JournalEvent => ({
  ...{ kind: 'call-intended', call, id: call, target: uri, subject: null, folder: null },
});
const called = (call: GuardedCall): readonly JournalEvent[] => [
  intended(call),
  { kind: 'call-settled', id: call, verdict: 'succeeded', detail: null },
];
const built = (certificateSha256: string): JournalEvent => ({
  ...{ kind: 'blob-built', certificateSha256, blobSha256: hash('9'), blobBytes: 1 },
});
const token = { serial: '0a1b', model: null, manufacturer: null, firmware: null, label: null, keyId: null };
const made = (at: number): EventOf<'custodian-key-made'> => ({
  ...{ kind: 'custodian-key-made', custodian: `C${at}`, certificateSha256: hash(String(at)), bits: 3072 },
});
const copies = (kind: 'custodian-copy-checked' | 'custodian-proven', at: number): readonly JournalEvent[] =>
  [1, 2].map((copy) => ({ kind, certificateSha256: hash(String(at)), copy }));
const domain: JournalEvent = { kind: 'security-domain-loaded', sha256: hash('7'), required: 2, custodians: 2 };
const domainRead = (sha256: string): JournalEvent => ({
  ...{ kind: 'read-back', subject: 'security-domain', sha256, attempt: 1, outcome: 'agreed', by },
});
const keyVerified: JournalEvent = {
  ...{ kind: 'exchange-key-verified', certificateSha256: hash('8'), spkiSha256: hash('6'), hsmUri: uri },
  ...{ verdictSha256: hash('5'), attested: true, exception: null },
};
const canary: JournalEvent = {
  ...{ kind: 'canary-proven', key: 'canary', version: '0'.repeat(32), publicSha256: hash('4'), uses: ['sign'] },
};
const fetched: JournalEvent = {
  ...{ kind: 'exchange-key-fetched', observer: 'operator-2', certificateSha256: hash('8'), spkiSha256: hash('6') },
  ...{ requestId: 'r', fetchedAt: '2026-10-14T09:00:00Z', serverDate: null, answerSha256: hash('3') },
  tlsServerSha256: null,
};
const closed: JournalEvent = { kind: 'journal-closed', by };

/** What is offered, with what it is about behind a colon. */
const next = (events: readonly JournalEvent[]): string =>
  nextActions(events.reduce(apply, emptyJournal))
    .map(({ step, about }) => (about === undefined ? step : `${step}: ${about}`))
    .join(', ');

type Row = readonly [added: readonly JournalEvent[], next: string];
const journeys: Readonly<Record<string, { readonly from: readonly JournalEvent[]; readonly rows: readonly Row[] }>> = {
  'a recovery, offline': {
    from: begun('offline', 'recovery'),
    rows: [
      [[], 'accept-exchange-key'],
      [[keyVerified], 'build-blob'],
      [[built(hash('8'))], 'send-blob'],
      [[sent('restore-blob', hash('0'))], 'send-blob'],
      [[sent('restore-blob', hash('9'))], 'accept-outcome'],
      [[taken('outcome')], 'close'],
      [[closed], 'pack'],
    ],
  },
  'a recovery, online': {
    from: begun('operator-1', 'recovery'),
    rows: [
      [[], 'create, init-recovery'],
      [called('create'), 'init-recovery'],
      [[intended('init-recovery')], 'ask-again: init-recovery'],
      [called('init-recovery').slice(1), 'send-exchange-key'],
      [[sent('exchange-key')], 'upload'],
      [called('upload'), 'send-outcome'],
      [[sent('outcome')], 'backup'],
      [called('backup'), 'restore'],
      [called('restore'), 'verify, close'],
    ],
  },
  'a recovery of an HSM that was made in another way, online': {
    from: begun('operator-1', 'recovery'),
    rows: [[called('init-recovery'), 'send-exchange-key']],
  },
  'the second operator': {
    from: [opened('operator-2'), adopted('recovery')],
    rows: [
      [[], 'observe'],
      [[fetched], 'countersign, close'],
    ],
  },
  'a witness': { from: begun('witness', 'recovery'), rows: [[[], 'observe']] },
  'an activation, offline': {
    from: begun('offline', 'activation'),
    rows: [
      [[], 'make-key: C1'],
      [[made(1)], 'make-key: C2'],
      [[made(2)], 'check-copy: C1 1'],
      [copies('custodian-copy-checked', 1).slice(0, 1), 'check-copy: C1 2'],
      [copies('custodian-copy-checked', 1).slice(1), 'check-copy: C2 1'],
      [copies('custodian-copy-checked', 2), 'send-certificates'],
      [[sent('activation-certificates')], 'accept-domain'],
      [[taken('security-domain')], 'load-domain'],
      [[domain], 'load-domain'],
      [[domainRead(hash('2'))], 'load-domain'],
      [[domainRead(hash('7'))], 'prove-copy: C1 1'],
      [copies('custodian-proven', 1), 'prove-copy: C2 1'],
      [copies('custodian-proven', 2), 'close'],
    ],
  },
  'an activation with a token, offline': {
    from: begun('offline', 'activation'),
    rows: [
      [[{ ...made(1), token }], 'make-key: C2'],
      [[made(2)], 'check-copy: C2 1'],
      [copies('custodian-copy-checked', 2), 'send-certificates'],
      [[sent('activation-certificates'), taken('security-domain'), domain, domainRead(hash('7'))], 'prove-copy: C1 1'],
      [copies('custodian-proven', 1).slice(0, 1), 'prove-copy: C2 1'],
    ],
  },
  'an activation, online': {
    from: begun('operator-1', 'activation'),
    rows: [
      [[], 'create, activate'],
      [called('create'), 'activate'],
      [called('download'), 'send-domain'],
      [[sent('security-domain')], 'canary, give-role'],
      [[canary], 'backup'],
      [called('backup'), 'close'],
    ],
  },
  'an activation whose test key is left out, online': {
    from: [...begun('operator-1', 'activation'), ...called('download'), sent('security-domain')],
    rows: [[[{ kind: 'canary-left-out', exception: 1 }], 'backup']],
  },
  'a re-wrap, online': {
    from: begun('operator-1', 're-wrap'),
    rows: [
      [[], 'activate'],
      [called('download'), 'send-domain'],
      [[sent('security-domain')], 'close'],
    ],
  },
};

describe.each(Object.entries(journeys))('%s', (_name, { from, rows }) => {
  it.each(rows.map((row, at) => [row[1], at] as const))('leads to %s', (expected, at) => {
    expect(next([...from, ...rows.slice(0, at + 1).flatMap(([added]) => added)])).toBe(expected);
  });
});

it('is nothing before a journal has begun, and the code of both machines first', () => {
  expect(next([])).toBe('');
  expect(next([opened('offline')])).toBe('');
  for (const role of ['offline', 'operator-1'] as const) {
    const paired = begun(role, 'recovery');
    expect(next(paired.slice(0, 2))).toBe('show-code, pair');
    // Paired is who has the other's number, too, and who has paired with the other side.
    expect(next(paired.slice(0, 3))).toBe('show-code, pair');
    expect(next([...paired.slice(0, 2), ...paired.slice(3)])).toBe('show-code, pair');
  }
});

it('is the failed check, before everything else', () => {
  const failed: JournalEvent = {
    ...{ kind: 'check-failed', check: 'words', step: 'B7', fault: 'READ_BACK_DIFFERS', detail: 'x' },
  };
  expect(next([...begun('operator-1', 'recovery'), intended('create'), failed])).toBe('leave-failure: words');
});

it('is the one command of an emergency, until it is over', () => {
  const emergency: JournalEvent = {
    ...{ kind: 'emergency-opened', format: 'lifeboat-emergency-journal', ceremony: 'EMERGENCY-20261014-0912-4F2A' },
    ...{ practice: false, machine: 'offline', app: { version: '0.1.0', build: 'test' }, missing: ['plan'] },
  };
  expect(next([emergency])).toBe('recover');
  // The evidence is packed at the other machine.
  expect(next([emergency, closed])).toBe('emergency');
  const online: JournalEvent = { ...emergency, machine: 'online' };
  expect(next([online])).toBe('emergency');
  expect(next([online, closed])).toBe('pack-emergency');
});
