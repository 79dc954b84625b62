// The journal's bytes: one canonical JSON line for each event, each with the SHA-256 of the line before it.
import { hash } from 'node:crypto';
import { z } from 'zod';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import type { JournalDamage } from '#shared/faults/journal.ts';
import { journalEvent, type JournalEvent } from '#shared/journal/events.ts';
import { applyAt, foldInPlace } from '#shared/journal/fold.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import { type JournalEnd, sha256Hex, utcTime } from '#shared/schemas/atoms.ts';
import { type FormProblem, formProblems } from '#shared/schemas/problems.ts';
import { asBuffer } from '../encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { asJsonObject, type JsonValue } from '../encoding/json.ts';
import { assertNoSecrets } from '../transfer/outgoing-scan.ts';
import { brokenRules, type OrderGuard } from './order/order.ts';
import { brokenTimes } from './order/restore.ts';

/** Greatest size of one line, and of a journal, in bytes: a million events of the usual length. A real journal has some hundred. */
export const maxLineBytes = 16 << 10;
export const maxJournalBytes = 256 << 20;
/** Of the form of the events. Journals of no other version are read. */
export const journalVersion = 4;

/** One line of a journal, read and with its place in the chain. */
export interface JournalEntry {
  readonly v: number;
  readonly n: number;
  /** When this machine's clock says it was; no reason to refuse but for a hold. */
  readonly at: string;
  readonly prev: string;
  readonly event: JournalEvent;
}

export const journalEntry: z.ZodType<JournalEntry> = z.strictObject({
  v: z.literal(journalVersion),
  n: z.int().min(1),
  at: utcTime,
  prev: sha256Hex,
  event: journalEvent,
});

/** The last line of a journal: its number and its hash. */
export interface JournalHead {
  /** Number of the last event; 0 before the first. */
  readonly n: number;
  /** SHA-256 of the last line without its newline; zeros before the first. */
  readonly sha256: string;
  readonly state: JournalState;
}

export const emptyHead: JournalHead = { n: 0, sha256: '0'.repeat(64), state: emptyJournal };

/** A journal as it was read: its entries, and what is wrong with its end. */
export interface ReadJournal {
  readonly entries: readonly JournalEntry[];
  readonly head: JournalHead;
  /** Length in bytes of the lines before any damage. */
  readonly goodBytes: number;
  /** What is wrong after them, if anything is. */
  readonly damage: JournalDamage | undefined;
}

/** Where a journal has got to, as bundles tell it. */
export const endOf = ({ n, sha256 }: Pick<JournalHead, 'n' | 'sha256'>): JournalEnd => ({ events: n, head: sha256 });

/** The hash of one line, by its number; `none` where the journal has fewer. */
export const lineHash = ({ entries, head }: Pick<ReadJournal, 'entries' | 'head'>, n: number): string =>
  n === entries.length ? head.sha256 : (entries[n]?.prev ?? 'none');

/**
 * The next line of a journal, and its new head. The caller makes the line durable before it tells anyone.
 * @param at the machine's clock, ISO 8601 in UTC
 * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT
 */
export function nextLine(
  head: JournalHead,
  at: string,
  event: JournalEvent,
): { readonly line: Buffer; readonly head: JournalHead } {
  const entry = journalEntry.safeParse({ v: journalVersion, n: head.n + 1, at, prev: head.sha256, event });
  if (!entry.success) return refuse({ code: 'JOURNAL_EVENT_FORM', problems: formProblems(entry.error) });
  const state = advance(head, entry.data, brokenRules, applyAt);
  // The schemas of events hold JSON only.
  const text = encodeCanonicalJson(entry.data as unknown as JsonValue);
  if (text.length > maxLineBytes) {
    refuse({ code: 'JOURNAL_EVENT_FORM', problems: [{ path: 'event', rule: 'too-large' }] });
  }
  assertNoSecrets(text);
  const line = Buffer.concat([text, Buffer.from('\n')]);
  return { line, head: { n: head.n + 1, sha256: hash('sha256', text), state } };
}

/**
 * Reads a journal up to its end or its damage.
 * @throws JOURNAL_OUT_OF_ORDER if the lines are whole and the events broke the order: that is no damage, and no exception heals it
 * @throws JOURNAL_VERSION, JOURNAL_TOO_LARGE
 */
export function readJournal(bytes: Uint8Array, guard: OrderGuard = brokenRules): ReadJournal {
  const limit = maxJournalBytes;
  if (bytes.length > limit) refuse({ code: 'JOURNAL_TOO_LARGE', bytes: bytes.length, limit });
  const file = asBuffer(bytes);
  const fold = foldInPlace();
  const entries: JournalEntry[] = [];
  let head = emptyHead;
  for (let from = 0; from < file.length;) {
    const end = file.indexOf(0x0a, from);
    if (end < 0) return { entries, head, goodBytes: from, damage: { code: 'JOURNAL_TORN_LINE', lastGood: head.n } };
    const line = file.subarray(from, end);
    const read = readLine(line, head);
    if ('code' in read) return { entries, head, goodBytes: from, damage: read };
    head = { n: read.n, sha256: hash('sha256', line), state: advance(head, read, guard, fold) };
    entries.push(read);
    from = end + 1;
  }
  return { entries, head, goodBytes: file.length, damage: undefined };
}

/**
 * Reads a journal that must be whole. A whole journal may still lack its end: only a head that was signed or written on paper
 * shows that.
 * @throws JOURNAL_TORN_LINE, JOURNAL_LINE_FORM, JOURNAL_LINE_NOT_CANONICAL, JOURNAL_NUMBERING, JOURNAL_CHAIN_BROKEN, and what
 *   `readJournal` throws
 */
export function verifyJournal(bytes: Uint8Array, guard?: OrderGuard): ReadJournal {
  const journal = readJournal(bytes, guard);
  return journal.damage ? refuse(journal.damage) : journal;
}

/** The state after one more event. @throws JOURNAL_OUT_OF_ORDER */
function advance(
  { n, state }: JournalHead,
  { event, at }: JournalEntry,
  guard: OrderGuard,
  fold: typeof applyAt,
): JournalState {
  const rules = [...guard(state, event), ...brokenTimes(state, event, at)];
  return rules.length === 0
    ? fold(state, event, at)
    : refuse({ code: 'JOURNAL_OUT_OF_ORDER', event: event.kind, rules, after: n });
}

/** @throws JOURNAL_VERSION */
function readLine(line: Buffer, { n, sha256: previous }: JournalHead): JournalEntry | JournalDamage {
  const malformed = (problems: readonly FormProblem[]): JournalDamage => ({
    code: 'JOURNAL_LINE_FORM',
    problems,
    lastGood: n,
  });
  const json = jsonOf(line);
  if (json === undefined) return malformed([{ path: '', rule: 'wrong-form' }]);
  if (n === 0) assertVersion(json.value);
  const entry = journalEntry.safeParse(json.value);
  if (!entry.success) return malformed(formProblems(entry.error));
  if (!json.canonical) return { code: 'JOURNAL_LINE_NOT_CANONICAL', lastGood: n };
  if (entry.data.n !== n + 1) return { code: 'JOURNAL_NUMBERING', found: entry.data.n, lastGood: n };
  return entry.data.prev === previous ? entry.data : { code: 'JOURNAL_CHAIN_BROKEN', lastGood: n };
}

/** A first line of another version is no damage: another program reads it. @throws JOURNAL_VERSION */
function assertVersion(value: JsonValue): void {
  const found = asJsonObject(value)?.['v'];
  if (typeof found === 'number' && found !== journalVersion) {
    refuse({ code: 'JOURNAL_VERSION', found, expected: journalVersion });
  }
}

function jsonOf(line: Buffer): ReturnType<typeof readCanonicalJson> | undefined {
  try {
    return readCanonicalJson(line, { maxBytes: maxLineBytes, maxDepth: 6 });
  } catch (error) {
    /* v8 ignore else -- @preserve `readCanonicalJson` throws JSON_… alone; another error is a defect, and must not
     * pass for a damaged line. */
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
