// English sentences for what can be wrong in a rehearsal.
import type { RehearsalRefusal } from '../../../faults/rehearsal.ts';
import type { AdviceBook } from '../../advice.ts';
import { formProblemsText } from '../form-problems.ts';
import { englishRehearsal } from '../rehearsal.ts';

const nameOf = (fault: string): string =>
  Object.entries(englishRehearsal.faults).find(([name]) => name === fault)?.[1].name ?? fault;

/** By fault what is missing; for the others it is the bundle. */
const notYet: Readonly<Partial<Record<string, string>>> & { readonly bundle: string } = {
  bundle: 'no bundle with the exchange key is on the stick between the machines',
  'air-gap-lost': 'Lifeboat Offline has not begun its journal',
  'lost-power': 'no custodian has given a share, so none would be lost',
};

const afterCustodians = 'the custodian has given the share, or no further custodian is needed';
/** By fault what has happened meanwhile; for the others the bundle is taken. */
const tooLate: Readonly<Partial<Record<string, string>>> & { readonly bundle: string } = {
  bundle: 'the offline side has taken in the bundle',
  'wrong-passphrase': afterCustodians,
  'damaged-stick': afterCustodians,
  'clock-off': 'both sides have entered the time of the wall clock',
  'air-gap-lost': 'the offline side has closed its journal',
  'lost-power': 'the restore blob is built, and no shares are held',
};

export const rehearsalAdvice: AdviceBook<RehearsalRefusal> = {
  REHEARSAL_NOT_PRACTICE: ({ ceremony }) => ({
    happened: `${ceremony} is a real ceremony, not a rehearsal.`,
    safe: 'Nothing was injected, and nothing was changed.',
    todo: 'Make a folder of its own for a rehearsal. Nothing is ever injected into a real ceremony.',
  }),
  REHEARSAL_FILE_INVALID: ({ file, problems }) => ({
    happened: `${file} is not a file of a rehearsal. ${formProblemsText(problems)}`,
    safe: 'Nothing was injected, and nothing was reported.',
    todo: 'Name the folder of the rehearsal as it was made.',
  }),
  REHEARSAL_NOT_ON_LIST: ({ fault }) => ({
    happened: `“${nameOf(fault)}” is not among the chosen failure scenarios.`,
    safe: 'Nothing was injected.',
    todo: 'Inject one of the chosen scenarios.',
  }),
  REHEARSAL_NOT_YET: ({ fault }) => ({
    happened: `“${nameOf(fault)}” cannot be injected yet: ${notYet[fault] ?? notYet.bundle}.`,
    safe: 'Nothing was injected, and the rehearsal goes on.',
    todo: 'Wait until the trainees have got there, then try again.',
  }),
  REHEARSAL_TOO_LATE: ({ fault }) => ({
    happened: `It is too late for “${nameOf(fault)}”: ${tooLate[fault] ?? tooLate.bundle}. Nobody could notice it any more.`,
    safe: 'Nothing was injected, and the report calls it not injected.',
    todo: 'Leave it out this time, and go on with the next scenario.',
  }),
  REHEARSAL_STILL_WRONG: ({ fault, other }) => ({
    happened: `“${nameOf(fault)}” would be done to the same file as “${nameOf(other)}”, which is not put right yet.`,
    safe: 'Nothing was injected, and the right file is kept in the folder of the rehearsal.',
    todo: `Put “${nameOf(other)}” right first.`,
  }),
  REHEARSAL_GAP_OPEN: () => ({
    happened: 'This laptop is connected already, so nobody could notice that its air gap is lost.',
    safe: 'Nothing was injected.',
    todo: 'Pull every cable and switch off every radio, wait until Lifeboat Offline says that the air gap is intact, then inject it and plug in.',
  }),
  REHEARSAL_ROOM_CLOSED: ({ ceremony }) => ({
    happened: `${ceremony} is a rehearsal, and its folder is not open in this program.`,
    safe: 'Nothing was begun. A journal of this rehearsal is in its folder, unchanged.',
    todo: 'Choose “Rehearse”, open the folder of the rehearsal, and try again. After a restart of the program it must be opened again.',
  }),
  REHEARSAL_ONE_PERSON: ({ person, parts: [one, other] }) => ({
    happened: `“${person}” is to play both ${one} and ${other}, and these are always two people.`,
    safe: 'Nothing was made.',
    todo: 'Give one of the two roles to somebody else, or leave its name empty. In a small team one person may play other roles together, such as CA and OP.',
  }),
  REHEARSAL_DONE: ({ fault, action }) => ({
    happened: `“${nameOf(fault)}” was ${action === 'injected' ? 'injected' : 'put right'} before.`,
    safe: 'Nothing was changed.',
    todo: 'Go on with the next scenario.',
  }),
  REHEARSAL_NOT_INJECTED: ({ fault }) => ({
    happened: `“${nameOf(fault)}” was not injected, so there is nothing to put right.`,
    safe: 'Nothing was changed.',
    todo: 'Look into the folder “trainer” of the rehearsal: a file that begins with PRACTICE-injected- says what was injected.',
  }),
  REHEARSAL_JOURNAL_OTHER: ({ expected, found }) => ({
    happened: `The journal is of ${found}, not of ${expected}.`,
    safe: 'Nothing was reported.',
    todo: 'Name the journals of both machines of this rehearsal.',
  }),
};
