// English texts of the online part: the checks before a step, the phases of calls, the hold.
import type { CallState } from '../../journal/state.ts';
import type { OnlineCheckId, OnlineCheckOutcome } from '../../online/checks.ts';

const checks: Readonly<Record<OnlineCheckId, string>> = {
  'target-name-free': 'The name of the new HSM is free',
  'target-state': 'The new HSM is in the state that this step needs',
  'target-identity': 'The identity for the storage account is attached',
  administrators: 'The administrators of the new HSM',
  'source-state': 'The lost HSM',
  container: 'The container of the backups',
  'source-folder': 'The folder of the source’s backup',
  immutability: 'No immutability policy on the container',
  'operators-in-backup': 'Those who work here are administrators in the backup',
};

const outcomes: Readonly<Record<OnlineCheckOutcome, string>> = {
  ok: 'ok',
  look: 'LOOK',
  stop: 'STOP',
  unknown: 'unknown',
};

const phases: Readonly<Record<CallState['phase'], string>> = {
  intended: 'may or may not have been sent: run the step again, which asks and does not repeat',
  answered: 'the service is at work: run the step again to wait for the end',
  succeeded: 'done, and read back',
  failed: 'refused or failed',
  unknown: 'unknown: find out what became of it, then enter it with "decide"',
};

export const englishOnlineTexts = {
  checks,
  outcomes,
  phases,
  hold: {
    'no-restore-point': 'has not begun: there is no restore point',
    running: 'is running',
    over: 'is over',
  },
  boardClear: 'NOTHING STANDS IN THE WAY, as far as could be asked.',
  boardStops: 'STOP: correct these before anybody travels.',
  rolesNotTold: 'The HSM does not tell the roles: it is not active yet, or this account may not ask.',
  rolesThroughGroup: 'No role is assigned to this account by itself; a group may have one.',
  notProvenAlone: 'One fetch proves little: the second operator fetches it on another machine, and both sign.',
  tellOffline: 'Tell the offline side: "uploaded". Then take the restore point.',
} as const;
