// The journal's bytes: one canonical JSON line for each event, each with the SHA-256 of the line before it.
import { hash } from 'node:crypto';
import { z } from 'zod';
import type { JournalDamage } from '../../../../shared/faults/journal.ts';
import { Refusal, refuse } from '../../../../shared/faults/fault.ts';
import { journalEvent, type JournalEvent } from '../../../../shared/journal/events.ts';
import { brokenRules, type OrderGuard } from '../../../../shared/journal/order.ts';
import { apply, emptyJournal, type JournalState } from '../../../../shared/journal/state.ts';
import { sha256Hex, utcTime } from '../../../../shared/schemas/atoms.ts';
import { type FormProblem, formProblems } from '../../../../shared/schemas/problems.ts';
import { asBuffer } from '../encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { assertNoSecrets, type SecretRegistry } from '../transfer/outgoing-scan.ts';

/** Greatest size of one line, and of a journal, in bytes. */
export const maxLineBytes = 16 << 10;
export const maxJournalBytes = 64 << 20;

const entrySchema = z.strictObject({
  v: z.literal(1),
  n: z.int().min(1),
  /** When this machine's clock says it was; never a reason to refuse. */
  at: utcTime,
  prev: sha256Hex,
  event: journalEvent,
});
export type JournalEntry = z.infer<typeof entrySchema>;

/** Where a journal has got to. */
export interface JournalHead {
  /** Number of the last event; 0 before the first. */
  readonly n: number;
  /** SHA-256 of the last line without its newline; zeros before the first. */
  readonly sha256: string;
  readonly state: JournalState;
}

export const emptyHead: JournalHead = { n: 0, sha256: '0'.repeat(64), state: emptyJournal };

/** A journal as it was read. */
export interface ReadJournal {
  readonly entries: readonly JournalEntry[];
  readonly head: JournalHead;
  /** Length of the good lines in bytes. */
  readonly goodBytes: number;
  /** What is wrong after them, if anything is. */
  readonly damage: JournalDamage | undefined;
}

/**
 * The next line of a journal, and its new head. The caller makes the line durable before it tells anyone.
 * @param at the machine's clock, ISO 8601 in UTC
 * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT
 */
export function nextLine(
  head: JournalHead,
  at: string,
  event: JournalEvent,
  registry?: SecretRegistry,
): { readonly line: Buffer; readonly head: JournalHead } {
  const entry = entrySchema.safeParse({ v: 1, n: head.n + 1, at, prev: head.sha256, event });
  if (!entry.success) return refuse({ code: 'JOURNAL_EVENT_FORM', problems: formProblems(entry.error) });
  const state = advance(head, entry.data.event, brokenRules);
  const text = encodeCanonicalJson(entry.data);
  if (text.length > maxLineBytes) {
    refuse({ code: 'JOURNAL_EVENT_FORM', problems: [{ path: 'event', rule: 'too-large' }] });
  }
  assertNoSecrets(text, registry);
  const line = Buffer.concat([text, Buffer.from('\n')]);
  return { line, head: { n: head.n + 1, sha256: hash('sha256', text), state } };
}

/**
 * Reads a journal up to its end or its damage.
 * @throws JOURNAL_OUT_OF_ORDER if the lines are whole and the events broke the order: that is no damage, and no exception heals it
 * @throws JOURNAL_TOO_LARGE
 */
export function readJournal(bytes: Uint8Array, guard: OrderGuard = brokenRules): ReadJournal {
  if (bytes.length > maxJournalBytes) {
    refuse({ code: 'JOURNAL_TOO_LARGE', bytes: bytes.length, limit: maxJournalBytes });
  }
  const file = asBuffer(bytes);
  const entries: JournalEntry[] = [];
  let head = emptyHead;
  for (let from = 0; from < file.length;) {
    const end = file.indexOf(0x0a, from);
    if (end < 0) return { entries, head, goodBytes: from, damage: { code: 'JOURNAL_TORN_LINE', lastGood: head.n } };
    const line = file.subarray(from, end);
    const read = readLine(line, head);
    if ('code' in read) return { entries, head, goodBytes: from, damage: read };
    const state = advance(head, read.event, guard);
    head = { n: read.n, sha256: hash('sha256', line), state };
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

function advance({ n, state }: JournalHead, event: JournalEvent, guard: OrderGuard): JournalState {
  const rules = guard(state, event);
  return rules.length === 0
    ? apply(state, event)
    : refuse({ code: 'JOURNAL_OUT_OF_ORDER', event: event.kind, rules, after: n });
}

function readLine(line: Buffer, { n, sha256: previous }: JournalHead): JournalEntry | JournalDamage {
  const malformed = (problems: readonly FormProblem[]): JournalDamage => ({
    code: 'JOURNAL_LINE_FORM',
    problems,
    lastGood: n,
  });
  const json = jsonOf(line);
  if (json === undefined) return malformed([{ path: '', rule: 'wrong-form' }]);
  const entry = entrySchema.safeParse(json.value);
  if (!entry.success) return malformed(formProblems(entry.error));
  if (!json.canonical) return { code: 'JOURNAL_LINE_NOT_CANONICAL', lastGood: n };
  if (entry.data.n !== n + 1) return { code: 'JOURNAL_NUMBERING', found: entry.data.n, lastGood: n };
  return entry.data.prev === previous ? entry.data : { code: 'JOURNAL_CHAIN_BROKEN', lastGood: n };
}

function jsonOf(line: Buffer): ReturnType<typeof readCanonicalJson> | undefined {
  try {
    return readCanonicalJson(line, { maxBytes: maxLineBytes, maxDepth: 6 });
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
