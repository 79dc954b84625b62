// The evidence of an emergency, by itself: its list, its one journal, paper, and what is left to people. Whole emergencies with genuine keys are
// checked in services/offline/emergency.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { sha256 } from '../encoding/bytes.ts';
import { verifyJournal } from '../journal/chain.ts';
import { by, offlineEmergency, onlineEmergency, opened, verified } from '../journal/testdata/emergency.ts';
import { journalOf } from '../journal/testdata/long-journals.ts';
import { offlineRecovery } from '../journal/testdata/recovery.ts';
import { sumsPath, verifyEmergencyEvidence } from './emergency.ts';
import { issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { exchangeReferenceOf } from '../transfer/certificate-hashes.ts';
import type { EvidenceFiles } from './manifest.ts';

const hex = (bytes: Buffer): string => sha256(bytes).toString('hex');
const listOf = (files: EvidenceFiles): string => [...files].map(([name, bytes]) => `${hex(bytes)}  ${name}\n`).join('');
const online = journalOf(onlineEmergency.slice(0, 7));

/** Checks a folder with these files, and with the list of them unless there is another. */
function check(files: Readonly<Record<string, Buffer>>, options: { sums?: string | null; heads?: object } = {}) {
  const found = new Map(Object.entries(files));
  const { sums = listOf(found), heads } = options;
  const all = new Map(sums === null ? found : [...found, [sumsPath, Buffer.from(sums)]]);
  const digests = new Map([...all].map(([path, bytes]) => [path, { sha256: hex(bytes), bytes: bytes.length }]));
  return verifyEmergencyEvidence({ files: all, digests }, heads);
}
const idsOf = (events: readonly JournalEvent[], name = 'journal.jsonl'): readonly string[] =>
  check({ [name]: journalOf(events) }).restsOnPeople.map(({ id, value }) => `${id}: ${value}`);

it('proves list, journal and order, and says first that there is no plan', () => {
  const { head } = verifyJournal(online);
  const { proven, restsOnPeople, ...rest } = check({ 'journal.jsonl': online });
  expect(rest).toMatchObject({
    ceremony: 'EMERGENCY-20261014-0912-4F2A',
    practice: false,
    planSha256: null,
    signers: [],
  });
  expect(proven.map(({ id }) => id)).toEqual(['files-whole', 'no-secrets', 'journal-whole', 'order-kept']);
  expect(restsOnPeople.slice(0, 2)).toEqual([
    { id: 'no-plan', value: 'plan' },
    { id: 'journal-head-not-compared', value: `online, ${head.sha256}` },
  ]);
});

it.each<[string, Record<string, Buffer>, string | null, object]>([
  ['without a list', { 'journal.jsonl': online }, null, { code: 'EVIDENCE_MANIFEST_MISSING' }],
  ['with a list that has no end', { 'journal.jsonl': online }, 'x', { code: 'EVIDENCE_MANIFEST_FORM' }],
  ['with an empty list', { 'journal.jsonl': online }, '', { code: 'EVIDENCE_MANIFEST_FORM' }],
  ['with a list of no lines', { 'journal.jsonl': online }, '\n', { code: 'EVIDENCE_MANIFEST_FORM' }],
  [
    'with a file that is listed twice',
    { 'journal.jsonl': online },
    `${hex(online)}  journal.jsonl\n`.repeat(2),
    { code: 'EVIDENCE_MANIFEST_FORM' },
  ],
  [
    'with a name that leads elsewhere',
    { 'journal.jsonl': online },
    `${hex(online)}  ../journal.jsonl\n`,
    { code: 'EVIDENCE_MANIFEST_FORM' },
  ],
  [
    'without a file of the list',
    { 'journal.jsonl': online },
    `${hex(online)}  journal.jsonl\n${hex(online)}  other.json\n`,
    { code: 'EVIDENCE_FILE_MISSING', path: 'other.json' },
  ],
  [
    'with an altered file',
    { 'journal.jsonl': online },
    `${'0'.repeat(64)}  journal.jsonl\n`,
    { code: 'EVIDENCE_FILE_ALTERED', path: 'journal.jsonl' },
  ],
  [
    'with a file more',
    { 'journal.jsonl': online, 'other.json': Buffer.from('{}') },
    `${hex(online)}  journal.jsonl\n`,
    { code: 'EVIDENCE_FILE_UNLISTED', path: 'other.json' },
  ],
])('is refused %s', (_name, files, sums, fault) => {
  expect(faultOf(() => check(files, { sums }))).toMatchObject(fault);
});

describe('the journal', () => {
  it('is one, and of an emergency', () => {
    expect(faultOf(() => check({ 'note.txt': Buffer.from('x') }))).toMatchObject({ code: 'EVIDENCE_JOURNAL_MISSING' });
    expect(faultOf(() => check({ 'a.jsonl': online, 'b.jsonl': online }))).toEqual({
      ...{ code: 'EVIDENCE_JOURNAL_TWICE', role: 'offline', path: 'b.jsonl' },
    });
    const planned = journalOf(offlineRecovery.slice(0, 1));
    expect(faultOf(() => check({ 'a.jsonl': planned }))).toEqual({ code: 'JOURNAL_NOT_EMERGENCY' });
  });

  it('is compared with paper: whole, gone on since, another one, or of another machine', () => {
    const { entries, head } = verifyJournal(online);
    const files = { 'journal.jsonl': online };
    const whole = check(files, { heads: { 'operator-1': head.sha256 } });
    expect(whole.proven).toContainEqual({ id: 'journal-as-on-paper', value: 'journal.jsonl' });
    expect(whole.restsOnPeople.map(({ id }) => id)).not.toContain('journal-went-on');
    const early = check(files, { heads: { 'operator-1': entries.at(-1)?.prev } });
    expect(early.restsOnPeople).toContainEqual({ id: 'journal-went-on', value: 'journal.jsonl, 1' });
    expect(faultOf(() => check(files, { heads: { 'operator-1': '0'.repeat(64) } }))).toMatchObject({
      code: 'EVIDENCE_CONTRADICTS',
    });
    expect(faultOf(() => check(files, { heads: { offline: head.sha256 } }))).toEqual({
      ...{ code: 'EVIDENCE_JOURNAL_MISSING', role: 'offline' },
    });
    const offline = journalOf([opened('offline')]);
    const mine = check({ 'journal.jsonl': offline }, { heads: { offline: verifyJournal(offline).head.sha256 } });
    expect(mine.proven.map(({ id }) => id)).toContain('journal-as-on-paper');
  });

  it('that names an exchange key has it beside it', () => {
    const key = offlineEmergency.findIndex(({ kind }) => kind === 'exchange-key-verified');
    const journal = journalOf(offlineEmergency.slice(0, key + 1));
    const fault = faultOf(() => check({ 'journal.jsonl': journal, 'notes.txt': Buffer.from('no key') }));
    expect(fault).toMatchObject({ code: 'EVIDENCE_CONTRADICTS' });
    expect(JSON.stringify(fault)).toContain(verified.certificateSha256);
  });

  it('has its exchange key judged again, before a security domain was loaded too, and misses the verdict', () => {
    const { certificateDer } = issueExchangeKey(
      'practice-hsm.managedhsm.practice.invalid',
      new Date(Date.now() - 60_000),
    );
    const hsmUri = 'https://practice-hsm.managedhsm.practice.invalid';
    const practice = { ...opened('offline'), practice: true, ceremony: 'PRACTICE-EMERGENCY-20261014-0912-4F2A' };
    const key = { ...verified, ...exchangeReferenceOf(certificateDer), hsmUri };
    const checkWith = (event: JournalEvent) =>
      check({
        'journal.jsonl': journalOf([practice, { kind: 'target-typed', hsmUri, name: 'practice-hsm' }, event]),
        'exchange-key.cer': certificateDer,
      });
    const { proven, restsOnPeople } = checkWith(key);
    expect(proven).toContainEqual({ id: 'exchange-key-judged-anew', value: 'exchange-key.cer' });
    expect(restsOnPeople).toContainEqual({ id: 'named-file-missing', value: `verdict ${key.verdictSha256}` });
    expect(faultOf(() => checkWith({ ...key, spkiSha256: '0'.repeat(64) }))).toMatchObject({
      ...{ code: 'EVIDENCE_CONTRADICTS', what: 'exchange key of journal.jsonl' },
    });
  });

  it('leaves to people what they decided, what has no end, and what nothing names', () => {
    const exception: JournalEvent = {
      ...{ kind: 'exception', number: 1, check: null, step: 'B7', expected: 'x', happened: 'y', options: 'z' },
      ...{ decision: 'd', decidedBy: by, affectsTrust: 'no', followUp: by[0] ?? '', initials: ['AB', 'BM'] },
    };
    const open = idsOf([opened('offline'), exception]);
    expect(open).toContain(`exception: EX-1, B7: ${by.join(', ')}`);
    expect(open).toContain('journal-not-closed: journal.jsonl');
    const note = Buffer.from('nobody names it');
    const written: JournalEvent = { kind: 'file-written', name: 'list.txt', sha256: hex(note), bytes: note.length };
    const named = check({ 'journal.jsonl': journalOf([opened('offline'), written]), 'list.txt': note });
    expect(named.restsOnPeople.map(({ id }) => id)).not.toContain('file-not-named');
    const unnamed = check({ 'journal.jsonl': journalOf([opened('offline')]), 'list.txt': note });
    expect(unnamed.restsOnPeople).toContainEqual({ id: 'file-not-named', value: 'list.txt' });
    const closed = idsOf([opened('offline'), { kind: 'journal-closed', by }]);
    expect(closed.some((each) => each.startsWith('journal-not-closed'))).toBe(false);
  });
});
