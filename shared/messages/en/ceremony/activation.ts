// English texts of document (a): activation and re-wrap.
import type { StepTexts } from '../../ceremony-texts.ts';

export const activationTexts: StepTexts = {
  A1: {
    act: 'Show the new HSM {target} ({targetUri}) in the region {region}.',
    expect: 'Its state is “provisioned, not activated”.',
    fields: {
      state: 'The state is as expected.',
      'resource-id': 'Resource ID',
      creation: 'SKU, network rules and tags are those of the plan (page 1).',
    },
  },
  A1R: {
    act: 'Write why the HSM {target} gets new custodians.',
    expect: 'The HSM is active. The old set of keys stays valid until step A23.',
    fields: { reason: 'Reason', 'old-valid': 'Everyone knows: the old set stays valid.', state: 'The HSM is active.' },
  },
  A2: {
    act: 'Check who administers the HSM, and decide on purge protection. The days cannot be changed later.',
    fields: {
      group: 'Administrators are the group',
      'no-custodian': 'No custodian is in this group.',
      privileged: 'Membership is given for a time only, on request.',
      purge: { label: 'Purge protection', options: { on: 'on', off: 'off' } },
      days: 'Days kept after deletion',
    },
  },
  A3: {
    act: 'Check that a download of the security domain raises an alarm.',
    fields: {
      logging: 'Diagnostic logging is on.',
      alert: 'Alerts on SecurityDomainBackup and SecurityDomainBackupStatusGet exist.',
      received: 'Test alert received by',
    },
  },
  A4: {
    act: 'Read from the plan: {n} custodians, of whom {m} must come together.',
    fields: {
      read: 'N = {n} and M = {m} are as intended.',
      three: 'M is at least 3, or a waiver is attached.',
      apart: 'The custodians differ in task and place.',
    },
  },
  A5: {
    act: 'Open two bags and hand {custodian} two new sealed sticks.',
    fields: { serial1: 'Stick 1', serial2: 'Stick 2', bag1: 'Bag 1', bag2: 'Bag 2' },
  },
  A6: {
    act: '{custodian} sits alone at the screen; the others stay behind the line. Write the labels of both new sticks, and insert the first.',
    fields: {
      alone: 'Nobody else can see the keyboard.',
      labels: 'Labels carry the ceremony ID, “{code}”, and copy 1 or 2.',
    },
  },
  A7: {
    act: 'The application makes a key on this laptop. {custodian} types a passphrase, twice. Or {custodian} plugs in a token with a key, and types its PIN.',
    expect: 'The application stores the key, encrypted, on the first stick and reads it back.',
    fields: {
      size: { label: 'Size of the RSA key', options: { 3072: '3072', 4096: '4096' } },
      stored: 'Key and certificate are on the first stick.',
    },
  },
  A8: {
    act: 'Take the first stick out, insert it again, and open the key with the passphrase. Put both sticks side by side: they are two. Let the application write the second stick and read it back. Take the second stick out, insert it again, and open the key from it. A token has no copy, and this step is done.',
    fields: {
      copy1: 'Copy 1 opens what is locked to its certificate.',
      sticks: {
        label: 'The copies are on two sticks',
        options: { numbers: 'by their serial numbers', people: 'two people looked', token: 'one copy, on a token' },
      },
      copy2: 'Copy 2 does so too.',
    },
  },
  A9: {
    act: 'The application wipes the key and shows the certificate’s fingerprint. Read it aloud; a second person compares.',
    fields: { wiped: 'No key is left in memory.', certificate: 'Certificate of {code}' },
  },
  A10: {
    act: 'The certificate is public. It stays on this laptop until all of them leave in one bundle (step A13).',
    fields: { count: 'The list on the screen shows {k} of {of}.' },
  },
  A11: {
    act: '{custodian} seals each stick in its own bag. Both put their initials into the custody log. The bags go into the clear box.',
    fields: { bag1: 'Bag of copy 1', bag2: 'Bag of copy 2', log: 'The custody log has both initials.' },
  },
  A12: {
    act: '{custodian} chooses how to keep the passphrase.',
    fields: {
      rule: { label: 'Passphrase', options: { memory: 'in memory only', envelope: 'in a sealed envelope' } },
      where: 'Envelope is kept at (not with the stick)',
    },
  },
  A13: {
    act: 'Write the bundle of certificates to the OUT stick. Take the stick out.',
    fields: { bundle: 'Bundle of certificates' },
  },
  A14: {
    act: 'Load the OUT stick on the online machine.',
    fields: {
      signature: 'The signature is valid.',
      ceremony: 'The ceremony ID equals the paper in full.',
      count: 'There are {n} certificates.',
      each: 'The short form of each equals its sheet (step A9) in full.',
    },
  },
  A15: {
    act: 'OP reads the words of the bundle aloud, each with its number. RO2 types those that the machine of RO1 asks for. It compares them before it sends anything.',
    fields: { words: 'The words agree.' },
  },
  A15P: {
    act: 'Break of a quarter of an hour. Two people stay with each machine. Phones stay in the bag.',
    fields: { two: 'Two people stay.', back: 'Everyone back at' },
  },
  A16: {
    act: 'Compare the screen with the plan: HSM {target}, the custodians by name, quorum {m}. RO2 types the name of the HSM from paper.',
    fields: { names: 'Names and quorum are right.', typed: 'The typed name is accepted.' },
  },
  A17: {
    act: 'Download the security domain. The application saves the answer first, then waits until the service is done.',
    fields: {
      saved: 'The file is saved.',
      bytes: 'Bytes',
      succeeded: 'Succeeded at',
      'request-id': 'Request ID',
      domain: 'Security domain file',
    },
  },
  A18: {
    act: 'Look at the file with the inspector.',
    fields: {
      version: 'Version 2.',
      shares: '{n} shares.',
      required: '{m} are required.',
      known: 'Every fingerprint belongs to a custodian, and none is extra.',
    },
  },
  A19: {
    act: 'Look into the log of the HSM.',
    fields: {
      one: 'There is exactly one SecurityDomainBackup, by RO1, at that time.',
      alert: 'The alert has arrived.',
      explained: 'The entry is explained in the register of changes.',
    },
  },
  A20: {
    act: 'Write the security domain bundle to the IN stick. Read the words of its fingerprint to OP.',
    fields: { serial: 'IN stick', words: 'OP has written the words down.' },
  },
  A21: {
    act: 'Load the IN stick on the offline laptop.',
    fields: { hash: 'The fingerprint is equal in full.', inspector: 'The inspector shows the same as in step A18.' },
  },
  A22: {
    act: '{custodian} opens their own bag, inserts copy 1 and types the passphrase.',
    expect: 'The application opens their own share. It shows {k} of {of}.',
    fields: {
      bag: 'Bag opened',
      opened: 'The share opens with copy 1.',
      wiped: 'Key, passphrase and share are wiped.',
    },
  },
  A22B: {
    act: 'The same with copy 2.',
    fields: {
      opened: 'The share opens with copy 2; a token has none.',
      wiped: 'Key, passphrase and share are wiped.',
    },
  },
  A22C: {
    act: 'Take the stick out. {custodian} seals both copies in new bags. Both put their initials into the custody log.',
    fields: { bag1: 'New bag of copy 1', bag2: 'New bag of copy 2', log: 'The custody log has both initials.' },
  },
  A23: {
    act: 'Read the screen aloud. If one copy failed: exception, and give the ceremony up. Then plan a re-wrap with new keys, before any production key is made.',
    fields: { all: 'The screen says: All proven, {n} custodians.' },
  },
  A24: {
    act: 'Copy the security domain file to its media. It is encrypted, but it is not public. Write its fingerprint on the labels.',
    fields: { place1: 'Place 1', place2: 'Place 2', place3: 'Place 3', labels: 'Fingerprints are on the labels.' },
  },
  A25: {
    act: 'Enter site and safe of each key into the register of custody.',
    fields: {
      register: 'The register is complete.',
      sites: 'No site holds {m} keys.',
      review: 'Next review',
    },
  },
  A26: {
    act: 'Destroy or seal the IN and OUT sticks. Make the test key. Then make the first full backup to {container}: the test key must be in it. Export the inventory.',
    fields: {
      sticks: 'The sticks are on the destruction sheet or in bags.',
      'test-key': 'Public half of the test key',
      backup: 'Backup done at',
      inventory: 'The inventory is exported.',
      canary: 'The public half of the test key is on paper.',
    },
  },
  A26R: {
    act: 'Destroy the old set, now that the new one is proven and the operators have said that the fresh backup is made.',
    fields: {
      'old-sticks': 'The old sticks are on the destruction sheet.',
      'old-copies': 'The old copies of the security domain file are on the destruction sheet.',
    },
  },
};
