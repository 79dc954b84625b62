// What the second operator signs: that the draft holds the very answer that this person's own machine was given (evidence E3).
import { refuse } from '../../../../shared/faults/fault.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { observedKey } from './body.ts';
import { same } from './compare.ts';
import type { Observation, PayloadOf } from './payload.ts';

/**
 * @param own what this machine fetched, from its own disk and not from the other operator's stick
 * @throws BUNDLE_OBSERVERS_DISAGREE if it is another key; BUNDLE_NOT_MY_OBSERVATION if the draft holds another fetch in this
 *   person's name; EXCHANGE_ANSWER_FORM
 */
export function assertSameObservation(
  { exchange, body: { second } }: Pick<PayloadOf<'exchange-key'>, 'exchange' | 'body'>,
  own: Observation,
): void {
  same('BUNDLE_OBSERVERS_DISAGREE', observedKey(own).x5tS256, exchange.x5tS256);
  const isMine = encodeCanonicalJson(second).equals(encodeCanonicalJson(own));
  if (!isMine) refuse({ code: 'BUNDLE_NOT_MY_OBSERVATION' });
}
