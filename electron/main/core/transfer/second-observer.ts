// What the second operator signs: that the draft holds the very answer that this person's own machine was given (evidence E3).
import { refuse } from '../../../../shared/faults/fault.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { observedKey } from './body.ts';
import { same } from './compare.ts';
import type { Observation, PayloadOf } from './payload.ts';

type Draft = Pick<PayloadOf<'exchange-key'>, 'exchange' | 'body'>;

/**
 * @param own what this machine fetched, from its own disk and not from the other operator's stick
 * @param exception as `assertDecisionSeen` takes it
 * @throws BUNDLE_OBSERVERS_DISAGREE if it is another key; BUNDLE_NOT_MY_OBSERVATION if the draft holds another fetch in this
 *   person's name; EXCHANGE_ANSWER_FORM; what `assertDecisionSeen` throws
 */
export function assertSameObservation(draft: Draft, own: Observation, exception: number | null = null): void {
  const { exchange, body } = draft;
  if (body.decision === null) same('BUNDLE_OBSERVERS_DISAGREE', observedKey(own).x5tS256, exchange.x5tS256);
  const isMine = encodeCanonicalJson(body.second).equals(encodeCanonicalJson(own));
  if (!isMine) refuse({ code: 'BUNDLE_NOT_MY_OBSERVATION' });
  assertDecisionSeen(draft, exception);
}

/**
 * Nobody signs unawares that people have chosen one of two different keys.
 * @param exception the number of the exception in which they have, typed from its sheet; null without one
 * @throws KEY_DECISION_UNSEEN
 */
export function assertDecisionSeen({ exchange, body: { second, decision } }: Draft, exception: number | null): void {
  if (decision === null || decision.exception === exception) return;
  refuse({
    code: 'KEY_DECISION_UNSEEN',
    exception: decision.exception,
    chosen: exchange.x5tS256,
    own: observedKey(second).x5tS256,
    decidedBy: decision.decidedBy,
    reason: decision.reason,
  });
}
