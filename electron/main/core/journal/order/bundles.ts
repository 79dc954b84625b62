// Rules of bundles: one sequence for both machines; an exchange key that two people fetched; no blob but the one that was built here.
import { isIn } from '#shared/journal/growth.ts';
import { fetchId } from '#shared/journal/state.ts';
import { exceptionProblem } from './exceptions.ts';
import { type OrderRule, rule } from './rule.ts';

export const bundles: readonly OrderRule[] = [
  rule(
    'bundle-in-sequence',
    ['bundle-written', 'bundle-accepted'],
    ({ lastBundle }, { seq }) => seq === (lastBundle?.seq ?? 0) + 1,
  ),
  rule('exchange-key-seen-twice', 'bundle-written', ({ fetched, keyChosen }, { type, exchange }) => {
    const [first, second] = [fetched['operator-1']?.certificateSha256, fetched['operator-2']?.certificateSha256];
    if (type !== 'exchange-key' || (first === exchange && second === exchange)) return true;
    return keyChosen?.chosen === exchange && keyChosen.first === first && keyChosen.second === second;
  }),
  rule('countersigned-by-the-second', 'exchange-key-countersigned', ({ opened }) => opened?.role === 'operator-2'),
  // Nobody stands for an answer that was replaced by a later one.
  rule('countersigned-for-the-last-fetch', 'exchange-key-countersigned', ({ fetched }, event) => {
    const last = fetched['operator-2'];
    return last !== undefined && fetchId(last) === fetchId({ observer: 'operator-2', ...event });
  }),
  rule(
    'countersigned-once',
    'exchange-key-countersigned',
    ({ countersigned }, { payloadSha256 }) => !isIn(countersigned, payloadSha256),
  ),
  rule(
    'differences-are-counted',
    'exchange-keys-differ',
    ({ keysDiffer }, { round, first, second }) => round === (keysDiffer?.round ?? 0) + 1 && first !== second,
  ),
  // Both have fetched once more before anybody chooses.
  rule('chosen-of-two-that-differed-twice', 'exchange-key-chosen', ({ keysDiffer }, { first, second, chosen }) => {
    const isOfThem = keysDiffer?.first === first && keysDiffer.second === second;
    return isOfThem && keysDiffer.round >= 2 && [first, second].includes(chosen);
  }),
  rule(
    'chosen-by-two',
    'exchange-key-chosen',
    (state, { exception }) => exceptionProblem(state, exception, 'key-choice') === undefined,
  ),
  // REQ-12: each connection is checked by its certificates. They may be of two servers, which is how an HSM is made (REQ-03).
  rule(
    'exchange-key-over-seen-connections',
    'bundle-written',
    ({ fetched }, { type }) =>
      type !== 'exchange-key' || Object.values(fetched).every(({ tlsServerSha256 }) => tlsServerSha256 !== null),
  ),
  rule(
    'exchange-key-signed-twice',
    'bundle-accepted',
    (_, { type, signers }) => type !== 'exchange-key' || new Set(signers).size >= 2,
  ),
  rule(
    'only-a-built-blob-leaves',
    'bundle-written',
    ({ blob }, { type, exchange, content }) =>
      type !== 'restore-blob' ||
      (blob.phase === 'built' && blob.certificateSha256 === exchange && blob.blobSha256 === content),
  ),
];
