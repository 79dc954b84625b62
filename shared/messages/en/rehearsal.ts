// English texts of the rehearsal: guide, faults, report; paper and command line say the same.
import type { RehearsalFault } from '../../rehearsal/faults.ts';
import type { GuideStage, StagePlace } from '../../rehearsal/guide.ts';
import type { Outcome } from '../../rehearsal/report.ts';

interface FaultText {
  readonly name: string;
  /** What the trainer does, after the program has done its part. */
  readonly action: string;
  /** Who should have noticed it, and how. */
  readonly lesson: string;
}

export interface RehearsalTexts {
  readonly faults: Readonly<Record<RehearsalFault, FaultText>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly windows: Readonly<Record<StagePlace['window'], string>>;
  readonly sides: Readonly<Record<'offline' | 'online', string>>;
  readonly stages: Readonly<Record<GuideStage, { readonly title: string; readonly what: string }>>;
  readonly over: string;
  readonly next: string;
  readonly wallClock: (time: string) => string;
  readonly putRight: (name: string) => string;
  /** `who` is an owner, and how many resources are theirs. */
  readonly ownerMoved: (who: string) => string;
  readonly ownerWaits: (who: string) => string;
  readonly reportedAt: (time: string) => string;
  readonly notFinished: (at: number, of: number, title: string) => string;
  readonly guide: {
    readonly kind: string;
    readonly stages: string;
    readonly title: string;
    readonly intro: string;
    readonly columns: readonly [string, string, string, string];
    readonly table: string;
    readonly tableItems: readonly string[];
    readonly cards: string;
    readonly cardRole: string;
    readonly cardPerson: string;
    readonly cardFolders: string;
    readonly cardPassphrase: string;
    readonly cardNames: Readonly<Record<'offline' | 'operator-1' | 'operator-2' | 'witness', string>>;
    readonly custodian: string;
  };
  readonly report: {
    readonly title: string;
    readonly intro: string;
    readonly faults: string;
    readonly trainer: string;
    readonly columns: readonly [string, string, string, string, string];
    readonly injected: string;
    readonly exception: (number: number) => string;
    /** On the sheet of an exception. */
    readonly initials: (initials: string) => string;
    /** By whom a fault was noticed, where the journal names nobody. */
    readonly machineAlone: string;
    readonly lessons: string;
    readonly unplanned: string;
    readonly unplannedText: string;
    readonly noneUnplanned: string;
    readonly unplannedColumns: readonly [string, string, string, string];
    readonly findings: string;
    readonly findingColumns: readonly [string, string, string];
    readonly signatures: string;
    readonly signatureColumns: readonly [string, string, string];
  };
}

export const englishRehearsal: RehearsalTexts = {
  faults: {
    'swapped-exchange-key': {
      name: 'Swapped exchange certificate',
      action:
        'The bundle on the IN stick now carries the key of a stranger’s HSM, under the signatures of the right one.',
      lesson:
        'The offline program refuses the signature before it looks at the key. Where there is no signature, the words that the second operator reads from their own sheet would show it.',
    },
    'other-ceremony': {
      name: 'Bundle from another ceremony',
      action: 'The bundle on the IN stick is now one of another ceremony.',
      lesson: 'The offline program refuses the bundle. People keep the stick as evidence and ask for the right one.',
    },
    'wrong-passphrase': {
      name: 'Wrong passphrase',
      action: 'The envelope of the custodian now holds the passphrase of somebody else.',
      lesson:
        'The key worker says that the passphrase is wrong. People try again, then note an exception and take another custodian.',
    },
    'damaged-stick': {
      name: 'Damaged stick',
      action: 'The first stick of the custodian now holds half of the key file.',
      lesson: 'The key worker says that the file is damaged. The second stick is taken, and the exception is noted.',
    },
    'clock-off': {
      name: 'Clock off by a day',
      action:
        'The wall clock, as the guide shows it, is now a day ahead. Set the clock of the room too, if there is one.',
      lesson: 'The program shows how far the clocks are apart. People find out which one is wrong before they go on.',
    },
    'air-gap-lost': {
      name: 'Air gap lost',
      action:
        'By hand, now: plug a network cable into the laptop, or switch its radio on. It must have been off every network since before the rehearsal began.',
      lesson:
        'The program drops every share within a second. People cut the machine off again, note the exception, and begin again with the first custodian.',
    },
    'lost-power': {
      name: 'Lost power',
      action: 'By hand, while shares are held: end Lifeboat Offline by force, or switch the laptop off at its button.',
      lesson:
        'The shares are gone by design; the journal is not. People resume, note the exception, and begin again with the first custodian.',
    },
  },
  outcomes: {
    answered: 'noticed and dealt with',
    noticed: 'noticed, no exception noted',
    missed: 'MISSED',
    'not-injected': 'not injected',
  },
  windows: { offline: 'Lifeboat Offline', online: 'Lifeboat Online', both: 'both windows' },
  sides: { offline: 'offline', online: 'online' },
  stages: {
    open: {
      title: 'Open the ceremony',
      what: 'Take the laptop off every network before you begin: disconnect, or this test cannot run. Open the rehearsal’s folder in both windows, and again after each restart. Open the plan and each machine’s identity. Compare the plan with the paper. Enter the time of the wall clock. Online, enter the practice cloud: the new HSM is there already.',
    },
    pair: {
      title: 'Pair the machines',
      what: 'On each side, “Show our words” shows what the other one types. Each side reads its number aloud, too.',
    },
    'exchange-key': {
      title: 'Get the exchange key',
      what: 'The first operator puts the new HSM into recovery and fetches its exchange key. The second operator types the name from paper.',
    },
    observe: {
      title: 'Refresh, and send',
      what: 'The second operator fetches the key, too, and writes what was seen. The first takes this file in, and signs a bundle. The second signs it as well, and writes it to the IN stick (usb-in). From there, the first takes it in once more.',
    },
    'carry-in': {
      title: 'Carry the IN stick',
      what: 'Take the stick from the online to the offline side, note serial and bag, and load the bundle.',
    },
    'read-back': {
      title: 'Read the words back',
      what: 'The second operator reads the words of the exchange certificate from their own sheet. The offline operator types what is asked for.',
    },
    custodians: {
      title: 'Custodians, one at a time',
      what: 'Each takes the stick and the envelope with the passphrase, alone at the screen. Others look away.',
    },
    build: {
      title: 'Build the restore blob',
      what: 'Two people read the name of the target and the words once more and approve. The operator builds.',
    },
    'carry-out': {
      title: 'Carry the OUT stick',
      what: 'Write the bundle to the OUT stick and take it to the online side. Read the words of its hash back.',
    },
    upload: {
      title: 'Upload',
      what: 'The second operator types the name of the HSM from paper. The first uploads, once. The practice HSM opens the blob with its private half.',
    },
    tell: {
      title: 'Tell the offline side',
      what: 'The outcome travels back on the IN stick. Until then the custodians stay within reach.',
    },
    'restore-point': { title: 'Make the restore point', what: 'Back up the new HSM, and wait for the hold.' },
    restore: {
      title: 'Restore',
      what: 'Both operators read target and folder from paper. The ceremony administrator says go.',
    },
    verify: {
      title: 'Prove it',
      what: 'Compare inventory, keys and roles with the lost HSM, and use the test key. Equal keys prove what step D13 asks for: the blob held the right security domain. Then open the page of the hand-over, choose the map of consumers (folder online, consumers.json), and list who must change what.',
    },
    consumers: {
      title: 'Work off the list',
      what: 'Call the owners in the order of the list. The trainer plays them: below, each one who was called points what is theirs to the new HSM. Ask Azure who is back until all are. Then close the journal of the online side.',
    },
    close: {
      title: 'Close',
      what: 'Finish on the offline side. Read the declaration, sign, and look at the report together.',
    },
  },
  over: 'The rehearsal is over. Look at the report together.',
  next: 'Next',
  wallClock: (time) => `Wall clock: ${time} UTC`,
  putRight: (name) => `${name}: put right.`,
  ownerMoved: (who) => `${who}, moved`,
  ownerWaits: (who) => `${who}, not moved yet`,
  reportedAt: (time) => `As of ${time}`,
  notFinished: (at, of, title) => `Not finished: stage ${at} of ${of}, ${title}.`,
  guide: {
    kind: 'Rehearsal',
    stages: 'Stages',
    title: 'Guide to the rehearsal',
    intro:
      'Both sides of a recovery on one laptop: two windows play two machines, and folders play sticks. Play as if it were real: carry each folder by hand, read from paper, write down what happens.',
    columns: ['Window', 'Who', 'What', 'Done'],
    table: 'On the table',
    tableItems: [
      'Folder usb-in: the IN stick, from the online to the offline side.',
      'Folder usb-out: the OUT stick, back again.',
      'Folders sticks/custodian-1 and so on: the first stick of each custodian, with the envelope. Folders that end in -second: the second stick.',
      'Folder offline: what only the offline machine has. Folder online: what only the operators have.',
      'The trainer may do something wrong on purpose, at any time. Anyone who notices says “exception” and notes it.',
    ],
    cards: 'Cards for the roles',
    cardRole: 'Role',
    cardPerson: 'Played by',
    cardFolders: 'Holds the folder',
    cardPassphrase: 'Passphrase, in that folder',
    cardNames: {
      offline: 'Offline operator',
      'operator-1': 'First operator',
      'operator-2': 'Second operator',
      witness: 'Witness',
    },
    custodian: 'Custodian',
  },
  report: {
    title: 'Report of the rehearsal',
    intro: 'What the trainer injected, and what the journals of both sides show of it.',
    faults: 'What was injected',
    trainer: 'Trainer',
    columns: ['Fault', 'Injected', 'Noticed', 'Dealt with', 'Result'],
    injected: 'not injected',
    exception: (number) => `EX-${number}`,
    initials: (initials) => `initials: ${initials}`,
    machineAlone: 'the machine alone',
    lessons: 'How it should have been noticed',
    unplanned: 'Refusals that nobody had planned',
    unplannedText: 'Somebody’s mistake, or real trouble: talk about each.',
    noneUnplanned: 'There were none.',
    unplannedColumns: ['Time (UTC)', 'Side', 'Step', 'Refusal'],
    findings: 'Findings',
    findingColumns: ['What we change', 'Owner', 'Due'],
    signatures: 'Seen by',
    signatureColumns: ['Name', 'Signature', 'Date'],
  },
};
