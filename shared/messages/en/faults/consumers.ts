// English sentences for what the map of consumers refuses.
import type { ConsumersFault } from '../../../faults/consumers.ts';
import type { AdviceBook } from '../../advice.ts';
import { describeProblems } from './fields.ts';

const notUsed = 'The map was not used. The file is as it was.';
const noneWritten = 'No map was written. Azure’s resources are as they were.';

export const consumersAdvice: AdviceBook<ConsumersFault> = {
  CONSUMERS_FORM: ({ problems }) => ({
    happened: `The file is not a map of consumers: ${describeProblems(problems)}.`,
    safe: notUsed,
    todo: 'Choose a map that “lifeboat consumers find” wrote.',
  }),
  CONSUMERS_NOT_CANONICAL: () => ({
    happened: 'The map of consumers was changed after it was written.',
    safe: notUsed,
    todo: 'Do not believe it. Use another copy, or find the consumers again.',
  }),
  CONSUMERS_FOREIGN: ({ what, expected, found }) => ({
    happened: `The map of consumers is of another ${what}: ${found} instead of ${expected}.`,
    safe: notUsed,
    todo: 'Choose the map of this HSM. Practice and production have their own maps.',
  }),
  CONSUMERS_TOO_MANY: ({ most }) => ({
    happened: `More than ${most} resources use keys of this HSM. A map cannot hold so many.`,
    safe: noneWritten,
    todo: 'Name fewer subscriptions with --subscription, and make a map for each part.',
  }),
  CONSUMERS_CUT_SHORT: ({ read, of }) => ({
    happened: `Azure counted ${of} resources, and gave ${read} of them.`,
    safe: noneWritten,
    todo: 'Try again. If it stays so, name fewer subscriptions with --subscription.',
  }),
};
