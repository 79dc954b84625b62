// English texts of document (c): the online side of a recovery.
import type { StepTexts } from '../../ceremony-texts.ts';
import { callOutLabels } from './recovery-offline.ts';

const outcome = {
  label: 'Outcome',
  options: {
    succeeded: 'succeeded',
    failed: 'failed: write the text, take the incident sheet, do not try again',
    unknown: 'unknown: look at the state and the log, do not send again',
  },
};

/** A restore that fails says nothing about the security domain: nobody has it but those who had it before. */
const restoreOutcome = {
  label: 'Outcome',
  options: {
    succeeded: 'succeeded',
    failed: 'failed: write the text, note an exception; the same folder can be restored again',
    unknown: 'unknown: look at its state on the page “Restore”, do not send again',
  },
};

export const recoveryOnlineTexts: StepTexts = {
  C0: { act: 'Copy the call-out record (step B0).', fields: callOutLabels },
  C1: {
    act: 'Look at the old HSM {source}.',
    fields: {
      state: {
        label: 'It is',
        options: {
          unreachable: 'unreachable',
          deleted: 'deleted, can be recovered: do that instead',
          purged: 'purged',
        },
      },
      extended: {
        label: 'A second region holds it:',
        options: { no: 'no', yes: 'yes: stop, and use that region' },
      },
    },
  },
  C2: {
    act: 'On the page “Pre-flight checks”, check that the new name {target} can be used in the region {region}. A deleted HSM keeps its name (page “Deleted HSMs”).',
    fields: {
      free: 'The name is free and not among deleted ones.',
      capacity: 'The region has capacity.',
      quota: 'Quota used',
    },
  },
  C3: {
    act: 'Find the latest backup of {source}: account {account}, container {container}, folder {folder}.',
    fields: {
      folder: 'Folder',
      complete: 'The backup is complete.',
      inventory: 'The inventory of that backup is here.',
      'inventory-hash': 'Its SHA-256',
    },
  },
  C4: {
    act: 'Check the access to the storage. Way in: {access}.',
    fields: {
      role: 'The identity {identity} has the role Storage Blob Data Contributor.',
      bypass: 'Trusted services, or the public network, may reach the storage.',
      public: 'The public network may reach the storage.',
      'backup-rights': 'The access token for the backup has the rights c, r, d, w.',
      'restore-rights': 'The access token for the restore has the rights r, l.',
      expiry: 'Tokens expire at',
      container: 'The container exists.',
      immutability: 'No policy forbids changes in it.',
    },
  },
  C5: {
    act: 'Look at the list of roles of the old HSM. The restore will bring these roles back.',
    fields: { admins: 'RO1 and RO2, or their group, are administrators there.' },
  },
  C6: {
    act: 'Create the HSM {target} in the resource group {resourceGroup}. RO2 types the name from paper. The service takes up to 17 minutes: go on with the next steps.',
    fields: {
      typed: 'The typed name is accepted.',
      admins: 'Administrators are the group',
      days: 'Days kept after deletion',
      purge: { label: 'Purge protection', options: { no: 'no (drill)', yes: 'yes' } },
      identity: 'The identity {identity} is attached.',
      creation: 'SKU, network rules and tags are those of the plan (page 1).',
      start: 'Start',
      done: 'Done',
    },
  },
  C7: {
    act: 'Write down what was created.',
    fields: {
      uri: 'URI',
      'resource-id': 'Resource ID',
      state: 'The state is “not activated”.',
      logs: 'Diagnostic logs and alerts are on.',
      cost: 'Costs run from',
    },
  },
  C8: {
    act: 'Start the recovery mode and fetch the exchange key. The application saves the answer as it came. The private half never leaves the HSM.',
    fields: {
      saved: 'The answer is saved.',
      'request-id': 'Request ID',
      time: 'Time by this machine’s clock',
      subject: 'Subject',
      issuer: 'Issuer',
      bits: 'Bits',
      certificate: 'Exchange certificate, seen by RO1',
    },
  },
  C9: {
    act: 'On a second machine and another network, RO2 types the name of the HSM from paper and fetches the certificate alone. RO2 writes what this machine saw to the CHECK stick, for RO1. If the values differ, choose none: both fetch once more. If they differ again, two people decide: exception.',
    fields: {
      check: {
        label: 'Way of the check',
        options: { fetch: 'fetched a second time', log: 'log entry and comparison of certificates' },
      },
      equal: 'RO2 found the same value.',
      chain: 'RO2’s own connection: its TLS chain is good. It may show another certificate than RO1’s.',
      serial: 'CHECK stick',
      certificate: 'Exchange certificate, seen by RO2',
    },
  },
  C11B: {
    act: 'From the screen of the second machine, RO2 writes the certificate onto this paper: words and hex digits. RO2 reads from here in step C12.',
    fields: { certificate: 'Exchange certificate, written by RO2' },
  },
  C10: {
    act: 'RO1 takes in what RO2 saw, and signs the exchange key bundle to a new IN stick. RO2 signs it on the second machine. RO1 takes it in once more.',
    fields: { signed: 'Both signatures are in the bundle.', serial: 'IN stick', bundle: 'Exchange key bundle' },
  },
  C11: {
    act: 'Seal the IN stick in a bag. MC comes for it and takes it to the offline room.',
    fields: { bag: 'Bag', time: 'Time', initials: 'Initials of who takes it' },
  },
  C12: {
    act: 'The offline side calls (step B7). RO2 reads the words from their own sheet, then hears the hex digits. After this, wait. Do not start the recovery mode again.',
    fields: {
      sheet: 'RO2 read from step C11B, not from the sheet of RO1.',
      words: 'The words agree.',
      hex: 'The hex digits agree.',
    },
  },
  C12P: {
    act: 'Break of a quarter of an hour. Two people stay with each machine. Phones stay in the bag.',
    fields: { two: 'Two people stay.', back: 'Everyone back at' },
  },
  C13: {
    act: 'Take the OUT stick from its bag. Take its bundle in on the page “Upload”.',
    fields: {
      bag: 'Bag',
      intact: 'The bag is intact.',
      serial: 'OUT stick',
      signature: 'The signature is that of the offline machine.',
      ceremony: 'Ceremony ID, number and sequence are right.',
      files: 'Only the listed files are on it.',
    },
  },
  C14: {
    act: 'The offline side calls (step B20) and reads the words of the bundle. RO2 types those that the machine of RO1 asks for. If one value differs: stop, and take the incident sheet.',
    fields: {
      bundle: 'The bundle was read back with the offline side (step B20).',
      certificate: 'The fingerprint inside the blob equals the certificate of step C8.',
    },
  },
  C15: {
    act: 'Upload the restore blob to {target}. RO2 types the name from paper.',
    fields: {
      typed: 'The typed name is accepted.',
      start: 'Start',
      'request-id': 'Request ID',
      outcome,
      text: 'Text of the service',
    },
  },
  C16: {
    act: 'Look at the state of the HSM. Tell the offline side at {phoneOP}: “uploaded”.',
    fields: { activated: 'The HSM is active.', log: 'The log shows the upload.', told: 'Told at' },
  },
  C16B: {
    act: 'Write the message about the upload to a second new IN stick, whatever the outcome. Seal the stick. MC takes it to the offline room, where the custodians wait for it.',
    fields: {
      serial: 'Second IN stick',
      written: 'The message is signed and was read back.',
      bag: 'Bag',
      time: 'Handed over at',
    },
  },
  C17: {
    act: 'Read again how this HSM reaches the storage. If the identity is missing, attach it (page “Storage identity”).',
    fields: { identity: 'The identity {identity} is attached to this HSM.', sas: 'The access tokens are still valid.' },
  },
  C18: {
    act: 'Make a full backup of the new, empty HSM. This is the restore point.',
    fields: { job: 'Job', start: 'Start', end: 'End', folder: 'Folder', present: 'The folder is in the container.' },
  },
  C19: {
    act: 'Wait 30 minutes after the end of the backup.',
    fields: { until: 'Wait until', held: 'Time kept', timer: 'The timer on the screen shows 30:00.' },
  },
  C20: {
    act: 'Read the warning: {target} is emptied, its keys and roles are replaced by the backup. RO2 types the name and the folder from paper. CA decides, on the telephone at {phoneCA}.',
    fields: {
      'typed-name': 'The typed name is accepted.',
      'typed-folder': 'The typed folder is accepted.',
      go: { label: 'CA says', options: { go: 'go', noGo: 'no go' } },
      at: 'at',
    },
  },
  C21: {
    act: 'Restore the backup {folder}.',
    fields: {
      job: 'Job',
      off: 'Keys cannot be used meanwhile; this is expected.',
      end: 'End',
      outcome: restoreOutcome,
    },
  },
  C22: {
    act: 'Compare the HSM with the inventory of the backup.',
    fields: {
      keys: 'Keys: found / expected',
      versions: 'Versions: found / expected',
      attributes: 'Attributes are equal.',
      tags: 'Tags are equal.',
      deleted: 'Deleted keys',
      differences: 'Differences',
    },
  },
  C23: {
    act: 'Compare the roles with those in the inventory of the backup (step C3).',
    fields: {
      roles: 'The roles are those of the inventory.',
      access: 'Own access works.',
      emergency: 'Emergency administrators are removed.',
    },
  },
  C24: {
    act: 'Use the test key, and check the result with its public half on paper.',
    fields: { canary: 'The test key works.', attested: 'Attestation of the key (if wanted)' },
  },
  C25: {
    act: 'Put back what a restore does not bring.',
    fields: {
      network: 'Network rules and private endpoints.',
      logging: 'Logging and alerts, also for the security domain.',
      policy: 'Policies.',
      purge: 'Purge protection.',
    },
  },
  C26: {
    act: 'Make the first backup of the recovered HSM (page “First backup”). Switch the schedule of its backups on.',
    fields: { end: 'End', folder: 'Folder', schedule: 'The schedule of backups is on.' },
  },
  C27: {
    act: 'Tell the owners of services the new address {targetUri}.',
    fields: { told: 'The list of applications is handed out.', owner: 'Owner of the change', due: 'Due' },
  },
  C28: {
    act: 'Take back what was opened for the recovery.',
    fields: {
      sas: 'Access tokens are revoked.',
      roles: 'Temporary roles are removed (page “Roles”).',
      blob: 'Copies of the restore blob are on the destruction sheet.',
      old: { label: 'The old HSM', options: { keep: 'is kept', purge: 'is purged' } },
      'purge-on': 'on (drill: new HSM purged on)',
    },
  },
};
