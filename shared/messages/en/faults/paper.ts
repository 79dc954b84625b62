// English sentences for what can be wrong with what people read, type and print.
import { assertNever } from '../../../faults/fault.ts';
import type { PaperFault, QuorumProblem, WordProblem } from '../../../faults/paper.ts';
import { visibleText } from '../../../formatting/visible-text.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { formProblemsText } from '../form-problems.ts';
import { plural } from '../formats.ts';

const misread = (happened: string): Advice => ({
  happened,
  safe: 'Nothing was accepted and nothing was shown.',
  todo: 'Read the value again from the paper, slowly, one group at a time.',
});

const unprinted = (happened: string, todo: string): Advice => ({ happened, safe: 'No file was written.', todo });

function problemText(problem: WordProblem): string {
  switch (problem.kind) {
    case 'unknown':
      return `word ${problem.position}, “${visibleText(problem.word, 24)}”, is not in the list`;
    case 'out-of-step':
      return `word ${problem.position}, “${problem.word}”, cannot be in this place: a word before it is missing, or there is one too many`;
    case 'doubled':
      return `word ${problem.position}, “${problem.word}”, was said twice`;
    case 'swapped':
      return `words ${problem.position} and ${problem.position + 1} have changed places`;
    case 'dropped':
      return `word ${problem.position} is missing`;
    case 'count':
      return `there are ${problem.have} words; there must be ${problem.expected}`;
    default:
      return assertNever(problem);
  }
}

const quorumProblemText = (problem: QuorumProblem): string =>
  problem.kind === 'custodians'
    ? `it has ${plural(problem.count, { one: '1 custodian', other: `${problem.count} custodians` })}; there must be 3 to 10`
    : `it has a quorum of ${problem.quorum}; it must be 2 to ${problem.custodians}`;

export const paperAdvice: AdviceBook<PaperFault> = {
  FINGERPRINT_HEX_LENGTH: ({ have, expected }) =>
    misread(`The fingerprint has ${have} digits; there must be ${expected}.`),
  FINGERPRINT_HEX_DIGIT: ({ group, digit }) =>
    misread(`Digit ${digit} of group ${group} is not one of 0–9 and a–f. Look for O instead of 0, or l instead of 1.`),
  FINGERPRINT_WORDS: ({ problems }) => misread(`The words do not fit: ${problems.map(problemText).join('; ')}.`),
  READ_BACK_RANDOMNESS: () => ({
    happened: 'The places to ask for could not be drawn at random.',
    safe: 'Nothing was shown.',
    todo: 'Start the application again. If it happens again, note an exception.',
  }),
  READ_BACK_CLOSED: () => ({
    happened: 'This comparison is over; it takes no more answers.',
    safe: 'Its result is in the journal.',
    todo: 'Go on with the next step, or note an exception.',
  }),
  SCRIPT_PLAN_UNFIT: ({ problems }) =>
    unprinted(
      `The plan does not fit this document: ${problems.map(quorumProblemText).join('; ')}.`,
      'Correct the plan, have it approved again, and print again.',
    ),
  DOCUMENT_NEEDS: ({ document, needs }) =>
    unprinted(`The document “${document}” cannot be made without: ${needs}.`, 'Give what is missing and print again.'),
  DOCUMENT_DATA_INVALID: ({ problems }) =>
    unprinted(
      `The data for the document does not fit. ${formProblemsText(problems)}`,
      'Correct the file and print again.',
    ),
  DOCUMENT_CUSTODIAN: ({ custodian }) =>
    unprinted(
      `The plan has no custodian of this code: ${visibleText(custodian, 12)}.`,
      'Choose a code from the plan, such as C1, and print again.',
    ),
  DOCUMENT_SIDE: ({ asked, found }) =>
    unprinted(
      `A record of the ${asked} side was asked for, and this journal was written on the ${found} side.`,
      `Choose the journal of the ${asked} side; or leave the side out: a journal names its own.`,
    ),
  PRINTER_NOT_LOCAL: ({ printer }) => ({
    happened: `The printer “${visibleText(printer, 60)}” is not known to be connected to this machine by its own cable.`,
    safe: 'Nothing was sent to it.',
    todo: 'Use a printer that is connected by USB cable; or save the PDF and print it where that is allowed.',
  }),
  PRINT_NOT_DONE: ({ printer }) => ({
    happened: `The printer “${visibleText(printer, 60)}” did not take the pages.`,
    safe: 'The document is unchanged. A part of it may be on paper: put that into the bag for destruction.',
    todo: 'Look at paper and cable, then print again; or save the PDF.',
  }),
  DISPLAY_MISSING: () =>
    unprinted(
      'A PDF needs a display, and this program was started without one.',
      'Start the program through xvfb-run (package xvfb); or print as HTML (--format html) and use the print function of any browser.',
    ),
  PRINTER_MISSING: () =>
    unprinted(
      'There is no Chromium on this machine that could make a PDF.',
      'Print as HTML and use the print function of any browser, or save the PDF from the application.',
    ),
  PRINTER_FAILED: ({ reason }) =>
    unprinted(
      {
        exit: 'Chromium ended without a PDF.',
        timeout: 'Chromium did not finish.',
        'no-pdf': 'Chromium left a file that is not a PDF.',
      }[reason],
      'Try once more; or print as HTML and use the print function of any browser.',
    ),
};
