// English texts of document (b): the offline side of a recovery.
import type { StepTexts } from '../../ceremony-texts.ts';

/** The record of the call-out; document (c) carries a copy. */
export const callOutLabels = {
  incident: 'Incident number',
  'decided-by': 'Decided by',
  'decided-at': 'at',
  second: 'Second approver',
  reason: {
    label: 'Reason',
    options: {
      region: 'region lost',
      purged: 'HSM purged',
      archive: 'archive needed',
      exercise: 'exercise',
    },
  },
  called: 'Custodians called',
  reached: 'reached',
};

export const recoveryOfflineTexts: StepTexts = {
  B0: {
    act: 'Record the call-out. {m} custodians must come.',
    fields: callOutLabels,
  },
  B1: {
    act: 'Fetch the medium with the security domain file.',
    fields: { bag: 'Bag', intact: 'The bag is intact.', serial: 'Medium' },
  },
  B2: {
    act: 'Insert the medium and give it the role IN. Load the file, and read what the screen shows of it. Take the medium out: only one stick is IN at a time.',
    expect: 'It comes from the HSM {source}.',
    fields: {
      hash: 'Its SHA-256 is: {domainHash}',
      source: 'Source HSM',
      counts: 'N = {n} and M = {m}.',
      custodians: 'The custodians who are here belong to it.',
    },
  },
  B3: {
    act: 'Count the custodians. If fewer than {m} are here: stop, and note an exception.',
    fields: { enough: 'At least {m} are here.', spare: 'Spare' },
  },
  B3P: {
    act: 'Break of a quarter of an hour. Two people stay with each machine. Phones stay in the bag.',
    fields: { two: 'Two people stay.', back: 'Everyone back at' },
  },
  B4: {
    act: 'Take the IN stick of RO1 from its bag, insert it, and give it that role. Nothing on it is run.',
    fields: {
      bag: 'Bag',
      intact: 'The bag is intact.',
      serial: 'IN stick',
      files: 'Only expected files, with expected sizes.',
    },
  },
  B5: {
    act: 'Open the bundle with the exchange key, then take the stick out. If the screen refuses it: stop, and take the incident sheet.',
    fields: {
      signature: 'The signatures are those of the plan.',
      ceremony: 'The ceremony ID is {ceremonyId}, and the number is the one that this machine gave out in step M9.',
      sequence: 'The sequence number is the next expected one.',
      target: 'The target is {target}, {targetUri}.',
    },
  },
  B6: {
    act: 'Read the certificate of the exchange key. The dates are a note only. If RO2 saw another certificate: stop, and take the incident sheet.',
    fields: {
      subject: 'Subject',
      issuer: 'Issuer',
      bits: 'Bits',
      dates: 'Valid from and to',
      proof: {
        label: 'Proof that the key was made inside the HSM:',
        options: { attested: 'valid', none: 'none: exception with two approvers' },
      },
      second: 'RO2 saw the same certificate on another machine.',
    },
  },
  B7: {
    act: 'Call RO2 at {phoneRO2}, never at a number from the bundle. RO2 reads the words from their own sheet, and W1 writes them down. OP types those that the screen asks for, before it shows its own. Then OP reads the hex digits back. After two wrong tries: exception.',
    fields: {
      number: 'This number was called.',
      words: 'The words agree.',
      hex: 'The hex digits agree.',
      certificate: 'Exchange certificate',
    },
  },
  B8: {
    act: 'The application checks again that no network can be reached. It asks for custodian {k} of {of}.',
    fields: { gap: 'No network.', custodian: 'Custodian' },
  },
  B9: {
    act: 'The custodian opens their own bag and shows the stick. W1 compares the numbers. The bag may be opened while the custodian before is at the laptop.',
    fields: {
      bag: 'Bag',
      intact: 'The bag is intact.',
      serial: 'Stick',
      register: 'Both numbers equal the register.',
    },
  },
  B10: {
    act: 'The others look away. The custodian inserts the stick, chooses the key file and types the passphrase.',
    expect: 'The screen says: share accepted, {k} of {of}.',
    fields: {
      away: 'Everyone else looks away.',
      accepted: 'The share is accepted.',
      short: 'The short fingerprint equals the register.',
    },
  },
  B11: {
    act: 'Wait for the message, then take the stick out.',
    fields: {
      wiped: 'The application reports: key and passphrase are wiped.',
      unwritten: 'Nothing was written to the stick.',
      ejected: 'The stick is out.',
    },
  },
  B12: {
    act: 'The custodian seals the stick in a new bag. Both put their initials into the custody log.',
    fields: { bag: 'New bag', log: 'The custody log has both initials.' },
  },
  B13: {
    act: 'Only if the share was refused: write the reason that the screen shows, and choose.',
    fields: {
      reason: 'Reason',
      next: {
        label: 'Next:',
        options: { second: 'second copy', other: 'another custodian', exception: 'exception' },
      },
    },
  },
  B14: {
    act: 'CA reads the name of the target and the words of the exchange certificate from the screen, once more. If they differ from step B7: stop, and take the incident sheet.',
    expect: 'The target is {target}.',
    fields: {
      quorum: 'The screen says {m} of {m}.',
      target: 'The name is right.',
      words: 'The words equal step B7.',
    },
  },
  B15: {
    act: 'Build the restore blob. If the fingerprint inside differs: stop, and take the incident sheet.',
    fields: {
      items: 'Every item of the security domain was genuine.',
      header: 'The fingerprint inside the blob equals the certificate of step B7.',
      time: 'Time',
    },
  },
  B16: {
    act: 'Write down what was built.',
    fields: {
      wiped: 'The application reports: shares, master key and contents are wiped.',
      bytes: 'Bytes',
      blob: 'Restore blob',
    },
  },
  B17: {
    act: 'Insert a new OUT stick and give it that role. Write the restore blob bundle to it, with the passphrase of the identity. The application reads it back. Take the stick out.',
    fields: { serial: 'OUT stick', verified: 'The copy on the stick is equal.', second: 'Second copy, if any' },
  },
  B18: {
    act: 'Read the list of written files. The application refuses a bundle with a private key in it.',
    fields: { files: 'Only the listed files are on it.' },
  },
  B19: {
    act: 'Seal the OUT stick in a bag. MC takes it to RO1 in the online room.',
    fields: { bag: 'Bag', to: 'Handed to', time: 'Time', initials: 'Initials of who takes it' },
  },
  B20: {
    act: 'OP calls RO2 at {phoneRO2} and reads the words of the bundle aloud, each with its number. RO2 types those that the machine of RO1 asks for. It compares them before it sends anything.',
    fields: { words: 'The words agree.', bundle: 'Restore blob bundle' },
  },
  B21: {
    act: 'The custodians stay within reach until the message about the upload comes on a second IN stick. A telephone call does not replace it. Insert the stick, give it that role, and take the message in.',
    expect: 'The screen says that the upload succeeded.',
    fields: {
      bag: 'Bag',
      taken: 'The message is signed by RO1 and taken in.',
      outcome: {
        label: 'The upload',
        options: { succeeded: 'succeeded', failed: 'was refused: incident sheet', unknown: 'unknown: wait for RO1' },
      },
    },
  },
  B22: {
    act: 'The custodians read the declaration on the page of signatures and sign it. Then release them. Put the IN sticks, copies of OUT and working files onto the destruction sheet.',
    fields: {
      signed: 'Every custodian who came has signed.',
      release: 'Released at',
      sheet: 'They are on the destruction sheet.',
    },
  },
};
