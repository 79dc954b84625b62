// What the second operator signs: that the draft holds the very answer that this person's own machine was given (REQ-10).
import { refuse } from '#shared/faults/fault.ts';
import type { EventOf } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { observedKey } from './body.ts';
import type { JournalEnd } from '#shared/schemas/atoms.ts';
import { same } from './compare.ts';
import type { PublicIdentity } from './identity.ts';
import type { Observation, PayloadOf } from './payload.ts';
import { fetched, isNoted } from './session.ts';

/** What the second operator's machine has of its own: its fetch, and its journal, which says that it made this very fetch. */
export interface OwnFetch {
  /** From its own disk and not from the other operator's stick. */
  readonly own: Observation;
  readonly journal: Pick<JournalState, 'opened' | 'plan' | 'fetched'>;
  /** The number of the exception in which one of two different keys was chosen, typed from its sheet; null without one. */
  readonly exception: number | null;
}

/**
 * Compares a draft with what this machine did and noted itself, whichever way the draft came: nobody signs for a fetch that another person made up.
 * @param self the machine whose journal it must be
 * @throws BUNDLE_FETCH_NOT_NOTED, and what `assertSameObservation` throws
 */
export function assertOwnFetch(
  draft: Draft & Pick<PayloadOf<'exchange-key'>, 'ceremony' | 'plan'>,
  { own, journal, exception }: OwnFetch,
  self: Pick<PublicIdentity, 'role' | 'keyId'>,
): void {
  const { opened, plan, fetched: noted } = journal;
  const isMine = opened?.keyId === self.keyId && opened.ceremony === draft.ceremony && self.role === 'operator-2';
  const last = noted['operator-2'];
  const isLast = plan?.planSha256 === draft.plan.sha256 && last !== undefined && isNoted(last, own);
  if (!isMine || !isLast) refuse({ code: 'BUNDLE_FETCH_NOT_NOTED' });
  assertSameObservation(draft, own, exception);
}

/** The journal of the second operator's machine, which is open. */
interface OpenJournal {
  readonly state: JournalState;
  readonly hadEnd: (end: JournalEnd) => Promise<boolean>;
}

/**
 * What the second operator's machine fetched, once its whole journal has the end that the fetch gives: nobody signs one that the evidence
 * would contradict.
 * @throws BUNDLE_FETCH_NOT_NOTED
 */
export async function ownFetch(own: Observation, journal: OpenJournal, exception: number | null): Promise<OwnFetch> {
  if (!(await journal.hadEnd(own.journal))) refuse({ code: 'BUNDLE_FETCH_NOT_NOTED' });
  return { own, journal: journal.state, exception };
}

/** What the second operator's journal says of a signature, before there is one. @param payloadSha256 of the draft, hex */
export function countersigned(
  payloadSha256: string,
  own: Omit<Observation, 'journal'>,
): EventOf<'exchange-key-countersigned'> {
  const { requestId, fetchedAt, answerSha256 } = fetched(own);
  return { kind: 'exchange-key-countersigned', payloadSha256, requestId, fetchedAt, answerSha256 };
}

type Draft = Pick<PayloadOf<'exchange-key'>, 'exchange' | 'body'>;

/**
 * @throws BUNDLE_OBSERVERS_DISAGREE if it is another key; BUNDLE_NOT_MY_OBSERVATION if the draft holds another fetch in this
 *   person's name; EXCHANGE_ANSWER_FORM; what `assertDecisionSeen` throws
 */
function assertSameObservation(draft: Draft, own: Observation, exception: number | null): void {
  const { exchange, body } = draft;
  if (body.decision === null)
    same('BUNDLE_OBSERVERS_DISAGREE', observedKey(own).certificateSha256, exchange.certificateSha256);
  const isMine = encodeCanonicalJson(body.second).equals(encodeCanonicalJson(own));
  if (!isMine) refuse({ code: 'BUNDLE_NOT_MY_OBSERVATION' });
  assertDecisionSeen(draft, exception);
}

/**
 * Nobody signs unawares that people have chosen one of two different keys.
 * @param exception the number of the exception in which they have, typed from its sheet; null without one
 * @throws KEY_DECISION_UNSEEN
 */
function assertDecisionSeen({ exchange, body: { second, decision } }: Draft, exception: number | null): void {
  if (decision === null || decision.exception === exception) return;
  refuse({
    code: 'KEY_DECISION_UNSEEN',
    exception: decision.exception,
    chosen: exchange.certificateSha256,
    own: observedKey(second).certificateSha256,
    decidedBy: decision.decidedBy,
    reason: decision.reason,
  });
}
