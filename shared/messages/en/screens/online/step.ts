// English: what every step of the online app has: its states, what it waits for, the confirmation by two people.
import type { DomainOddity, StepFact, StepNeed } from '../../../../contract/online/step-view.ts';
import type { GuardedCall } from '../../../../journal/events.ts';
import { number } from '../../formats.ts';

const needs: Readonly<Record<StepNeed, string>> = {
  'sign-in': 'Nobody has signed in yet.',
  pairing: 'The key of the offline machine has not been compared yet.',
  activate: 'The security domain has not been given out yet.',
  'init-recovery': 'The exchange key has not been fetched yet.',
  observation: 'What operator 2 saw is not here yet, or it was another key.',
  'exchange-key': 'The bundle with the exchange key does not have the signatures of both operators yet.',
  upload: 'The restore blob has not been uploaded yet.',
  backup: 'There is no backup yet.',
  'no-backup':
    'The backup is made already. A test key made now would not be in it, and no recovery would bring it back.',
  hold: 'The hold after the restore point is still running.',
  restore: 'The backup has not been restored yet.',
  verify: 'The HSM has not been verified yet.',
  exception: 'A check failed. To continue, two people must record a decision.',
  'other-step': 'Another step is at work, or a call has no verdict yet.',
  plan: 'The plan does not name what this step would work with. A new plan is needed.',
};

const facts: Readonly<Record<Exclude<StepFact, DomainOddity>, string>> = {
  'hsm-uri': 'Address of the HSM',
  'resource-id': 'Resource id',
  activation: 'State',
  administrators: 'HSM administrators',
  'request-id': 'Request id',
  'fetched-at': 'Fetched, by this machine’s clock',
  'certificate-sha256': 'SHA-256 of the exchange certificate',
  'payload-sha256': 'SHA-256 of the bundle’s content, to be read aloud',
  'blob-sha256': 'SHA-256 of the restore blob',
  'security-domain-sha256': 'SHA-256 of the security domain',
  'canary-key': 'Name of the test key',
  'canary-version': 'Version of the test key',
  'canary-sha256': 'SHA-256 of the public half of the test key: write it on paper',
  'canary-attested': 'Its attestation proves that it never left an HSM. SHA-256 of the file',
  'canary-not-attested':
    'Its attestation does not prove that it never left an HSM, or was not given. SHA-256 of the file, or the reason',
  custodians: 'Custodians',
  required: 'Quorum',
  'folder-uri': 'Where it was written',
  folder: 'Folder',
  'hold-ends': 'The restore opens at',
  keys: 'Keys',
  versions: 'Versions of keys',
  'version-count-missing': 'Versions of keys: the service did not say how many it restored',
  'not-overwritten': 'Versions that were there already and were not overwritten',
  identity: 'Identity that is attached',
  'kept-identity': 'Attached before, and kept',
  'recovered-hsm': 'Recovered',
  'deleted-hsm': 'Deleted',
  'purged-hsm': 'Purged for good',
  file: 'File',
};

/** How people find out what became of a call that the service does not tell about. */
const look: Readonly<Record<GuardedCall, string>> = {
  create:
    'Open the portal and look into the resource group of the new HSM. If the HSM is there, it succeeded. If it is still not there after ten minutes, it failed.',
  'init-recovery':
    'Check in the portal whether the HSM is still waiting for its activation. If it is, the fetch did no harm and may be entered as failed.',
  download:
    'Check in the portal whether the HSM is active. If it is, enter the activation as failed here: the file did not arrive. Then hold a re-wrap with new custodian certificates, which downloads the security domain again. Do not delete the HSM.',
  canary:
    'List the keys of the HSM, or ask the service once more. If the test key is there, it succeeded; if it is not, it failed.',
  upload:
    'Check in the portal whether the HSM is active, and in its log for the upload. Active means that it succeeded.',
  identity:
    'Check in the portal whether the identity is attached to the HSM. If it is not after ten minutes, the call failed; it may be made again.',
  delete:
    'Check in the portal whether the HSM is still in its resource group. If it is not, it was deleted. If it is there after ten minutes, the call failed; it may be made again.',
  recover:
    'Check in the portal whether the HSM is back in its resource group. If it is still listed as deleted after ten minutes, the call failed.',
  purge: 'Check in the portal, under the deleted HSMs, whether it is still listed. If it is not, the purge succeeded.',
  backup:
    'Look into the container for a folder with the name of the new HSM and a time after the call. If it is there and complete, it succeeded.',
  restore:
    'Look into the log of the HSM for the restore, and list its keys. Do not enter “failed” until you know that it is no longer running.',
  'key-restore':
    'Check whether the key is in the HSM. Do not enter “failed” until you know that the restore is no longer running.',
};

export const step = {
  waitsFor: 'Waiting for',
  needs,
  goThere: (page: string) => `Go to: ${page}`,
  running: {
    notRecorded: 'Azure names no time; most answers come within minutes',
    region: 'Progress',
    sent: 'The call was sent. It cannot be taken back, only waited for.',
    notSent: 'Looking first. Nothing was sent yet.',
    contact: 'Last answer',
    never: 'none yet',
    ago: (age: string) => `${age} ago`,
    late: 'longer than usual',
    next: 'Asks again in',
    now: 'now',
    asked: 'Times asked',
    reading: 'The HSM is read and compared. Nothing is changed.',
    keysRead: (done: number, of: number) => `Keys read: ${number(done)} of ${number(of)}`,
    trouble: 'The last question was not answered. The waiting goes on.',
    ifStopped: 'If you stop now',
    stop: 'Stop waiting',
  },
  interrupted: {
    title: 'Nobody is waiting for this call at the moment',
    text: 'It was begun, and the service may have gone on by itself. Going on asks what became of it; nothing is sent twice.',
    action: 'Go on waiting',
    why: 'Why the waiting ended',
  },
  unknown: {
    title: 'Azure’s answer was lost',
    lead: 'The call may have succeeded. It was sent at most once, and this program does not send it again. Two people look, and enter what they found.',
    how: 'How to find out',
    look,
    ask: 'Ask the service again',
    verdict: 'What you found',
    succeeded: { title: 'It succeeded', detail: '“It succeeded” means that the service did what it was asked.' },
    failed: {
      title: 'It failed',
      detail:
        '“It failed” means that nothing was done, and that nothing is running any more. The step may be tried again.',
    },
    reason: 'Where you looked, and what you saw',
    action: 'Enter this verdict',
  },
  refused: {
    title: 'This step was refused',
    when: (when: string) => `Refused ${when}.`,
    again: 'When that is corrected, the step can be tried again below.',
    exception: 'To continue, two people must record a decision.',
    incident: 'Open the incident sheet',
  },
  incident: {
    title: 'Stop: the blob may have been made for a stranger’s key',
    text: 'Do not upload, do not try again with a new blob. Follow the incident sheet.',
  },
  done: {
    region: 'Done',
    title: 'Done',
    goOn: 'Go on',
    bad: 'Finished: check these points',
    writeFirst: 'First write the file for the other machine, below.',
  },
  facts,
  confirm: {
    words: 'Type the words of the bundle, as the offline side reads them.',
    lead: 'Read from paper, not from this screen. What you type must be right, letter for letter.',
    name: 'Name of the HSM, typed from paper',
    folder: 'Folder of the backup, typed from paper',
  },
  objectIds: {
    wrong: (text: string) => `“${text}” is not an object id. It has 32 hex digits with four hyphens.`,
  },
  access: {
    legend: 'How the HSM reaches the container',
    identity: { title: 'With its managed identity', detail: 'The usual way. No secret is handed over.' },
    sas: {
      title: 'With an access token (SAS, legacy)',
      detail: 'A window asks for the token. It is neither shown nor kept, and is in no bundle.',
    },
  },
};
