// What two operators fetched, brought together on the first one's machine: the content of their bundle, or a difference that people decide.
import { refuse } from '#shared/faults/fault.ts';
import { exceptionProblem } from '#core/journal/order/exceptions.ts';
import { exceptionStep } from '#shared/journal/exception-steps.ts';
import { isIn } from '#shared/journal/growth.ts';
import { fetchId, type JournalState } from '#shared/journal/state.ts';
import { checkFailed } from '#core/journal/records.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import { observedKey } from '#core/transfer/body.ts';
import { type ContentOf, exchangeKeyContent } from '#core/transfer/contents.ts';
import type { KeyDecision, Observation } from '#core/transfer/payload.ts';
import { type ExchangeSession, fetched } from '#core/transfer/session.ts';
import type { JournalWriter } from '../journal/journal-file.ts';

/** What people have chosen where the keys differed twice: whose key, and the exception in which two of them decided. */
export interface KeyChoice {
  readonly key: Observation['observer'];
  readonly exception: number;
}

/** What goes into the bundle besides the two observations. */
export interface ObservationExtras {
  readonly choice?: KeyChoice | undefined;
  /** Of the authorities that vouch for the processor, in DER. */
  readonly revocationLists?: readonly Uint8Array[] | undefined;
}

/**
 * REQ-13: where the keys differ, the difference is noted and both fetch once more; where they differ again, it is a failed check, and two
 * people choose by an exception. Nothing is chosen silently, and nothing is tried without end.
 * @throws BUNDLE_FETCH_REPLACED; FETCHES_DIFFER, FETCHES_DIFFER_AGAIN after they are noted; KEY_CHOICE_NEEDLESS, EXCEPTION_UNFIT; EXCHANGE_ANSWER_FORM,
 *   BUNDLE_NOT_PREPARED; JOURNAL_OUT_OF_ORDER
 */
export async function settledObservations(
  journal: JournalWriter,
  session: ExchangeSession,
  [first, second]: readonly [Observation, Observation],
  { choice, revocationLists = [] }: ObservationExtras = {},
): Promise<ContentOf<'exchange-key'>> {
  for (const observation of [first, second]) assertLastFetch(journal.state, observation);
  const keys = { first: observedKey(first).certificateSha256, second: observedKey(second).certificateSha256 };
  if (keys.first === keys.second) {
    if (choice) refuse({ code: 'KEY_CHOICE_NEEDLESS' });
    return exchangeKeyContent(session, first, second, { revocationLists });
  }
  if (choice) {
    const decision = decisionOf(journal.state, keys, choice);
    return exchangeKeyContent(session, first, second, { decision, revocationLists });
  }
  await noteDifference(journal, keys, [first, second]);
  const again = (journal.state.keysDiffer?.round ?? 1) >= 2;
  return refuse({ code: again ? 'FETCHES_DIFFER_AGAIN' : 'FETCHES_DIFFER', ...keys });
}

/** @throws BUNDLE_FETCH_REPLACED where this journal has a later fetch of the same operator */
function assertLastFetch({ fetchesReplaced }: JournalState, observation: Observation): void {
  const { observer } = observation;
  if (isIn(fetchesReplaced, fetchId(fetched(observation)))) refuse({ code: 'BUNDLE_FETCH_REPLACED', observer });
}

interface Keys {
  readonly first: string;
  readonly second: string;
}

/** A new round only where both have fetched again: what one alone has fetched again says nothing of the other. */
async function noteDifference(
  journal: JournalWriter,
  keys: Keys,
  [first, second]: readonly [Observation, Observation],
): Promise<void> {
  const { keysDiffer } = journal.state;
  const [firstObservation, secondObservation] = [hashOf(first), hashOf(second)];
  const isNew =
    keysDiffer?.firstObservation !== firstObservation && keysDiffer?.secondObservation !== secondObservation;
  if (!isNew) return;
  const round = (keysDiffer?.round ?? 0) + 1;
  await journal.append({ kind: 'exchange-keys-differ', round, ...keys, firstObservation, secondObservation });
  if (round < 2) return;
  await journal.append(
    checkFailed('second-observer', exceptionStep(journal.state, 'key-choice'), {
      code: 'FETCHES_DIFFER_AGAIN',
      ...keys,
    }),
  );
}

const hashOf = (observation: Observation): string => sha256(encodeCanonicalJson(observation)).toString('hex');

/** The people and the reason are those of the exception. */
function decisionOf(state: JournalState, keys: Keys, { key, exception }: KeyChoice): KeyDecision {
  const { keysDiffer, decisions } = state;
  const isNoted = keysDiffer?.first === keys.first && keysDiffer.second === keys.second && keysDiffer.round >= 2;
  if (!isNoted) refuse({ code: 'KEY_CHOICE_NEEDLESS' });
  const problem = exceptionProblem(state, exception, 'key-choice');
  if (problem !== undefined) {
    refuse({ code: 'EXCEPTION_UNFIT', number: exception, step: exceptionStep(state, 'key-choice'), problem });
  }
  const { decidedBy, decision } =
    decisions.find(({ number }) => number === exception) ?? refuse({ code: 'KEY_CHOICE_NEEDLESS' });
  return { key, exception, decidedBy: [...decidedBy], reason: decision };
}
