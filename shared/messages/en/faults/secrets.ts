// English sentences for what can be wrong with the processes that hold secrets.
import type { SecretsFault, ProcessEnd } from '../../../faults/secrets.ts';
import { fullThumbprint, shortThumbprint } from '../../../formatting/thumbprint.ts';
import type { AdviceBook } from '../../advice.ts';

const keyForgotten = 'The key is forgotten here, and nothing was written to the stick.';
const sharesForgotten = 'Nothing was written. The shares were held in that process alone, and are gone with it.';
const safeOf = {
  'key worker': keyForgotten,
  'token worker': 'The key is on its token alone, and the PIN is forgotten here.',
  combiner: sharesForgotten,
  'key maker': 'No key was kept.',
  reader: keyForgotten,
} as const;

/** How a process ended; it follows a colon. */
function ending(how: ProcessEnd): string {
  if (how.kind === 'signal') return `the system ended it (${how.signal})`;
  if (how.kind === 'not-started') return `it could not be started (${how.reason})`;
  if (how.kind === 'line-closed') return 'the line to it is closed';
  return how.status === null ? 'it does not say why' : `it gave up (exit status ${how.status})`;
}

export const secretsAdvice: AdviceBook<SecretsFault> = {
  KEY_OPENS_NO_SHARE: () => ({
    happened: 'The key is whole, but it opens no share of this security domain: it belongs to another one.',
    safe: keyForgotten,
    todo: 'Check the label of the stick against the register, and use the stick for this security domain.',
  }),
  CUSTODIAN_ALREADY_GIVEN: ({ custodian }) => ({
    happened: `The custodian of this key (${shortThumbprint(custodian)}) has given a share already.`,
    safe: `${keyForgotten} The share given before still counts.`,
    todo: 'Remove the stick and ask the next custodian.',
  }),
  COPY_ALREADY_PROVEN: ({ custodian, copy }) => ({
    happened: `Copy ${copy} of this key (${shortThumbprint(custodian)}) has been proven already.`,
    safe: `${keyForgotten} The proof from before counts.`,
    todo: 'Take the stick out and look at its label. If it is the other copy, begin this turn again and choose that one.',
  }),
  COPIES_ON_ONE_STICK: ({ stick, copy }) => ({
    happened: `The stick ${stick} is the one from which copy ${copy === 1 ? 2 : 1} of this key was opened, or another part of it.`,
    safe: `The stick was only read, and no proof of copy ${copy} was noted.`,
    todo: `Take it out and insert the stick with copy ${copy}. If both copies are on one stick, they are lost together: the custodian needs a second stick. A key on a token has no copy: cancel this turn.`,
  }),
  COPY_NAMED_OTHERWISE: ({ file, copy }) => ({
    happened: `You chose copy ${copy}, but the key file is called “${file}”.`,
    safe: 'The key was not opened, and no proof was noted.',
    todo: 'Look at the label of the stick. Step back, and choose the copy that you hold.',
  }),
  CUSTODY_PROCESS_ENDED: ({ process, how }) => ({
    happened: `The ${process}, a process that holds secrets, ended unexpectedly: ${ending(how)}.`,
    safe: safeOf[process],
    todo: process === 'combiner' ? 'Start again with the first custodian.' : 'Try the same stick again.',
  }),
  CUSTODY_TIME_LIMIT: ({ process, seconds }) => ({
    happened: `The ${process} was stopped because it had not finished after ${seconds} seconds.`,
    safe: safeOf[process],
    todo:
      process === 'token worker'
        ? 'Some tokens wait to be touched, and blink: begin this turn again and touch it. Else use another token or custodian.'
        : 'The key file may have been made so that opening it never ends. Use the second copy, or ask another custodian.',
  }),
  CUSTODY_MESSAGE_INVALID: ({ process }) => ({
    happened: `The ${process} received a message that it does not understand.`,
    safe: safeOf[process],
    todo: 'This is a defect of the program. Note the time, and start the program again.',
  }),
  CUSTODY_STOPPED: ({ process }) => ({
    happened: `The ${process} was stopped on purpose.`,
    safe: safeOf[process],
    todo: 'Start this step again when everybody is ready.',
  }),
  SHARES_LOST: () => ({
    happened: 'A share that was accepted did not reach the process that combines them.',
    safe: sharesForgotten,
    todo: 'Start again with the first custodian.',
  }),
  SHARES_FOR_OTHER_KEY: ({ expected, found }) => ({
    happened: `Custodians gave their shares for another exchange key: for ${fullThumbprint(expected)}, not for ${fullThumbprint(found)}.`,
    safe: 'Nothing was built, and the shares have not left this machine.',
    todo: 'Find out why the key has changed. If the new one is right, drop all shares and begin again with the first custodian.',
  }),
  SHARE_LINE_VIOLATED: () => ({
    happened: 'The process that opened the last key sent something other than the share of its custodian.',
    safe: 'No blob was built. Every share is gone, and nothing was written.',
    todo: 'Treat this as an attack. Keep the last stick apart and unchanged, open the incident sheet, and do not use this laptop again today.',
  }),
  PASSPHRASE_CANCELLED: () => ({
    happened: 'The entry of the passphrase was cancelled.',
    safe: keyForgotten,
    todo: 'Begin with this custodian again when ready.',
  }),
  TERMINAL_MISSING: () => ({
    happened: 'The key needs a passphrase, and there is no terminal on which to ask for it.',
    safe: keyForgotten,
    todo: 'Run the command on a terminal, or give one passphrase file for each key with --password-files (or --password-file). On Windows the packed programs cannot ask on a console.',
  }),
};
