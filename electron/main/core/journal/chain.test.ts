import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { Refusal } from '#shared/faults/fault.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { textHash } from '../transfer/testdata/samples.ts';
import { emptyHead, journalVersion, maxJournalBytes, nextLine, readJournal, verifyJournal } from './chain.ts';
import { closeOffDamage, parseExceptionSheet } from './close-off.ts';
import { diffJournals } from './diff.ts';
import { offlineRecovery, onlineRecovery, sheet, timeOf } from './testdata/recovery.ts';
import { linesOf as lines } from './testdata/journal-lines.ts';
import { openCalls } from '#shared/journal/call-index.ts';

const at = '2026-10-14T10:00:00Z';

const linesOf = (events: readonly JournalEvent[]): Buffer[] => lines(events, (place) => timeOf(events, place));
const journalOf = (events: readonly JournalEvent[]): Buffer => Buffer.concat(linesOf(events));
const file = journalOf(offlineRecovery);
const all = offlineRecovery.length;

describe('a journal', () => {
  it.each([
    ['offline', offlineRecovery],
    ['online', onlineRecovery],
  ])('of the %s side is read as it was written', (_, events) => {
    const journal = verifyJournal(journalOf(events));
    expect(journal.entries.map(({ event }) => event)).toEqual(events);
    expect(journal.head.n).toBe(events.length);
    expect(journal.head.state.closed).toBe(true);
    expect(verifyJournal(Buffer.alloc(0)).head).toEqual(emptyHead);
  });

  const flipEach = (every: number): void => {
    for (let at = 0; at < file.length; at += every) {
      const flipped = Buffer.from(file);
      // Another bit in each byte: all of them would take a minute.
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      let accepted = true;
      try {
        // The last line's hash is in no other line: a journal's head is compared with the one that was signed.
        accepted = verifyJournal(flipped).head.sha256 === verifyJournal(file).head.sha256;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        accepted = false;
      }
      expect(accepted).toBe(false);
    }
  };
  it('notices a flipped bit, wherever it is', () => flipEach(5));
  it('notices a flipped bit in each byte', long, () => flipEach(1));

  it.each<[string, (lines: Buffer[]) => Buffer[], string, number]>([
    ['a line left out', (lines) => lines.toSpliced(3, 1), 'JOURNAL_NUMBERING', 3],
    ['a line twice', (lines) => lines.toSpliced(3, 0, lines[3]!), 'JOURNAL_NUMBERING', 4],
    ['two lines swapped', (lines) => lines.toSpliced(3, 2, lines[4]!, lines[3]!), 'JOURNAL_NUMBERING', 3],
    ['a torn last line', (lines) => lines.with(-1, lines.at(-1)!.subarray(0, 40)), 'JOURNAL_TORN_LINE', all - 1],
    [
      'an altered text',
      (lines) => lines.with(5, Buffer.from(lines[5]!.toString().replace('4711', '4712'))),
      'JOURNAL_CHAIN_BROKEN',
      6,
    ],
    [
      'a space',
      (lines) => lines.with(5, Buffer.from(lines[5]!.toString().replace('{', '{ '))),
      'JOURNAL_LINE_NOT_CANONICAL',
      5,
    ],
    [
      'an unknown kind',
      (lines) => lines.with(5, Buffer.from(lines[5]!.toString().replace('step-done', 'step-gone'))),
      'JOURNAL_LINE_FORM',
      5,
    ],
    [
      'a member too many',
      (lines) =>
        lines.with(
          5,
          Buffer.from(lines[5]!.toString().replace(`"v":${journalVersion}`, `"v":${journalVersion},"w":1`)),
        ),
      'JOURNAL_LINE_FORM',
      5,
    ],
    ['zeros at the end', (lines) => [...lines, Buffer.alloc(512)], 'JOURNAL_TORN_LINE', all],
    ['zeros and a newline', (lines) => [...lines, Buffer.from('\0\0\n')], 'JOURNAL_LINE_FORM', all],
  ])('with %s is damaged after its last good event', (_, change, code, lastGood) => {
    const damaged = Buffer.concat(change(linesOf(offlineRecovery)));
    expect(faultOf(() => verifyJournal(damaged))).toMatchObject({ code, lastGood });
    expect(readJournal(damaged).head.n).toBe(lastGood);
  });

  it('goes on after damage by an exception, and keeps what was damaged', () => {
    const damaged = file.subarray(0, file.length - 30);
    const closed = closeOffDamage(damaged, at, sheet);
    const journal = verifyJournal(closed!.journal);
    const [exception, closing] = journal.entries.slice(-2);
    expect(exception?.event).toMatchObject({ kind: 'exception', number: 1 });
    expect(closing?.event).toMatchObject({
      kind: 'tail-closed-off',
      exception: 1,
      lastGood: all - 1,
      damagedSha256: closed!.damagedSha256,
    });
    expect(
      Buffer.concat([closed!.journal.subarray(0, damaged.length - closed!.damaged.length), closed!.damaged]),
    ).toEqual(damaged);
    expect(closeOffDamage(file, at, sheet)).toBeUndefined();
  });

  it('reads the sheet of an exception, and reports what is wrong with it', () => {
    expect(parseExceptionSheet(Buffer.from(JSON.stringify(sheet)))).toEqual(sheet);
    const { step, ...stepless } = sheet;
    expect(step).toBe('B7');
    expect(faultOf(() => parseExceptionSheet(Buffer.from(JSON.stringify(stepless))))).toMatchObject({
      code: 'JOURNAL_EVENT_FORM',
      problems: [{ path: 'step', rule: 'missing' }],
    });
  });

  it('begins anew where the first line is torn, and not where it is whole and wrong', () => {
    const torn = Buffer.from('{"at":"2026');
    expect(closeOffDamage(torn, at, sheet)).toMatchObject({ journal: Buffer.alloc(0), head: { n: 0 }, damaged: torn });
    expect(faultCode(() => closeOffDamage(Buffer.from('{}\n'), at, sheet))).toBe('JOURNAL_OUT_OF_ORDER');
  });

  it('writes no event out of its order, and none that is not one', () => {
    const head = nextLine(emptyHead, at, offlineRecovery[0]!).head;
    const write = (event: unknown) => faultCode(() => nextLine(head, at, event as JournalEvent));
    expect(write({ kind: 'blob-intended', certificateSha256: textHash('x') })).toBe('JOURNAL_OUT_OF_ORDER');
    expect(write({ kind: 'note', by: 'A', text: 'two\nlines' })).toBe('JOURNAL_EVENT_FORM');
    expect(write({ kind: 'note', by: 'A', text: 'x', secret: 'y' })).toBe('JOURNAL_EVENT_FORM');
    expect(faultCode(() => nextLine(head, 'noon', { kind: 'note', by: 'A', text: 'x' }))).toBe('JOURNAL_EVENT_FORM');
  });

  it('refuses a whole journal whose events broke the order', () => {
    let previous = emptyHead.sha256;
    // A forger keeps the chain whole and cannot keep the order.
    const forged = [offlineRecovery[0]!, offlineRecovery[14]!].map((event, k) => {
      const text = encodeCanonicalJson({ at, event, n: k + 1, prev: previous, v: journalVersion }).toString('utf8');
      previous = textHash(text);
      return Buffer.from(`${text}\n`);
    });
    expect(faultOf(() => verifyJournal(Buffer.concat(forged)))).toMatchObject({
      code: 'JOURNAL_OUT_OF_ORDER',
      event: 'blob-intended',
      after: 1,
    });
    expect(verifyJournal(Buffer.concat(forged), () => []).head.n).toBe(2);
  });

  it('has a greatest size', () => {
    expect(faultCode(() => verifyJournal(Buffer.alloc(maxJournalBytes + 1)))).toBe('JOURNAL_TOO_LARGE');
    const head = nextLine(emptyHead, at, offlineRecovery[0]!).head;
    const values = Array.from({ length: 40 }, (_, k) => ({ field: `f${k}`, value: '\u{1F512}'.repeat(150) }));
    const event = { kind: 'step-done', step: 'B1', by: ['A'], values } as const;
    expect(faultOf(() => nextLine(head, at, { ...event, by: ['A'], values }))).toEqual({
      code: 'JOURNAL_EVENT_FORM',
      problems: [{ path: 'event', rule: 'too-large' }],
    });
  });

  it('takes no line with a key in it', () => {
    const head = nextLine(emptyHead, at, offlineRecovery[0]!).head;
    const event = { kind: 'note', by: 'A', text: 'he pasted -----BEGIN PRIVATE KEY-----' } as const;
    expect(faultCode(() => nextLine(head, at, event))).toBe('SECRET_IN_OUTPUT');
  });

  it('remembers calls without a verdict, for whoever resumes', () => {
    const upTo = onlineRecovery.findIndex((event) => event.kind === 'call-intended' && event.call === 'upload');
    const { head } = verifyJournal(journalOf(onlineRecovery.slice(0, upTo + 1)));
    expect(openCalls(head.state)).toMatchObject([{ id: 'upload-1', phase: 'intended' }]);
    expect(faultOf(() => nextLine(head, at, onlineRecovery[upTo]!))).toMatchObject({
      code: 'JOURNAL_OUT_OF_ORDER',
      rules: expect.arrayContaining(['one-call-at-a-time', 'call-has-a-new-name', 'call-confirmed-by-two']) as unknown,
    });
  });
});

describe('a hold', () => {
  const over = onlineRecovery.findIndex(({ kind }) => kind === 'hold-over');

  it('that its own clock contradicts is neither written nor read', () => {
    const { head } = verifyJournal(journalOf(onlineRecovery.slice(0, over)));
    const broken = { code: 'JOURNAL_OUT_OF_ORDER', rules: ['hold-as-timed'] };
    expect(faultOf(() => nextLine(head, '2026-10-14T10:29:00Z', onlineRecovery[over]!))).toMatchObject(broken);
    const early = journalOf(onlineRecovery.slice(0, over + 1))
      .toString()
      .replace('T10:30:00Z', 'T10:20:00Z');
    expect(faultOf(() => verifyJournal(Buffer.from(early)))).toMatchObject(broken);
  });
});

describe('the journals of two machines', () => {
  const entries = (events: readonly JournalEvent[]) => verifyJournal(journalOf(events)).entries;

  it('agree on what they share, whatever their clocks and their own work', () => {
    expect(diffJournals(entries(offlineRecovery), entries(onlineRecovery))).toEqual([]);
  });

  it('show a ceremony and a practice that are not the same', () => {
    const opened = (changed: object) =>
      offlineRecovery.map((event) => (event.kind === 'journal-opened' ? { ...event, ...changed } : event));
    const facts = diffJournals(entries(opened({ practice: true }).slice(0, 1)), entries(onlineRecovery.slice(0, 1)));
    expect(facts.map(({ fact }) => fact.endsWith(' PRACTICE'))).toEqual([true, false]);
  });

  it('show a bundle that arrived as another one, and one that never arrived', () => {
    const swapped = offlineRecovery.map((event) =>
      event.kind === 'bundle-accepted' && event.type === 'outcome'
        ? { ...event, payloadSha256: textHash('swapped') }
        : event,
    );
    const differences = diffJournals(entries(swapped), entries(onlineRecovery));
    expect(differences.map(({ side, fact }) => `${side} ${fact.slice(0, 16)}`)).toEqual([
      'left bundle 3 outcome',
      'right bundle 3 outcome',
    ]);
    expect(diffJournals(entries(offlineRecovery.slice(0, -2)), entries(onlineRecovery))).toHaveLength(1);
  });
});
