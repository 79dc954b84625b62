// The order of an emergency: what may be in its journal, and what no blob, upload or restore may be without although there is no plan.
import { describe, expect, it } from 'vitest';
import { emergency as emergencyRules } from './order/emergency.ts';
import { faultOf } from '#e2e/support/faults.ts';
import type { EventKind, JournalEvent } from '#shared/journal/events.ts';
import { brokenRules } from './order/order.ts';
import { apply, applyAt } from '#shared/journal/fold.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import { sha256 } from '../encoding/bytes.ts';
import { emptyHead, nextLine, verifyJournal } from './chain.ts';
import { emergencyOpened, revocationListNoted, revocationListsOf, targetTyped } from './emergency.ts';
import {
  blobSha256,
  by,
  certificates,
  compared,
  confirmed,
  domain,
  folder,
  gap,
  intended,
  offlineEmergency,
  onlineEmergency,
  opened,
  restoreVerified,
  share,
  target,
  verified,
  certificateSha256,
} from './testdata/emergency.ts';
import { offlineRecovery, onlineRecovery, sheet } from './testdata/recovery.ts';
import { journalOfEvents } from './testdata/journal-lines.ts';

const after = (events: readonly JournalEvent[]): JournalState =>
  events.reduce((state, event) => {
    expect(brokenRules(state, event)).toEqual([]);
    return apply(state, event);
  }, emptyJournal);
const until = (events: readonly JournalEvent[], kind: EventKind, call?: string): readonly JournalEvent[] =>
  events.slice(
    0,
    events.findIndex((each) => each.kind === kind && (call === undefined || ('call' in each && each.call === call))),
  );
const other = sha256(Buffer.from('other')).toString('hex');
const practiceUri = 'https://practice-hsm.managedhsm.practice.invalid';
const beforeUpload = until(onlineEmergency, 'call-intended', 'upload');

/** One vector for each rule of an emergency: an event that this rule refuses, and no other. */
const vectors: Readonly<Record<string, readonly [readonly JournalEvent[], JournalEvent]>> = {
  'nothing-of-a-plan': [[opened('offline')], { kind: 'challenge-issued', challenge: '0'.repeat(32) }],
  'emergency-domain-names-custodians': [
    [opened('offline')],
    { kind: 'security-domain-loaded', sha256: domain.sha256, required: 2, custodians: 3 },
  ],
  'practice-by-its-name': [[], { ...opened('offline'), practice: true }],
  'practice-apart': [[opened('offline')], { kind: 'target-typed', hsmUri: practiceUri, name: 'practice-hsm' }],
  'key-of-the-typed-address': [
    until(offlineEmergency, 'exchange-key-verified'),
    { ...verified, hsmUri: 'https://other-hsm.managedhsm.azure.net' },
  ],
  'share-after-accepted-key': [until(offlineEmergency, 'exchange-key-verified'), share(0)],
  'share-of-the-domain': [
    until(offlineEmergency, 'share-accepted'),
    { kind: 'share-accepted', certificateSha256: other },
  ],
  'refusal-of-the-domain': [
    until(offlineEmergency, 'share-accepted'),
    { kind: 'share-refused', certificateSha256: other, fault: 'PASSPHRASE_WRONG' },
  ],
  'fetch-by-its-own-operator': [
    until(onlineEmergency, 'blob-read'),
    { ...onlineEmergency.find(({ kind }) => kind === 'exchange-key-fetched')!, observer: 'operator-2' } as JournalEvent,
  ],
  'one-target': [
    until(onlineEmergency, 'exchange-key-fetched'),
    { kind: 'target-typed', hsmUri: 'https://other-hsm.managedhsm.azure.net', name: 'other-hsm' },
  ],
  'target-by-its-name': [[opened('online')], { ...target, name: 'recovered' }],
  'blob-read-before-its-upload': [
    until(onlineEmergency, 'backup-named'),
    { kind: 'blob-read', blobSha256: other, blobBytes: 1, certificateSha256 },
  ],
  'upload-of-the-blob-read': [
    [...until(onlineEmergency, 'blob-read'), { ...compared, blobSha256: other }, confirmed('upload')],
    intended('upload', other),
  ],
  'upload-after-comparing': [
    [...until(onlineEmergency, 'blob-compared'), confirmed('upload')],
    intended('upload', blobSha256),
  ],
  'no-new-keys': [[opened('online'), target, confirmed('download')], intended('download')],
  'verified-after-restore': [beforeUpload, restoreVerified],
};

describe('the order of an emergency', () => {
  it.each([
    ['offline', offlineEmergency],
    ['online', onlineEmergency],
  ])('lets an honest one through, and its bytes are read again: %s', (machine, events) => {
    const lines = journalOfEvents(events, (place) =>
      // Practice would not ask for the minutes; production does.
      events[place]?.kind === 'hold-over' ? '2026-10-14T10:00:00.000Z' : '2026-10-14T09:00:00.000Z',
    );
    const read = verifyJournal(lines);
    expect(read.head.state).toMatchObject({ closed: true, opened: undefined, plan: undefined, emergency: { machine } });
  });

  it.each(emergencyRules.map(({ name }) => name))('%s refuses its vector, alone', (name) => {
    const [before, event] = vectors[name] ?? [[], offlineEmergency[0]!];
    const state = before.reduce(apply, emptyJournal);
    const broken = brokenRules(state, event);
    // A blob that was read and not compared is refused by two rules that are behind each other on purpose.
    expect(broken.filter((each) => !(name === 'upload-of-the-blob-read' && each === 'upload-after-comparing'))).toEqual(
      [name],
    );
  });

  const needed: readonly (readonly [string, readonly JournalEvent[], EventKind, EventKind, readonly string[]])[] = [
    ['the gap, no share', offlineEmergency, 'air-gap', 'share-accepted', ['share-behind-the-gap']],
    ['an approval, no blob', offlineEmergency, 'build-approved', 'blob-intended', ['built-with-approval']],
    ['an intent, no blob', offlineEmergency, 'blob-intended', 'blob-built', ['built-as-intended']],
    ['a comparison, no upload', beforeUpload, 'blob-compared', 'call-intended', ['upload-after-comparing']],
  ];
  it.each(needed)('without %s', (_, events, missing, kind, rules) => {
    const left = events.filter((event) => event.kind !== missing);
    const event = kind === 'call-intended' ? intended('upload', blobSha256) : left.find((each) => each.kind === kind)!;
    const state = (kind === 'call-intended' ? left : until(left, kind)).reduce(apply, emptyJournal);
    expect(brokenRules(state, event)).toEqual(rules);
  });

  it('builds with the quorum that the security domain names, and not with less', () => {
    const one = [...until(offlineEmergency, 'share-accepted'), share(0)];
    const approved: JournalEvent = { kind: 'build-approved', certificateSha256, by };
    expect(brokenRules(after(one), approved)).toEqual(['approved-with-quorum']);
    expect(brokenRules(after([...one, share(1)]), approved)).toEqual([]);
    const alone: JournalEvent = { ...approved, by: ['Anna Beispiel', 'ANNA  Beispiel'] };
    expect(brokenRules(after([...one, share(1)]), alone)).toEqual(['approved-by-two']);
  });

  it('wants two people for a key without attestation', () => {
    const state = after(until(offlineEmergency, 'exchange-key-verified'));
    const answered = (approvers: string[]): JournalEvent => ({
      ...verified,
      attested: false,
      exception: { approvers, reason: 'a build of 2020' },
    });
    expect(brokenRules(state, { ...verified, attested: false })).toEqual(['attested-or-excepted']);
    expect(brokenRules(state, answered(['Anna Beispiel', 'anna beispiel']))).toEqual(['attested-or-excepted']);
    expect(brokenRules(state, answered(by))).toEqual([]);
  });

  it('forgets an accepted key when another address is typed or another file refused, and nothing is built then', () => {
    const ready = after(until(offlineEmergency, 'blob-intended'));
    const typed: JournalEvent = {
      kind: 'target-typed',
      hsmUri: 'https://other-hsm.managedhsm.azure.net',
      name: 'other-hsm',
    };
    const refused: JournalEvent = {
      ...{ kind: 'exchange-key-refused', fileSha256: other, hsmUri: target.hsmUri, fault: 'EXCHANGE_NAME_OTHER' },
    };
    for (const event of [typed, refused]) {
      expect(brokenRules(ready, event)).toEqual([]);
      expect(brokenRules(apply(ready, event), { kind: 'blob-intended', certificateSha256 })).toEqual([
        'built-for-the-verified-key',
        'built-with-approval',
      ]);
    }
    // The same address once more takes nothing away.
    expect(brokenRules(apply(ready, target), { kind: 'blob-intended', certificateSha256 })).toEqual([]);
  });

  it('compares a blob anew when another was read', () => {
    const read: JournalEvent = { kind: 'blob-read', blobSha256: other, blobBytes: 1, certificateSha256 };
    const state = apply(after(beforeUpload), read);
    expect(brokenRules(state, intended('upload', other))).toEqual(['upload-after-comparing']);
  });

  it('uploads for another key by an exception of two people, who decided on this very blob', () => {
    const changed = { ...compared, fetched: other };
    const decided = (step: string) =>
      after([
        ...until(onlineEmergency, 'blob-compared'),
        ...[changed, changed],
        { kind: 'exception', number: 1, check: null, ...sheet, step, decidedBy: by },
      ]);
    const twice = decided('F4');
    const uploads = (state: JournalState) =>
      brokenRules(apply(state, confirmed('upload')), intended('upload', blobSha256));
    expect(uploads(twice)).toEqual(['upload-after-comparing']);
    const left = { ...changed, exception: 1 };
    expect(brokenRules(twice, left)).toEqual([]);
    // The number of the ceremony's script is none of an emergency's.
    expect(brokenRules(decided('C14'), left)).toEqual(['comparison-left-by-two']);
    expect(uploads(apply(twice, left))).toEqual([]);
    const another = apply(twice, { kind: 'blob-read', blobSha256: other, blobBytes: 1, certificateSha256 });
    expect(brokenRules(another, { ...left, blobSha256: other })).toEqual(['comparison-left-by-two']);
  });

  it('takes the same target again after a call, but not its address under another name', () => {
    const state = after(until(onlineEmergency, 'exchange-key-fetched'));
    expect(brokenRules(state, target)).toEqual([]);
    expect(brokenRules(state, { ...target, name: 'recovered' })).toEqual(['one-target', 'target-by-its-name']);
  });

  describe('each of its conditions by itself', () => {
    const refused = (of: string | null): JournalEvent => ({
      ...{ kind: 'share-refused', certificateSha256: of, fault: 'PASSPHRASE_WRONG' },
    });
    const read: JournalEvent = { kind: 'blob-read', blobSha256: other, blobBytes: 1, certificateSha256 };
    const shares = until(offlineEmergency, 'share-accepted');
    const fetched = until(onlineEmergency, 'blob-read');
    const answered = [...beforeUpload, confirmed('upload'), intended('upload', blobSha256)];
    it.each<[string, readonly JournalEvent[], JournalEvent, readonly string[]]>([
      [
        'a domain with one certificate for two custodians',
        [opened('offline')],
        { ...domain, certificates: [certificates[0]!, certificates[0]!, certificates[2]!] },
        ['emergency-domain-names-custodians'],
      ],
      ['a key that opens no share', shares, refused(null), []],
      ['a custodian who mistyped', shares, refused(certificates[1]!), []],
      [
        'the same name in another cloud',
        fetched,
        { ...target, hsmUri: target.hsmUri.replace('azure.net', 'azure.cn') },
        ['one-target'],
      ],
      ['another blob before its upload', beforeUpload, read, []],
      ['another blob while one is uploaded', answered, read, ['blob-read-before-its-upload']],
      [
        'a blob while the HSM is put into recovery',
        [...until(onlineEmergency, 'call-intended', 'init-recovery'), intended('init-recovery')],
        read,
        [],
      ],
    ])('%s', (_, before, event, rules) => {
      expect(brokenRules(before.reduce(apply, emptyJournal), event)).toEqual(rules);
    });

    it.each([
      ['was for the key of this blob', { inBlob: other, fetched: other }, ['upload-after-comparing']],
      ['was of this blob', { blobSha256: other }, ['upload-after-comparing']],
      ['found the same key', { fetched: other }, ['upload-after-comparing']],
      ['is this', {}, []],
    ])('the comparison %s', (_, changed, rules) => {
      const state = [...beforeUpload, confirmed('upload')].reduce(apply, emptyJournal);
      const blobCompared = { ...compared, ...changed };
      expect(brokenRules({ ...state, blobCompared }, intended('upload', blobSha256))).toEqual(rules);
    });
  });

  it('restores from the typed folder alone, which two people typed again', () => {
    const before = after(until(onlineEmergency, 'call-intended', 'restore'));
    expect(brokenRules(before, intended('restore', null, folder))).toEqual([]);
    const elsewhere = 'mhsm-lost-hsm-2020101312000000';
    expect(brokenRules(before, intended('restore', null, elsewhere))).toEqual([
      'restore-of-the-planned-folder',
      'restore-folder-confirmed',
    ]);
    const held = after(until(onlineEmergency, 'hold-over'));
    const without = apply(held, confirmed('restore', folder));
    expect(brokenRules(without, intended('restore', null, folder))).toEqual(['restore-after-hold']);
  });

  it('keeps the minutes of a hold in production, and not in practice', () => {
    const lines = (practice: boolean, minutes: number) => {
      const events = until(onlineEmergency, 'hold-over').map((event): JournalEvent => {
        if (event.kind === 'emergency-opened' && practice) {
          return { ...event, practice, ceremony: `PRACTICE-${event.ceremony}` };
        }
        if (!practice || !('target' in event || 'hsmUri' in event)) return event;
        return JSON.parse(JSON.stringify(event).replaceAll(target.hsmUri, practiceUri)) as JournalEvent;
      });
      const start = Date.UTC(2026, 9, 14, 9);
      const state = events.reduce((so, event) => applyAt(so, event, new Date(start).toISOString()), emptyJournal);
      const head = { ...emptyHead, n: events.length, state };
      const at = new Date(start + minutes * 60_000).toISOString();
      return nextLine(head, at, { kind: 'hold-over', id: 'backup-1', minutes: 30, exception: null });
    };
    expect(faultOf(() => lines(false, 29))).toMatchObject({ rules: ['hold-as-timed'] });
    expect(() => lines(false, 30)).not.toThrow();
    expect(() => lines(true, 0)).not.toThrow();
  });

  it.each([offlineRecovery, onlineRecovery])(
    'is not that of a ceremony: nothing of its journal is taken',
    (...events) => {
      const begun = after([opened(events[0]?.kind === 'journal-opened' ? events[0].machine : 'offline')]);
      const planned = events.filter(({ kind }) =>
        ['journal-opened', 'plan-adopted', 'peer-paired', 'bundle-written', 'bundle-accepted', 'read-back'].includes(
          kind,
        ),
      );
      expect(planned.length).toBeGreaterThan(3);
      for (const event of planned) expect(brokenRules(begun, event)).toContain('nothing-of-a-plan');
    },
  );

  it('is closed to a ceremony with a plan: none of its events stands there, and none begins in the middle', () => {
    const planned = offlineRecovery.slice(0, 3).reduce(apply, emptyJournal);
    const own = [opened('offline'), target, restoreVerified];
    for (const event of own) expect(brokenRules(planned, event)).toContain('not-of-an-emergency');
    expect(brokenRules(after(offlineEmergency.slice(0, 3)), opened('offline'))).toEqual(['opened-first']);
    expect(brokenRules(emptyJournal, gap)).toEqual(['opened-first']);
  });

  it('keeps what is of the other machine out', () => {
    expect(brokenRules(after([opened('online')]), gap)).toEqual(['nothing-of-a-plan']);
    expect(brokenRules(after([opened('offline'), target]), intended('backup'))).toContain('calls-from-online');
  });
});

describe('the beginning of an emergency', () => {
  const now = new Date('2026-10-14T09:12:33Z');
  const app = { version: '0.1.0', build: 'test' };
  it('has an id of its own, by which practice is known, and says what is missing', () => {
    const real = emergencyOpened({ machine: 'offline', practice: false, app, now });
    expect(real.ceremony).toMatch(/^EMERGENCY-20261014-0912-[0-9A-F]{4}$/);
    expect(real.missing).toEqual(expect.arrayContaining(['plan', 'approvals', 'second-observer', 'read-back']));
    const practice = emergencyOpened({ machine: 'online', practice: true, app, now });
    expect(practice.ceremony).toMatch(/^PRACTICE-EMERGENCY-/);
    for (const each of [real, practice]) expect(brokenRules(emptyJournal, each)).toEqual([]);
  });

  it('takes an address as people type it, and keeps practice apart', () => {
    const spellings = [target.hsmUri, `${target.hsmUri}/`, ' recovered-hsm.managedhsm.azure.net '];
    for (const typed of spellings) expect(targetTyped(typed, false)).toEqual(target);
    const host = 'practice-hsm.managedhsm.practice.invalid';
    expect(targetTyped(host, true)).toMatchObject({ hsmUri: `https://${host}`, name: 'practice-hsm' });
    expect(faultOf(() => targetTyped(host, false))).toEqual({ code: 'HSM_HOST_PRACTICE', host });
    expect(faultOf(() => targetTyped(target.hsmUri, true))).toMatchObject({ code: 'HSM_HOST_NOT_PRACTICE' });
    for (const [typed, problem] of [
      ['http://recovered-hsm.managedhsm.azure.net', 'not-https'],
      ['https://recovered-hsm.managedhsm.azure.net@attacker.example', 'user-info'],
      ['Recovered-hsm.managedhsm.azure.net', 'upper-case'],
      ['1recovered.managedhsm.azure.net', 'characters'],
    ] as const) {
      expect(faultOf(() => targetTyped(typed, false))).toEqual({ code: 'HSM_URI_INVALID', problem });
    }
    expect(faultOf(() => targetTyped('recovered-hsm.managedhsm.azure.net.attacker.example', false))).toMatchObject({
      code: 'HSM_CLOUD_UNKNOWN',
    });
    expect(certificates).toHaveLength(3);
  });
});

it('the revocation lists of a check are those that were noted right before it, and no note of people', () => {
  const [first, second] = [Buffer.from('first'), Buffer.from('second')];
  const words: JournalEvent = { kind: 'note', by: 'Anna Muster', text: 'Revocation list, as it was read aloud' };
  const hashes = (...of: readonly Buffer[]): string[] => of.map((list) => sha256(list).toString('hex'));
  const before = (...notes: readonly JournalEvent[]): readonly string[] =>
    revocationListsOf([...notes, verified], notes.length);
  expect(before(revocationListNoted(first), revocationListNoted(second))).toEqual(hashes(first, second));
  expect(before(revocationListNoted(first), words, revocationListNoted(second))).toEqual(hashes(second));
  expect(before(revocationListNoted(first), words)).toEqual([]);
  expect(before(revocationListNoted(first), domain)).toEqual([]);
});
