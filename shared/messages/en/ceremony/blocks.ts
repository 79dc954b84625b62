// English texts of the blocks that the ceremonies share.
import type { StepTexts } from '../../ceremony-texts.ts';

export const blockTexts: StepTexts = {
  O1: {
    act: 'Close the room. Start the cameras, or note that there is no video.',
    expect: 'Only people on the list are in the room.',
    fields: {
      video: { label: 'Video:', options: { cameras: 'cameras run', none: 'no video' } },
      locked: 'The door is locked.',
      phones: 'All phones and watches are in the bag.',
      visitors: 'Visitors are written on the list.',
      start: 'Start, by the wall clock',
      offset: 'Offset from UTC',
    },
  },
  O2: {
    act: 'Each participant shows an identity document. The witness fills in the list of participants. Nobody signs yet.',
    fields: {
      identified: 'Everyone has been identified.',
      roles: 'Nobody holds two roles that exclude each other.',
    },
  },
  O3: {
    act: 'Read aloud: the purpose, the word {mode}, the ceremony ID {ceremonyId}, how exceptions are handled, and the way out in an emergency.',
    fields: { understood: 'Everyone says: understood.' },
  },
  O4: {
    act: 'Write the sample characters once, so that your handwriting can be read later: 0 O 1 I l 5 S 8 B u v',
    fields: {
      copies: 'There are two printed copies of this document with the same number of pages.',
      sample: 'Sample',
    },
  },
  O5: {
    act: 'On a second machine, compute the SHA-256 of the plan and of the PDF of this document, by the commands on the cover.',
    expect: 'The value of the plan equals the one on the cover, all 64 digits.',
    fields: { plan: 'The plan is equal in full.', pdf: 'The value of the PDF is written on the cover.' },
  },
  O6: {
    act: 'Show the approvals of the plan by two different people.',
    fields: {
      first: 'Approved by',
      second: 'and by',
      before: 'Both approvals were given before this ceremony opened.',
    },
  },
  O7: {
    act: 'Lay out the materials and tick them off on the list of materials.',
    expect: 'What is not in use is in the clear box.',
    fields: { complete: 'The list is complete.', nothing: 'Nothing else is on the table.' },
  },
  O8: {
    act: 'Look at both sides of every bag and compare it with its photograph. If in doubt, note an exception before you open the bag.',
    fields: { intact: 'All bags are intact.', serials: 'All numbers equal those in the custody log.' },
  },
  M1: {
    act: 'Inspect the {machine}: its case, its seals, its sockets.',
    fields: {
      serial: 'Serial',
      radios: 'The radios are removed or switched off by a switch.',
      cables: 'No cable but the power cable.',
    },
  },
  M2: {
    act: 'Set the clock of the machine to UTC, from the wall clock.',
    fields: { wall: 'Wall clock', machine: 'Machine' },
  },
  M3: {
    act: 'Compute the SHA-256 of the boot medium on a different machine and read the words aloud. Then start the laptop from it, and take it out.',
    expect: 'All 64 digits are: {bootHash}',
    fields: {
      label: 'The label on the medium shows this value.',
      other: 'The different machine shows this value.',
      removed: 'The boot medium is in the clear box.',
    },
  },
  M3N: {
    act: 'Show that this is a managed workstation in good order.',
    fields: { managed: 'It is managed by the company.', patched: 'All updates are installed.' },
  },
  M4: {
    act: 'Compute the SHA-256 of the application file on a second machine and on this one.',
    expect: 'Both equal the release card, all 64 digits.',
    fields: { hash: 'All three are equal in full.', signature: 'The signature of the release is valid.' },
  },
  M5: {
    act: 'Start the application. Choose what this ceremony is for and the mode {mode}, and type the ceremony ID {ceremonyId}. Print the machine sheet, and read what it saw.',
    expect: 'The machine cannot reach any network and keeps nothing on a disk.',
    fields: {
      sheet: 'The machine sheet is printed and kept with this copy.',
      interfaces: 'All network interfaces are down or absent.',
      route: 'There is no default route.',
      swap: 'No swap, no hibernation, no crash dump.',
      blocks: 'The disks are those expected.',
      usb: 'The USB devices are those expected.',
      virtual: 'It is not a virtual machine.',
    },
  },
  M6: {
    act: 'Type the time of the wall clock. The application shows the difference to its own.',
    fields: { difference: 'Difference in seconds' },
  },
  M7: {
    act: 'Insert the stick OWN and give it that role. Choose the plan and the identity of this machine, and type its passphrase. The journal begins.',
    fields: { journal: 'The journal has begun.', banner: 'The banner on the screen says {mode}.' },
  },
  M8: {
    act: 'W1 reads the words of the plan from the cover. The operator types those that the screen asks for, before it shows its own.',
    fields: { plan: 'The plan on this machine is the one on the cover.' },
  },
  M5N: {
    act: 'Start the application. Choose the plan, and the identity of this machine on the stick OWN. Type the words of the plan from the cover, and open the ceremony. The journal begins.',
    fields: {
      plan: 'The plan on this machine is the one on the cover.',
      journal: 'The journal has begun.',
      banner: 'The banner on the screen says {mode}.',
    },
  },
  M7N: {
    act: 'Sign in. Write what the screen shows.',
    expect: 'Tenant {tenant}, subscription {subscription}.',
    fields: { tenant: 'Tenant', subscription: 'Subscription', account: 'Signed in as' },
  },
  M9: {
    act: 'Pair this laptop with the machine of RO1, on the telephone. Call RO1 at {phoneRO1}. Read the number and the words on this screen aloud. Type the number and the words that you hear.',
    fields: {
      number: 'This number was called.',
      words: 'The pairing words agree.',
      challenge: 'The number of the other machine is typed.',
    },
  },
  M9N: {
    act: 'Pair this machine with the offline laptop, on the telephone (step M9). OP calls; if no call comes, call OP at {phoneOP}. Read the number and the words on this screen aloud. Type the number and the words that you hear.',
    fields: {
      number: 'The call came from this number, or went to it.',
      words: 'The pairing words agree.',
      challenge: 'The number of the other machine is typed.',
    },
  },
  Z1: {
    act: 'Two people close the journal of every machine that has one. The application wipes its memory and lists every file that it wrote.',
    fields: { closed: 'The journal is closed.', wiped: 'The application reports that its memory is wiped.' },
  },
  Z1D: {
    act: 'Choose “Finish” in the application. It wipes its memory and lists every file it wrote.',
    fields: { wiped: 'The application reports that its memory is wiped.' },
  },
  Z1R: {
    act: 'Insert a new stick, RECORDS. On the page “Finish”, write journal and plan of every machine to it; offline it has the role OUT. It goes into the evidence package. Without it, nothing proves what was done here.',
    fields: { serial: 'RECORDS stick', written: 'Journal and plan are on the stick.' },
  },
  Z1P: {
    act: 'Print the record and the fingerprint cards, from the journal on the stick RECORDS.',
    fields: {
      record: 'The record is printed.',
      head: 'The last entry on the screen equals the record, all 64 digits.',
      cards: 'One card for each witness is printed.',
    },
  },
  Z2: {
    act: 'Compare the record with this script: every step, time and fingerprint.',
    fields: {
      verdict: { label: 'Record and script', options: { agree: 'agree', exception: 'differ: exception' } },
      exception: 'EX-',
    },
  },
  Z3: {
    act: 'Bring every stick and disc to its place: sealed in a bag, or destroyed. Fill in the media ledger.',
    fields: { ledger: 'The ledger is complete.' },
  },
  Z4: {
    act: 'Carry out the destruction sheet. Look for what is left: drafts, printer queue, paper trays.',
    fields: { sheet: 'The destruction sheet is done.', residue: 'Nothing is left.' },
  },
  Z5: {
    act: 'Switch the laptop off. Unplug it. Wait one minute. Seal it in a bag.',
    fields: { bag: 'Bag', sealed: 'The laptop is sealed.' },
  },
  Z5N: {
    act: 'Sign out of the application and of the account on both machines.',
    fields: { 'signed-out': 'Both machines are signed out and locked.' },
  },
  Z6: {
    act: 'Mark every exception sheet that was not needed.',
    fields: { used: 'Sheets used', unused: 'All others are marked “not needed”.' },
  },
  Z7: {
    act: 'Everyone who is still here reads the declaration on the page of signatures and signs it, with date, time and time zone. Strike out the lines that are left.',
    fields: { signed: 'Everyone who came (step O2) has signed.' },
  },
  Z8: {
    act: 'Give each witness a fingerprint card with the initials of two people.',
    fields: { cards: 'Every witness has one.' },
  },
  Z9: {
    act: 'Show each page to the camera, or photograph it. Scan the document. Put the paper into a bag.',
    fields: { scan: 'SHA-256 of the scan', bag: 'Bag' },
  },
  Z10: {
    act: 'Close the ceremony.',
    fields: {
      end: 'End, by the wall clock',
      assembler: 'Evidence package made by',
      days: 'within (days)',
      drill: 'Next drill due',
    },
  },
  I1: {
    act: 'STOP. Do not build, do not upload, do not start the recovery mode again.',
    fields: { time: 'Time', step: 'Step' },
  },
  I2: {
    act: 'Seal the IN stick and the OUT stick. Keep all answers, logs and screens as they are.',
    fields: { 'bag-in': 'Bag of IN', 'bag-out': 'Bag of OUT', kept: 'Nothing was deleted.' },
  },
  I3: {
    act: 'Write down three values in full: the certificate on the sheet of RO1, the certificate on the sheet of RO2, and the fingerprint inside the restore blob.',
    fields: {
      sheet1: 'RO1',
      sheet2: 'RO2',
      blob: 'Blob',
      equal: { label: 'They', options: { equal: 'are all equal', differ: 'differ' } },
      which: 'Which one',
    },
  },
  I4: {
    act: 'Decide: was a restore blob for a foreign certificate ever outside the room? If not, void what was made with it and begin again where the exchange key is fetched, with a new sequence of bundles.',
    fields: { outside: { label: 'Outside the room:', options: { no: 'no', yes: 'yes, or unknown: go on with I5' } } },
  },
  I5: {
    act: 'Treat the security domain as disclosed. Microsoft’s advice: a new HSM with a new security domain; decrypt all data and encrypt it again. New custodian keys do not help, because the domain stays the same.',
    fields: { decision: 'Decision', by: 'Decided by' },
  },
  I6: {
    act: 'Note an exception. Tell those who answer for the HSM and for security.',
    fields: { exception: 'EX-', told: 'Who was told', at: 'Time' },
  },
};
