// English: an emergency recovery, without a plan.
import { number, plural } from '../formats.ts';

export const emergency = {
  notice: {
    heading: 'Only if there is no plan and no time to make one',
    recommended: 'Recommended is “Recover an HSM”.',
    missing: 'Not checked here, and recorded as missing:',
    bring: 'Bring: the address of the new HSM on paper, the security domain, the exchange key, a quorum of custodians.',
  },
  missing: {
    plan: 'a plan',
    approvals: 'the approval of two people before the start',
    register: 'the comparison with the register of custody',
    pairing: 'the pairing of the two machines',
    'signed-bundles': 'signed bundles between the machines',
    'second-observer': 'a second person who fetched the exchange key',
    'read-back': 'the read-back by telephone',
    'wall-clock': 'the wall clock',
    baseline: 'an inventory to compare with',
  },
  missingAnd: 'This recovery goes without:',
  gap: {
    title: 'Cut this machine off',
    lead: 'No custodian comes to this screen before the machine is alone.',
    open: 'These ways out were found:',
    todo: 'Take out every cable, switch off Wi-Fi and Bluetooth. This screen looks again every second.',
    closed: 'No way out was found.',
    practice: 'This is practice: it may go on beside an open way out.',
    goOn: 'Go on',
  },
  key: {
    title: 'The exchange key and its HSM',
    lead: 'The maker of the <term>exchange key</term> can open everything that is locked to it. The key must prove that it belongs to the HSM at the address that you type.',
    address: 'Address of the new HSM, from paper',
    addressDetail:
      'For example NAME.managedhsm.azure.net. Do not copy it from the stick. Revocation lists of the processor’s authorities on the same stick are used.',
    region: 'Choose the exchange key',
    which: 'Which file is the exchange key?',
    check: 'Check the key',
    another: 'Check again or check another file',
    slip: {
      title: 'The typed address and the key file differ a little',
      typed: 'You typed',
      inFile: 'The file says',
      again:
        'Look at the paper, letter by letter. If you mistyped, check again below and correct the address. Nothing is lost.',
      other:
        'If the paper says what you typed, this is the key of another HSM: stop, give no share, and follow the incident sheet.',
      code: 'For the record',
    },
    accepted: 'Accepted exchange key',
    text: 'The attestation is genuine, and the key belongs to <host></host>.',
    notAttested: 'Accepted for <host></host> without proof.',
    sha256: 'SHA-256 of the exchange certificate',
    goOn: 'Go on to the custodians',
  },
  unattested: {
    lead: 'Get the fingerprint of the certificate by another way than this stick, for example by telephone from the person who downloaded it.',
    fingerprint: 'SHA-256 of the certificate: 64 digits, typed from paper',
  },
  people: {
    first: 'Name of the first person',
    second: 'Name of the second person',
    note: 'Two different people type their names; then press and hold, with the mouse or the space bar.',
  },
  build: {
    next: 'The next custodian',
    lookAway: 'Everybody but this custodian looks away from screen and keyboard.',
    custodian: (at: number, of: number) => `custodian ${at} of ${of}`,
    write: 'Write it to a stick',
    writeLead:
      'The blob is written as a plain file, which Lifeboat Online and “az keyvault security-domain upload --restore-blob” take. Nothing that is there is overwritten.',
    noStick: 'Insert the stick for the blob and give it the role OUT.',
    doWrite: 'Write and read back',
    again: 'Write a copy to another stick',
    written: (copies: number) =>
      plural(copies, {
        one: 'The blob is on the stick, and was read back byte by byte.',
        other: `The blob was written to sticks ${number(copies)} times, and read back byte by byte.`,
      }),
    goOn: 'Go on',
  },
  finish: {
    lead: 'Compare the list with what you hold. Then two people close the journal.',
    next: 'Next: take the OUT stick to the online machine. In Lifeboat Online choose “Emergency recovery”, or upload the file with az.',
    close: 'Close the journal',
    records: 'Write the evidence to the OUT stick',
    recordsWritten: 'The evidence is on the OUT stick, and was read back byte by byte.',
    recordsLead:
      'A folder with the journal, the verdict on the exchange key, every file offered as one, and a list of their hashes. Print the record under “Papers and proofs”: it needs the journal alone.',
    newPlan:
      'As soon as the HSM runs again, make a plan and new keys for the custodians: nobody else has watched this recovery.',
  },
};
