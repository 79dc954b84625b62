// English sentences for what can be wrong in a rehearsal.
import type { RehearsalRefusal } from '../../../faults/rehearsal.ts';
import type { AdviceBook } from '../../advice.ts';
import { formProblemsText } from '../form-problems.ts';
import { englishRehearsal } from '../rehearsal.ts';

const nameOf = (fault: string): string =>
  Object.entries(englishRehearsal.faults).find(([name]) => name === fault)?.[1].name ?? fault;

export const rehearsalAdvice: AdviceBook<RehearsalRefusal> = {
  REHEARSAL_NOT_PRACTICE: ({ ceremony }) => ({
    happened: `${ceremony} is a real ceremony, not a rehearsal.`,
    safe: 'Nothing was injected, and nothing was changed.',
    todo: 'Make a room of its own for a rehearsal. Nothing is ever injected into a real ceremony.',
  }),
  REHEARSAL_FILE_INVALID: ({ file, problems }) => ({
    happened: `${file} is not a file of a rehearsal. ${formProblemsText(problems)}`,
    safe: 'Nothing was injected, and nothing was scored.',
    todo: 'Name the folder of the rehearsal and the folder of the trainer as they were made.',
  }),
  REHEARSAL_ENVELOPE_IN_ROOM: () => ({
    happened:
      'The folder of the trainer would lie in the room of the rehearsal, where the trainees would see the list.',
    safe: 'Nothing was written.',
    todo: 'Name a folder elsewhere, best on a stick of the trainer’s own.',
  }),
  REHEARSAL_SEAL_BROKEN: ({ expected, found }) => ({
    happened: `The envelope is not the one that was sealed before the rehearsal. Seal: ${expected}. Envelope: ${found}.`,
    safe: 'Nothing was injected, and nothing was scored.',
    todo: 'Use the envelope that belongs to this rehearsal. If it was changed, say so to everybody, and begin a new rehearsal.',
  }),
  REHEARSAL_NOT_ON_LIST: ({ fault }) => ({
    happened: `“${nameOf(fault)}” is not on the sealed list.`,
    safe: 'Nothing was injected.',
    todo: 'Inject what is on the list. A list that changes during the rehearsal proves nothing.',
  }),
  REHEARSAL_NOT_YET: ({ fault }) => ({
    happened: `“${nameOf(fault)}” cannot be injected now: no bundle with the exchange key lies on the stick between the machines.`,
    safe: 'Nothing was injected, and the rehearsal goes on.',
    todo: 'Wait until the trainees have got there, then try again.',
  }),
  REHEARSAL_DONE: ({ fault, deed }) => ({
    happened: `“${nameOf(fault)}” was ${deed === 'injected' ? 'injected' : 'put right'} before.`,
    safe: 'Nothing was changed.',
    todo: 'Go on with the next one of the list.',
  }),
  REHEARSAL_NOT_INJECTED: ({ fault }) => ({
    happened: `“${nameOf(fault)}” was not injected, so there is nothing to put right.`,
    safe: 'Nothing was changed.',
    todo: 'Look into the folder of the trainer: a file that begins with injected- says what was injected.',
  }),
  REHEARSAL_JOURNAL_OTHER: ({ expected, found }) => ({
    happened: `The journal is of ${found}, not of ${expected}.`,
    safe: 'Nothing was scored.',
    todo: 'Name the journals of both machines of this rehearsal.',
  }),
};
