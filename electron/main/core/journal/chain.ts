// The journal's bytes: one canonical JSON line for each event, each with the SHA-256 of the line before it.
import { refuse } from '#shared/faults/fault.ts';
import { journalEvent, type JournalEvent } from '#shared/journal/events.ts';
import { brokenRules, type OrderGuard } from './order/order.ts';
import { brokenTimes } from './order/restore.ts';
import { applyAt, emptyJournal, foldInPlace, type JournalState } from '#shared/journal/state.ts';
import type { JournalEnd } from '#shared/schemas/atoms.ts';
import { type Advance, type ChainEntry, type ChainHead, LineChain, type ReadChain } from './line-chain.ts';

/** Greatest size of one line, and of a journal, in bytes: a million events of the usual length. A real journal has some hundred. */
export const maxLineBytes = 16 << 10;
export const maxJournalBytes = 256 << 20;

/** Of the form of the events. Journals of no other version are read. */
export const journalVersion = 4;

export type JournalEntry = ChainEntry<JournalEvent>;
/** Where a journal has got to. */
export type JournalHead = ChainHead<JournalState>;
/** A journal as it was read. */
export type ReadJournal = ReadChain<JournalEvent, JournalState>;

const chain = new LineChain<JournalEvent, JournalState>({
  version: journalVersion,
  event: journalEvent,
  empty: emptyJournal,
  maxLineBytes,
  maxBytes: maxJournalBytes,
});

export const { emptyHead } = chain;

/** Where a journal has got to, as bundles tell it. */
export const endOf = ({ n, sha256 }: Pick<JournalHead, 'n' | 'sha256'>): JournalEnd => ({ events: n, head: sha256 });

/**
 * The next line of a journal, and its new head. The caller makes the line durable before it tells anyone.
 * @param at the machine's clock, ISO 8601 in UTC
 * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT
 */
export const nextLine = (
  head: JournalHead,
  at: string,
  event: JournalEvent,
): { readonly line: Buffer; readonly head: JournalHead } =>
  chain.nextLine(head, at, event, guardedBy(brokenRules, applyAt));

/**
 * Reads a journal up to its end or its damage.
 * @throws JOURNAL_OUT_OF_ORDER if the lines are whole and the events broke the order: that is no damage, and no exception heals it
 * @throws JOURNAL_TOO_LARGE
 */
export const readJournal = (bytes: Uint8Array, guard: OrderGuard = brokenRules): ReadJournal =>
  chain.read(bytes, guardedBy(guard, foldInPlace()));

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

const guardedBy =
  (guard: OrderGuard, fold: typeof applyAt): Advance<JournalEvent, JournalState> =>
  ({ n, state }, event, at) => {
    const rules = [...guard(state, event), ...brokenTimes(state, event, at)];
    return rules.length === 0
      ? fold(state, event, at)
      : refuse({ code: 'JOURNAL_OUT_OF_ORDER', event: event.kind, rules, after: n });
  };
