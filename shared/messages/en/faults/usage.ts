// English sentences for what can be wrong with how a command was called.
import type { UsageFault, UsageProblem } from '../../../faults/usage.ts';
import type { AdviceBook } from '../../advice.ts';
import { plural } from '../formats.ts';

const nothingDone = 'Nothing was done.';

/** What follows "The command was not understood". */
export const usageProblems: Readonly<Record<UsageProblem, (option: string, allowed: string) => string>> = {
  'address-of-practice': (option, allowed) => `${option} takes ${allowed}, and needs the certificate of the cloud`,
  'argument-missing': (option) => `${option} is missing`,
  'value-form': (option, allowed) => `${option} takes ${allowed}`,
  'ceremony-form': (option) => `${option} takes 4 to 40 capital letters and digits, with single hyphens between`,
  'challenge-form': (option) => `${option} takes the number as it was given out: 32 hex digits, in groups or not`,
  'command-missing': () => 'a command is missing',
  'command-of-other-program': (option, allowed) => `“${option}” is a command of ${allowed}, not of this program`,
  'command-of-source': (option) =>
    `“${option}” is a command of the command line that is built from the source, not of this program`,
  'command-unknown': (option) => `there is no command “${option}”`,
  'day-form': (option, allowed) => `${option} takes a day as ${allowed}`,
  'group-with-option': (option, allowed) => `${option} go with ${allowed}`,
  'line-form': (option, allowed) =>
    `${option} takes one line of up to ${allowed} characters, without invisible ones and without spaces at its ends`,
  'name-form': (option) => `${option} takes up to 64 letters, digits, dots, hyphens and underscores`,
  'needed-here': (option) => `called this way, it needs ${option}`,
  'no-custodians-keys': () => 'this program never handles the keys of custodians',
  'not-understood': (option) => option,
  'number-range': (option, allowed) => `${option} takes a number in ${allowed}`,
  'no-prompts': (option, allowed) => `${option} asks a person, and nobody is there; it takes ${allowed}`,
  'no-dash': (option) => `${option} takes the name of a file; “-” would become the name of one`,
  empty: (option) => `${option} is empty`,
  'one-of': (option, allowed) => `${option} takes one of: ${allowed}`,
  'only-one-of': (option) => `give one of these, not both: ${option}`,
  'option-missing': (option) => `the option ${option} is missing`,
  'options-missing': (option) => `these options are missing: ${option}`,
  'option-unknown': (option) => `there is no option ${option}`,
  'option-without-value': (option) => `the option ${option} has no value`,
  'passphrases-in-files': (option, allowed) =>
    `there is no option ${option}, because others on this machine could read a passphrase on the command line; give files with ${allowed}`,
  'player-form': (option, allowed) => `${option} takes a role and a name as ${allowed}, and each role once`,
  'practice-needed': (option) => `these are files of a practice: add ${option}, if you are practising`,
  'practice-plan-only': (option) => `${option} belongs to a practice plan, and only to one`,
  'quorum-above-custodians': (option, allowed) => `${option} is at most ${allowed}`,
  'stands-alone': (option) => `${option} cannot be combined with others`,
  together: (option) => `these belong together: ${option}`,
  'too-many-arguments': () => 'there are more arguments than it takes',
  'two-files': (option) => `${option} takes two files`,
};

export const usageAdvice: AdviceBook<UsageFault> = {
  USAGE: ({ problem, option, allowed }) => ({
    happened: `The command was not understood: ${usageProblems[problem](option, allowed)}.`,
    safe: nothingDone,
    todo: 'Add --help to see how it is called.',
  }),
  PASSWORD_FILES_COUNT: ({ keys, files }) => ({
    happened: `${plural(files, { one: 'There is 1 passphrase file', other: `There are ${files} passphrase files` })} for ${keys} keys.`,
    safe: nothingDone,
    todo: 'Give one passphrase file for each key, in the order of the keys, or none at all.',
  }),
};
