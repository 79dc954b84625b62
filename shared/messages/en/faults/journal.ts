// English sentences for what can be wrong with the journal and the evidence package.
import type { JournalFault } from '../../../faults/journal.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { englishWord } from '../code-words.ts';
import { formProblemsText } from '../form-problems.ts';
import { number } from '../formats.ts';
import { journal } from '../screens/journal.ts';

/** What the journal page calls a kind of event; one of another version passes as its code. */
const titleOf = (kind: string): string => Object.entries(journal.kinds).find(([each]) => each === kind)?.[1] ?? kind;

const damaged = (happened: string, lastGood: number): Advice => ({
  happened: `${happened} The last good event is number ${lastGood}.`,
  safe: 'Everything up to that event is whole. Nothing was changed or removed.',
  todo: 'Stop and note an exception. With it the damaged end can be closed off; it is kept beside the journal.',
});
const evidence = (happened: string): Advice => ({
  happened,
  safe: 'Nothing was changed. What the package says must not be relied on.',
  todo: 'Take another copy of the package. If that is refused too, ask the people who made it.',
});

const secondMissing: Advice = {
  ...evidence(
    'The journal of operator 2 is missing, and operator 2 fetched the exchange key: only that journal shows on which machine.',
  ),
  todo: 'Put the journal of operator 2 into the package. If it is lost, two people record an exception at step Z1R in the journal of another machine before they close it; the package is then incomplete.',
};

/** A statement that holds or not, in words; whatever else was compared, as it is. */
const yesOrNo = (value: string): string => ({ true: 'yes', false: 'no' })[value] ?? value;

/** A package that is whole, and paper that has something else: it may have been mistyped. */
const paperDiffers = (subject: string, typed: string, found: string): Advice => ({
  happened: `What was typed from paper does not match this package: ${subject}. Typed: ${typed}. In the package: ${found}.`,
  safe: 'Nothing was changed. The package was not checked any further.',
  todo: 'Compare what was typed with the paper, digit by digit. If the paper has what was typed, this package is not the one of that ceremony: do not rely on it, and ask the people who made it.',
});

export const journalAdvice: AdviceBook<JournalFault> = {
  JOURNAL_TORN_LINE: ({ lastGood }) =>
    damaged('The last line of the journal is not finished: power was lost while it was written.', lastGood),
  JOURNAL_LINE_FORM: ({ lastGood, problems }) =>
    damaged(`A line of the journal is not an event. ${formProblemsText(problems)}`, lastGood),
  JOURNAL_LINE_NOT_CANONICAL: ({ lastGood }) =>
    damaged('A line of the journal was written in another form than ours.', lastGood),
  JOURNAL_NUMBERING: ({ lastGood, found }) => damaged(`The event after it has the number ${found}.`, lastGood),
  JOURNAL_CHAIN_BROKEN: ({ lastGood }) => damaged('A line of the journal was altered, removed or put in.', lastGood),
  JOURNAL_OUT_OF_ORDER: ({ event, rules, after }) => ({
    happened: `The journal cannot take this now, after event ${after}: “${titleOf(event)}” (${rules.join(', ')}).`,
    safe: 'It was not done and not written down.',
    todo: 'Do the steps that must come before it. If a check has failed, note an exception first.',
  }),
  JOURNAL_EVENT_FORM: ({ problems }) => ({
    happened: `The event cannot be written down. ${formProblemsText(problems)}`,
    safe: 'Nothing was written.',
    todo: 'Correct what was entered.',
  }),
  JOURNAL_VERSION: ({ found, expected }) => ({
    happened: `This journal has form ${found}; this program reads form ${expected}. Another version of Lifeboat wrote it.`,
    safe: 'The journal was not touched.',
    todo: 'Read it with the version that wrote it. If it is the log of a drill, enter its proofs there, or hold the drill again.',
  }),
  JOURNAL_TOO_LARGE: ({ bytes, limit }) => ({
    happened: `The journal would have ${number(bytes)} bytes; a journal has at most ${number(limit)}.`,
    safe: 'Nothing was changed.',
    todo: 'Close this journal and open another one for the rest.',
  }),
  JOURNAL_NOT_EMERGENCY: () => ({
    happened: 'This is not the journal of an emergency recovery on this machine.',
    safe: 'The journal was not touched, and nothing was built.',
    todo: 'Choose the journal of the emergency, or go on with the ceremony that this journal belongs to.',
  }),
  JOURNAL_IS_SESSION: () => ({
    happened: 'This is the log of a drill or of making keys. It belongs to no plan.',
    safe: 'The log was not touched, and nothing was written.',
    todo: 'Choose the journal of the ceremony that the plan is for. The proofs of a drill go into the register of custody.',
  }),
  JOURNAL_IS_EMERGENCY: () => ({
    happened: 'This is the journal of an emergency recovery. It belongs to no plan.',
    safe: 'The journal was not touched, and nothing was written.',
    todo: 'Use it without a plan. Or choose the journal of the ceremony that the plan is for.',
  }),
  JOURNAL_IN_USE: ({ process }) => ({
    happened: `Another program is using this journal (process ${process}).`,
    safe: 'The journal was not touched.',
    todo: 'Go on in the window that is open already, or close it first.',
  }),
  EVIDENCE_PATH: ({ path }) => evidence(`“${path}” is not a name that a file of a package may have.`),
  EVIDENCE_FILE_MISSING: ({ path }) => evidence(`The file “${path}” is missing from the package.`),
  EVIDENCE_FILE_ALTERED: ({ path }) => evidence(`The file “${path}” is not the one that the list names.`),
  EVIDENCE_FILE_UNLISTED: ({ path }) => evidence(`The file “${path}” is in the package and not in its list.`),
  EVIDENCE_FILE_UNKNOWN: ({ path }) =>
    evidence(`Nothing in the package says what the file “${path}” is; a file of this folder must be named.`),
  EVIDENCE_TOO_LARGE: ({ bytes, limit }) =>
    evidence(`The list names files of ${number(bytes)} bytes together; a package has at most ${number(limit)}.`),
  EVIDENCE_JOURNAL_MISSING: ({ role }) =>
    role === 'operator-2'
      ? secondMissing
      : evidence(`The journal of ${englishWord(role)} is missing, and bundles went to or from that machine.`),
  EVIDENCE_INCOMPLETE: ({ role, exception, people }) => ({
    happened: `The package is incomplete: the journal of ${englishWord(role)} is lost, as ${people.join(' and ')} decided in exception EX-${exception}.`,
    safe: 'Everything else in the package was checked. Whether that operator fetched the exchange key on their own machine cannot be shown.',
    todo: 'Ask the two people, and read the exception sheet. If the journal is found, build the package again with it.',
  }),
  EVIDENCE_ONE_MACHINE: ({ role }) => ({
    happened: `The package is incomplete: it has the journal of one machine. The journal of ${englishWord(role)} is not in it.`,
    safe: 'Everything in the package was checked, and nothing was found wrong. Whether the blob that one machine built is the one that the other uploaded cannot be shown.',
    todo: 'Build one package from what both machines left. If the other machine kept no journal, or it is lost, note that on the record.',
  }),
  EVIDENCE_END_UNSIGNED: ({ role, hasJournal }) => ({
    happened: `The package is incomplete: ${hasJournal ? `the end of the journal of ${englishWord(role)} is not signed` : `there is no journal of ${englishWord(role)}`}.`,
    safe: 'Everything in the package was checked. Whether that machine’s journal went on, or had other last lines, cannot be shown.',
    todo: hasJournal
      ? 'Ask for the journal as it is on that machine. Close it there, or sign its end with “lifeboat journal sign”, and build the package again. If the machine is lost, compare the end of its journal with the paper.'
      : 'Put the journal of that machine into the package. If the machine is lost, or took no part, note that on the record.',
  }),
  EVIDENCE_END_SIGNATURE: ({ path }) =>
    evidence(`The signature at the end of “${path}” is not that of its machine over these lines.`),
  EVIDENCE_JOURNAL_TWICE: ({ role, path }) =>
    evidence(
      `There are two journals of ${englishWord(role)}; the second is “${path}”. One machine writes one journal.`,
    ),
  EVIDENCE_MANIFEST_FORM: ({ problems }) =>
    evidence(`The package’s list is not as it must be. ${formProblemsText(problems)}`),
  EVIDENCE_MANIFEST_MISSING: () =>
    evidence('The folder has neither a signed list nor the list of an emergency: it is not an evidence package.'),
  EVIDENCE_PLAN_MISSING: () => evidence('The package has no approved plan, so nothing in it can be checked.'),
  EVIDENCE_CONTRADICTS: ({ rule, what, expected, found }) =>
    what.includes('on paper')
      ? paperDiffers(what, expected, found)
      : evidence(
          `The package contradicts itself: ${what} (${rule}). Expected: ${yesOrNo(expected)}. Found: ${yesOrNo(found)}.`,
        ),
};
