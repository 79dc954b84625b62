// English words for the codes of journals, files and faults.
import { type CodeWords, wordIn } from '../code-words.ts';
import { stepNames } from './step-names.ts';

const step = (name: string): string => `the step “${name}”`;

const words: CodeWords = {
  // whose machine it is
  offline: 'offline machine',
  online: 'online machine',
  'operator-1': 'operator 1',
  'operator-2': 'operator 2',
  witness: 'witness',
  // what a bundle carries
  plan: 'plan',
  'activation-certificates': 'certificates of the custodians',
  'security-domain': 'security domain',
  'exchange-key': 'exchange key',
  'restore-blob': 'restore blob',
  outcome: 'outcome of a call',
  'online-to-offline': 'from the online to the offline machine',
  'offline-to-online': 'from the offline to the online machine',
  // calls to the service, by the names of their steps; what several steps ask for has its own name
  create: step(stepNames.create),
  'init-recovery': step(stepNames['init-recovery']),
  download: 'the download of the security domain',
  canary: step(stepNames.canary),
  upload: step(stepNames.upload),
  identity: step(stepNames.identity),
  delete: 'the deletion of an HSM that failed creation',
  recover: 'the recovery of a deleted HSM',
  purge: 'the purge of a deleted HSM',
  backup: 'the backup',
  restore: step(stepNames.restore),
  'key-restore': 'the restore of one key',
  // what a ceremony is for
  activation: 'activation',
  're-wrap': 're-wrap',
  recovery: 'recovery',
  drill: 'drill',
  // ways out of a machine
  interface: 'network interface',
  route: 'route out',
  radio: 'radio',
  unreadable: 'not readable',
  // checks
  pairing: 'pairing of the two machines',
  'security-domain-bundle': 'bundle with the security domain',
  'exchange-key-bundle': 'bundle with the exchange key',
  'test-key': 'proof of the test key',
  'outcome-bundle': 'bundle with the outcome',
  'blob-key': 'key that the restore blob is for',
  inventory: 'comparison with the inventory',
  'upload-refused': 'refusal of the upload',
  'second-observer': 'what the second observer saw',
  'read-back-plan': 'words of the plan',
  'read-back-exchange-key': 'words of the exchange key',
  'read-back-restore-blob': 'words of the bundle with the restore blob',
  'read-back-activation-certificates': 'words of the bundle with the certificates',
  'read-back-security-domain': 'words of the security domain',
  // why shares are gone
  'power-lost': 'the program had ended',
  'air-gap-lost': 'the air gap was open',
  'machine-asleep': 'the machine slept',
  'screen-locked': 'the screen was locked',
  cancelled: 'people cancelled',
  // roles of sticks
  own: 'OWN',
  in: 'IN',
  out: 'OUT',
  custodian: 'custodian’s stick',
};

/** The English word for a code, or what was given where it is none. */
export const englishWord = (code: string): string => wordIn(words, code);
