// English: an emergency in the online app, where no plan says anything.
import { number } from '../../formats.ts';

export const emergency = {
  begin: {
    title: 'Emergency recovery',
    recommended: 'With a plan, two operators and read-backs find what one person overlooks.',
    checked:
      'Checked all the same: the HSM by its typed address, its exchange key against the blob by a fresh fetch, the name typed by two people before every call that cannot be taken back.',
    start: 'What do you have?',
    starts: {
      blob: { title: 'A restore blob', detail: 'On a stick, built with Lifeboat Offline or with az.' },
      'exchange-key': { title: 'An HSM, no blob yet', detail: 'Its exchange key goes to a stick first.' },
      'new-hsm': { title: 'No HSM yet', detail: 'It is created here, which takes 15 to 17 minutes.' },
    },
    address: 'Address of the HSM, from paper',
    addressNote: 'For example NAME.managedhsm.azure.net.',
    directory: 'Directory (tenant) in which you sign in',
    directoryNote: 'Its id: 32 hex digits with four hyphens.',
    action: 'Start emergency recovery',
    change: 'Change the details',
    changeNote: 'This is possible until the first call to Azure. Afterwards, sign in again.',
    save: 'Save the changes',
  },
  place: {
    title: 'Where the new HSM is made',
    subscription: 'Subscription (id)',
    resourceGroup: 'Resource group',
    location: 'Region',
    identity: 'Identity for the storage (resource id), if there is one',
    formats: {
      subscription: 'An id has 32 hex digits with four hyphens.',
      resourceGroup: 'Letters, digits, full stops, hyphens and brackets.',
      location: 'As Azure writes it: lowercase letters and digits, without blanks.',
      identity: 'A resource id that begins with /subscriptions/ and ends with the name of the identity.',
    },
  },
  key: {
    title: 'The exchange certificate for the offline machine',
    lead: 'Write it to a stick, and read the 32 words above from paper beside it. Lifeboat Offline (“Emergency recovery”) and az take the file.',
    save: 'Write it to a stick',
    again: 'Write it to another stick',
  },
  blob: {
    title: 'The restore blob from the stick',
    file: 'the restore blob',
    another: 'another restore blob',
    detail: 'From Lifeboat Offline, from its command line, or from az.',
    taken: (bytes: number) => `It has the form of a restore blob, ${number(bytes)} bytes, and is kept here.`,
    sha256: 'SHA-256 of the restore blob',
    names: 'It is locked to the exchange certificate with the SHA-256',
  },
  backup: {
    title: 'Where the backup of the lost HSM is',
    account: 'Storage account, from paper',
    accountNote: 'Its name, or its whole address: NAME.blob.core.windows.net.',
    container: 'Container',
    folder: 'Folder of the backup',
    folderNote: 'mhsm-NAME- and a time. The restore point goes into the same container, in its own folder.',
    action: 'Save backup location',
    change: 'Change backup location',
    named: 'Typed',
    isNamed: 'the folder that was typed',
    isOther: 'another one',
  },
  restore: {
    title: 'What is known of the backup',
    inventoryNote: 'If anybody has one: it says who is an administrator afterwards.',
    unknown:
      'Without the inventory nobody can tell before the restore whether you are administrators after it. Keep an administrator of the lost HSM within reach. The journal notes it.',
  },
  verify: {
    with: 'What is it compared with?',
    inventory: { title: 'With an inventory', detail: 'The file that was exported with the backup.' },
    nothing: { title: 'With nothing', detail: 'Nobody has one. What is there is listed and kept.' },
    list: 'List what is there',
  },
  finish: { title: 'Finish this recovery', closedTitle: 'This recovery is over' },
  record:
    'Print the record under “Papers and proofs”: every page of it says NO PLAN. As soon as the services run again, make a plan, and look through the keys of the custodians.',
  pages: {
    'init-recovery': {
      title: 'Recovery mode and exchange key',
      lead: 'The HSM makes a key pair and gives out the public half: the exchange key. The restore blob is locked to it.',
      doneNote:
        'One fetch proves little, and nobody else has looked. The person who builds the blob compares the words below with your paper.',
    },
    upload: {
      title: 'Upload the restore blob',
      lead: 'After this the HSM holds the security domain of the lost one.',
      doneNote: 'The HSM has shown the key that the blob names, and taken it. Tell those who built it: “uploaded”.',
    },
    verify: {
      title: 'Does the new HSM match the backup?',
      lead: 'Keys, versions, attributes and roles are compared with the inventory of the backup, if there is one.',
    },
  },
};
