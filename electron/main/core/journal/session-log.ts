// The bytes of a session log: the lines of a journal, with the events of the offline app's desk. It says what the program saw;
// the journal of a ceremony, which needs a plan that two people approved, is another file.
import { refuse } from '#shared/faults/fault.ts';
import { type SessionEvent, sessionEvent } from '#shared/session-log/events.ts';
import {
  applySessionEvent,
  brokenSessionRules,
  emptySessionLog,
  type SessionLogState,
} from '#shared/session-log/state.ts';
import { asBuffer } from '../encoding/bytes.ts';
import { type Advance, type ChainHead, LineChain, type ReadChain } from './line-chain.ts';

/** Greatest size of one line, and of a log, in bytes. An exception has three texts of 2000 characters. */
const maxLineBytes = 64 << 10;
export const maxSessionLogBytes = 16 << 20;

export type SessionLogHead = ChainHead<SessionLogState>;

const chain = new LineChain<SessionEvent, SessionLogState>({
  version: 1,
  event: sessionEvent,
  empty: emptySessionLog,
  maxLineBytes,
  maxBytes: maxSessionLogBytes,
});

export const emptySessionLogHead = chain.emptyHead;

const inOrder: Advance<SessionEvent, SessionLogState> = ({ n, state }, event) => {
  const rules = brokenSessionRules(state, event);
  return rules.length === 0
    ? applySessionEvent(state, event)
    : refuse({ code: 'JOURNAL_OUT_OF_ORDER', event: event.kind, rules, after: n });
};

/**
 * The next line of a session log, and its new head.
 * @param at the machine's clock, ISO 8601 in UTC
 * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT
 */
export const nextSessionLine = (
  head: SessionLogHead,
  at: string,
  event: SessionEvent,
): { readonly line: Buffer; readonly head: SessionLogHead } => chain.nextLine(head, at, event, inOrder);

/**
 * Reads a session log up to its end or its damage: a power cut may leave half a line.
 * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_TOO_LARGE
 */
export const readSessionLog = (bytes: Uint8Array): ReadChain<SessionEvent, SessionLogState> =>
  chain.read(bytes, inOrder);

/**
 * Reads a session log that must be whole. A whole log may still lack its end.
 * @throws JOURNAL_TORN_LINE, JOURNAL_LINE_FORM, JOURNAL_LINE_NOT_CANONICAL, JOURNAL_NUMBERING, JOURNAL_CHAIN_BROKEN, and what
 *   `readSessionLog` throws
 */
export function verifySessionLog(bytes: Uint8Array): ReadChain<SessionEvent, SessionLogState> {
  const log = readSessionLog(bytes);
  return log.damage ? refuse(log.damage) : log;
}

/** Whether a file begins as a session log does; the journal of a ceremony begins with another event. */
export function isSessionLog(bytes: Uint8Array): boolean {
  const file = asBuffer(bytes);
  const end = file.indexOf(0x0a);
  if (end < 0 || end > maxLineBytes) return false;
  return chain.read(file.subarray(0, end + 1), inOrder).head.n === 1;
}
