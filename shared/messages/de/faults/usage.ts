// German sentences for what can be wrong with how a command was called.
import type { UsageFault } from '../../../faults/usage.ts';
import type { AdviceBook } from '../../advice.ts';

const nothingDone = 'Es wurde nichts gelesen und nichts geschrieben.';

export const usageAdvice: AdviceBook<UsageFault> = {
  USAGE: ({ detail }) => ({
    happened: `Der Befehl wurde nicht verstanden: ${detail}.`,
    safe: nothingDone,
    todo: 'Mit --help sehen Sie, wie er aufgerufen wird.',
  }),
  PASSWORD_FILES_COUNT: ({ keys, files }) => ({
    happened: `Es gibt ${files} Kennwortdateien für ${keys} Schlüssel.`,
    safe: nothingDone,
    todo: 'Geben Sie für jeden Schlüssel eine Kennwortdatei an, in der Reihenfolge der Schlüssel, oder gar keine.',
  }),
};
