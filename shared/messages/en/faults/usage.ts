// English sentences for what can be wrong with how a command was called.
import type { UsageFault } from '../../../faults/usage.ts';
import type { AdviceBook } from '../../advice.ts';

const nothingDone = 'Nothing was read, and nothing was written.';

export const usageAdvice: AdviceBook<UsageFault> = {
  USAGE: ({ detail }) => ({
    happened: `The command was not understood: ${detail}.`,
    safe: nothingDone,
    todo: 'Add --help to see how it is called.',
  }),
  PASSWORD_FILES_COUNT: ({ keys, files }) => ({
    happened: `There are ${files} passphrase files for ${keys} keys.`,
    safe: nothingDone,
    todo: 'Give one passphrase file for each key, in the order of the keys, or none at all.',
  }),
};
