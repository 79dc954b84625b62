// English sentences for what can be wrong with the desktop shell: its windows, its calls, its air gap, and the order of actions.
import type { FaultOf } from '../../../faults/fault.ts';
import type { OrderNeed, ShellFault } from '../../../faults/shell.ts';
import type { AdviceBook } from '../../advice.ts';
import { englishWord } from '../code-words.ts';

const nothingHappened = 'Nothing was written and no key was used.';

const needed: Readonly<Record<OrderNeed, string>> = {
  'no ceremony': 'Finish the running ceremony first.',
  'a running ceremony': 'Start or finish what is on the first screen.',
  'a finished ceremony': 'Finish the running ceremony first.',
  'the wall clock': 'Enter the time of the wall clock first.',
  'an approved plan': 'Open the plan and compare its words with the paper first.',
  'the other machine': 'Compare words and numbers with the other machine first.',
  'a custodian of the plan': 'Choose who comes, from the list of those who have not given yet.',
  'the number of the copy': 'Choose which copy of the key it is.',
  'an old set of keys': 'Only a re-wrap replaces a set of keys. Here there is none before.',
  'a security domain': 'Load the security domain first.',
  'the address of the HSM': 'Type the address of the HSM first.',
  'an exchange key': 'Load the exchange key and compare its words first.',
  'nobody at the screen': 'Let the custodian who is at the screen finish first.',
  'a custodian at the screen': 'Ask the next custodian to come to the screen first.',
  'all custodians': 'Wait until enough custodians have opened their shares.',
  'a restore blob': 'Build the restore blob first.',
  'an emergency without a call yet':
    'Azure was asked with these details already. Leave this emergency, and begin another one with the right ones.',
  'a healthy HSM': 'Name the HSM on the first page: choose “Readiness of an HSM”.',
  'a look at the HSM': 'Look at the HSM first.',
  'a sign-in': 'Sign in first.',
  'no other step at work': 'Wait until the step that is at work has ended, or stop waiting for it.',
  'no call without a verdict': 'Find out how the open call ended, or decide it by two people; then close the journal.',
  'a call without a verdict': 'Nothing is waiting: go on with the step that is next.',
  'a call with a verdict': 'Wait until the call has a verdict.',
  'what the other operator fetched': 'Bring what the second operator fetched first.',
  'an exchange key that this machine fetched': 'Fetch the exchange key on this machine first.',
  'a bundle from the offline side': 'Take in the bundle from the offline side first.',
  'a verification': 'Verify the recovered HSM first.',
  'an inventory of the recovered HSM': 'Verify the recovered HSM first.',
  'the list of consumers': 'List who must change what first.',
  'the map of consumers': 'Choose the map of consumers first.',
  'a signed bundle': 'Sign the bundle and write it to the OUT stick first.',
  'two people': 'Choose the two people who answer for this.',
};

/** Ways out by kind and name, in one line. */
const namedWays = (waysOut: FaultOf<'AIR_GAP_OPEN'>['waysOut']): string =>
  waysOut.map(({ kind, name }) => `${englishWord(kind)} ${name}`).join('; ');

function lostShares(count: number): string {
  if (count === 0) return 'No share was in memory.';
  return count === 1 ? 'The share in memory is gone.' : `The ${count} shares in memory are gone.`;
}

export const shellAdvice: AdviceBook<ShellFault> = {
  NETWORK_REFUSED: ({ what }) => ({
    happened: `Something in this program tried to use “${what}”, which could reach a network. It was refused.`,
    safe: 'No connection was made.',
    todo: 'Stop the ceremony, note an exception, and compare the hash of this program with the release card.',
  }),
  CALL_SENDER_FOREIGN: ({ call }) => ({
    happened: `A message (${call}) came from a page that is not ours. It was refused.`,
    safe: nothingHappened,
    todo: 'Stop the ceremony, note an exception, and compare the hash of this program with the release card.',
  }),
  CALL_MALFORMED: ({ call, paths }) => ({
    happened: `What was entered does not have the form it needs (${call}${paths.length === 0 ? '' : `: ${paths.join(', ')}`}).`,
    safe: nothingHappened,
    todo: 'Check what you typed and try again.',
  }),
  UNEXPECTED: ({ call }) => ({
    happened: `The program met something that it did not expect (${call}). This is a defect of the program.`,
    safe: 'The step was not carried out. Files that were written before are still whole.',
    todo: 'Try the step once more. If it fails again, note an exception and use the other machine.',
  }),
  CALL_WHILE_ASKING: () => ({
    happened: 'Lifeboat is waiting for an answer: a passphrase, or a sign-in. Nothing else can change meanwhile.',
    safe: nothingHappened,
    todo: 'Give the answer or cancel it, then try again.',
  }),
  CALLS_TOO_MANY: ({ call }) => ({
    happened: `Too many actions came at once (${call}). This one was refused.`,
    safe: 'Actions that came before are carried out, one after the other.',
    todo: 'Wait until the screen has settled, and try again. If it happens again, leave the program and start it again.',
  }),
  CONFIRMATION_NOT_GIVEN: () => ({
    happened: 'It was not confirmed.',
    safe: nothingHappened,
    todo: 'Ask for it again when ready.',
  }),
  CALL_OUT_OF_ORDER: ({ needs }) => ({
    happened: 'This step is not possible yet.',
    safe: nothingHappened,
    todo: needed[needs],
  }),
  AIR_GAP_OPEN: ({ waysOut }) => ({
    happened: `This machine is not cut off: ${namedWays(waysOut)}.`,
    safe: 'No key was asked for. What was loaded so far is still there.',
    todo: 'Unplug the cable, switch the radios off, and wait until the frame says that the air gap is intact.',
  }),
  AIR_GAP_LOST: ({ waysOut, sharesDropped }) => ({
    happened: `The air gap is broken: ${namedWays(waysOut)}. All processes that hold secrets were ended at once.`,
    safe: `${lostShares(sharesDropped)} Keys on the sticks are as they were. Nothing was written.`,
    todo: 'Cut the machine off again, note an exception, and begin again with the first custodian.',
  }),
  CUSTODIAN_IDLE: ({ minutes }) => ({
    happened: `Nobody touched anything for ${minutes} minutes, so the turn of this custodian was ended.`,
    safe: 'Nothing of this key is in memory. Shares that were accepted before are still held.',
    todo: 'Take the stick out. When the custodian is back at the screen, begin their turn again.',
  }),
  MACHINE_ASLEEP: ({ sharesDropped }) => ({
    happened: 'This machine went to sleep, so nobody could watch it. All processes that hold secrets were ended.',
    safe: `${lostShares(sharesDropped)} Keys on the sticks are as they were. Nothing was written.`,
    todo: 'Plug the machine in, leave the lid open, note an exception, and begin again with the custodian who was at the screen, or with the first if shares are gone.',
  }),
  SCREEN_LOCKED: ({ sharesDropped }) => ({
    happened:
      'The screen of this machine was locked, so nobody could watch it. All processes that hold secrets were ended.',
    safe: `${lostShares(sharesDropped)} Keys on the sticks are as they were. Nothing was written.`,
    todo: 'Switch the screen lock off, note an exception, and begin again with the custodian who was at the screen, or with the first if shares are gone.',
  }),
  SESSION_UNKNOWN: () => ({
    happened: 'The session that was chosen is no longer offered.',
    safe: 'Its log is untouched on this machine.',
    todo: 'Choose again from the list, or begin a new session with the same ceremony id.',
  }),
  SESSION_LOG_INCOMPLETE: ({ why }) => ({
    happened: `The log of this session is not whole: this machine could not write it (${why}).`,
    safe: 'Nothing was written to the stick. What the log has of the session is on this machine.',
    todo: 'Make room on this machine, and hold the share check again.',
  }),
  SESSION_LOG_STOPPED: ({ why }) => ({
    happened: `This machine could not write its log of the session (${why}). What happens from now on is not noted by it.`,
    safe: 'Shares, files and everything on the screen are as they were. The session can go on.',
    todo: 'Note an exception on paper, and write down from here what the log would have kept.',
  }),
  CEREMONY_BEGUN: ({ id, isClosed }) => ({
    happened: isClosed
      ? `The ceremony ${id} was finished on this machine with this plan. Its journal is closed.`
      : `The ceremony ${id} has begun on this machine with this plan, and was not finished.`,
    safe: 'Its journal is as it was.',
    todo: isClosed
      ? 'A new ceremony needs a new plan with an id of its own.'
      : 'Finish this session. On the first screen, choose to go on with the ceremony.',
  }),
  CEREMONY_JOURNAL_STOPPED: ({ why }) => ({
    happened: `Something happened that the journal must know, and it could not be written (${why}).`,
    safe: 'Everything that stood in the journal before is still there. Nothing is done that it does not know.',
    todo: 'Stop here. Make room on this machine or free its disk; then end the program and go on from its first screen.',
  }),
  PERSON_NOT_IN_PLAN: ({ person }) => ({
    happened: `The plan does not name anybody as “${person}”.`,
    safe: nothingHappened,
    todo: 'Name people of the plan. Nobody else can answer for anything in this ceremony.',
  }),
  PERSON_NAME_UNCLEAR: ({ person }) => ({
    happened: `The name “${person}” has invisible characters, unusual blanks, or letters of more than one script.`,
    safe: nothingHappened,
    todo: 'Type the name by hand, in one script, as it is on paper.',
  }),
  NUMBER_UNCLEAR: ({ digits }) => ({
    happened: `The number of the other machine has 32 digits and letters a to f; ${digits} were typed, or one is none of these.`,
    safe: nothingHappened,
    todo: 'Let it be read aloud once more, in groups of four.',
  }),
  INITIALS_UNCLEAR: () => ({
    happened: 'The initials are not those of two people.',
    safe: nothingHappened,
    todo: 'Type the initials of each person in capital letters, separated by blanks: AB CD.',
  }),
  TWO_PEOPLE_NEEDED: () => ({
    happened: 'The same person was chosen twice. Two different people must answer for this.',
    safe: nothingHappened,
    todo: 'Choose two people.',
  }),
  KEY_OF_OTHER_CUSTODIAN: ({ custodian }) => ({
    happened: `This key opens a share, but that of another custodian (certificate ${custodian}).`,
    safe: 'Its share was not taken. Shares that were accepted before are still held.',
    todo: 'Take the stick out and look at its bag and label. Then the right custodian takes their turn, or the right stick is brought.',
  }),
  SANDBOX_OFF: () => ({
    happened: 'The program was started without its sandbox (--no-sandbox). It does not run that way.',
    safe: 'Nothing was opened, and no key was used.',
    todo: 'Start it without this switch and not as root. An AppImage sets the switch by itself where the system forbids user namespaces, as Ubuntu 24.04 does: install the .deb file there.',
  }),
  SWITCH_REFUSED: ({ name }) => ({
    happened: `The program was started with --${name}. This switch weakens it or opens it to others, so it does not start.`,
    safe: 'Nothing was opened, and no key was used.',
    todo: 'Start it without this switch. If none of you set it: look at what starts the program, note an exception, and compare the hash of the program with the release card.',
  }),
  START_FAILED: ({ why }) => ({
    happened: `The program could not start (${why}).`,
    safe: 'No key was used. Journals and other files are as they were.',
    todo: 'Start it once more. If it fails again, write down what you read here and take the other machine.',
  }),
  SCREEN_FILE_REFUSED: ({ name, why }) => ({
    happened: `A file of this program (${name}) ${why === 'changed' ? 'is not as it was built' : `cannot be read (${why})`}. The program ends, because its screens could be false.`,
    safe: 'Keys on the sticks, the journal and finished files are as they were. Shares in memory are gone.',
    todo: 'Stop the ceremony, note an exception, and compare the hash of this program with the release card. Install it again from a file that was checked.',
  }),
  SCREEN_RELOADED: ({ reason }) => ({
    happened: `The screen stopped working (${reason}) and was loaded again.`,
    safe: 'Shares in memory, the journal and finished files are as they were.',
    todo: 'Type again what you were typing, and go on. If it happens again, note it.',
  }),
  SCREEN_LOST: ({ reason }) => ({
    happened: `The screen stopped working again and again (${reason}). The program ends.`,
    safe: 'Keys on the sticks, the journal and finished files are as they were. Shares in memory are gone.',
    todo: 'Start the program again and go on with the ceremony from its first screen. If that fails too, take the other machine.',
  }),
  PREVIEW_IS_PRACTICE: () => ({
    happened: 'This is the practice preview. It has none of the walls of the real program, so it refuses production.',
    safe: nothingHappened,
    todo: 'Choose practice, or start the real program.',
  }),
  PRACTICE_ONLY: () => ({
    happened: 'Practice files are made in practice only.',
    safe: nothingHappened,
    todo: 'Finish this session and start one in practice.',
  }),
  CEREMONY_ID_NOT_PRACTICE: ({ id }) => ({
    happened: `The ceremony id ${id} does not fit the mode: ids of practice begin with PRACTICE-, and only those.`,
    safe: nothingHappened,
    todo: 'Read the id from the cover of the printed script again.',
  }),
  CEREMONY_ID_UNCLEAR: () => ({
    happened: 'This is no ceremony id: it has 4 to 40 capital letters, digits and single hyphens.',
    safe: nothingHappened,
    todo: 'Read the id from the cover of the printed script again.',
  }),
  FILE_TOKEN_UNKNOWN: () => ({
    happened: 'The chosen file is no longer known: its medium was taken out, or the list has changed.',
    safe: nothingHappened,
    todo: 'Choose the file again.',
  }),
  SIGN_IN_NOT_PRACTICE: () => ({
    happened: 'This is a ceremony of production, and the sign-in is the one of practice.',
    safe: 'Nothing was sent.',
    todo: 'Choose how you sign in to Azure.',
  }),
  CEREMONY_NOT_FOUND: ({ name }) => ({
    happened: `The folder “${name}” holds no ceremony.`,
    safe: 'Nothing was written into it.',
    todo: 'Choose the folder with the journal of this ceremony, or begin it again with plan and identity.',
  }),
  VOLUME_UNKNOWN: () => ({
    happened: 'The chosen medium is no longer there.',
    safe: nothingHappened,
    todo: 'Insert it again and wait until it appears in the list.',
  }),
  VOLUME_GONE: ({ name }) => ({
    happened: `The medium “${name}” was taken out too early.`,
    safe: 'No half-written file counts as written. What was loaded before is still there.',
    todo: 'Insert it again and repeat the step.',
  }),
  VOLUME_ROLE_TAKEN: ({ role, name }) => ({
    happened: `There is already a medium with the role ${englishWord(role)}: “${name}”.`,
    safe: nothingHappened,
    todo: 'Take that role away from the other one first. One stick, one direction.',
  }),
  VOLUME_ROLE_WRONG: ({ wanted, found }) => ({
    happened: `This file is on a medium with the role ${englishWord(found)}; the step needs one with the role ${englishWord(wanted)}.`,
    safe: nothingHappened,
    todo: 'Choose a file on the right medium, or give the medium its role.',
  }),
  VOLUME_ROLE_MISSING: ({ role }) => ({
    happened: `No medium has the role ${englishWord(role)}.`,
    safe: nothingHappened,
    todo: 'Insert the stick and give it this role.',
  }),
  WORDS_WRONG: ({ triesLeft }) => ({
    happened: `The words do not fit (tries left: ${triesLeft}).`,
    safe: 'Nothing was accepted. No share was opened.',
    todo: 'Let the words be read again, slowly, from their sheet. Do not read yours aloud.',
  }),
  WORDS_LOCKED: () => ({
    happened: 'The words were wrong twice. What they were to confirm is not accepted.',
    safe: 'No share was opened and nothing was built.',
    todo: 'Note an exception. Decide with the other side whether something was swapped; afterwards the words can be compared again. If no ceremony is open yet, start the program again for that.',
  }),
};
