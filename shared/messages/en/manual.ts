// English words of the manual: what custodians, operators and witnesses need to know before the day, one chapter each.

export interface ManualStep {
  readonly text: string;
  /** Name of the picture that is beside it. */
  readonly picture?: ManualPicture;
}

/** Pictures of screens that the manual has places for. */
export const manualPictures = [
  'custodian-look-away',
  'custodian-passphrase',
  'custodian-accepted',
  'exchange-key-words',
  'pre-flight-board',
  'restore-confirmation',
] as const;
export type ManualPicture = (typeof manualPictures)[number];

export interface ManualChapter {
  readonly title: string;
  readonly intro: string;
  readonly before: readonly string[];
  readonly onTheDay: readonly ManualStep[];
  /** What may happen, and what to do then. */
  readonly whenWrong: readonly (readonly [happens: string, doThis: string])[];
}

export interface ManualTexts {
  readonly title: string;
  readonly intro: readonly string[];
  /** Is on a manual for practice, whose pictures are of the real day. */
  readonly inPractice: string;
  readonly rulesTitle: string;
  readonly rules: readonly string[];
  readonly before: string;
  readonly onTheDay: string;
  readonly whenWrong: string;
  readonly happens: string;
  readonly doThis: string;
  readonly pictureOf: Readonly<Record<ManualPicture, string>>;
  readonly chapters: readonly ManualChapter[];
}

export const englishManual: ManualTexts = {
  title: 'Manual',
  intro: [
    'A company keeps its keys in a Managed HSM: a safe for keys in the cloud that nobody can open from outside. If that HSM is lost, it is built again from three things: the security domain, enough custodians, and the last backup.',
    'Two machines do it, and never touch. On the offline laptop the custodians open what only they can open. On the online machine the operators speak with the cloud. Sticks carry signed files between the two.',
  ],
  inPractice:
    'This manual is for practice. The pictures show the real day: in practice every screen has a yellow band at its top and the word PRACTICE beside the name of the program.',
  rulesTitle: 'Five rules for everybody',
  rules: [
    'The paper leads. Do the step that is next, tick it, initial it.',
    'When something is not as the paper says: stop, and say “exception”.',
    'Nobody is in a hurry. The HSM is already lost; an error makes it worse, an hour does not.',
    'What two people must do, two people do.',
    'Read aloud from paper, type from paper. Never trust a value because it is on a screen.',
  ],
  before: 'Before',
  onTheDay: 'On the day',
  whenWrong: 'When something goes wrong',
  happens: 'What happens',
  doThis: 'What to do',
  pictureOf: {
    'custodian-look-away': 'The screen asks everybody else to look away.',
    'custodian-passphrase': 'The passphrase is typed in a window of its own.',
    'custodian-accepted': 'The share is accepted, the key is forgotten.',
    'exchange-key-words': 'The words of the exchange key are typed before the screen shows them.',
    'pre-flight-board': 'The page “What would fail” shows it before anybody travels.',
    'restore-confirmation': 'The second operator types the name of the target from paper.',
  },
  chapters: [
    {
      title: 'For custodians',
      intro: 'You keep one key. On the day you use it once, for two minutes, and take it home again.',
      before: [
        'Keep both sticks in their sealed bags, at two places, away from your passphrase.',
        'If a bag is damaged or a stick is missing, tell the ceremony administrator at once. There is still time then.',
        'When you are called, call back on a number that you already have.',
        'Bring an identity document, both sealed bags, and your passphrase.',
      ],
      onTheDay: [
        { text: 'You show your identity document and hear what the ceremony is for.' },
        { text: 'You wait for your turn. The screen asks all others to look away.', picture: 'custodian-look-away' },
        { text: 'You open one of your bags, insert the stick, and choose your key file on the screen.' },
        {
          text: 'You type your passphrase. What you type is not shown, and nobody asks you for it aloud.',
          picture: 'custodian-passphrase',
        },
        {
          text: 'The screen says that your share is accepted. Your key is already forgotten by the machine.',
          picture: 'custodian-accepted',
        },
        { text: 'You take your stick out and seal it into a new bag. You sign the custody log.' },
      ],
      whenWrong: [
        [
          '“The passphrase does not open this key.”',
          'Nothing is lost. Try again, slowly; look at the keyboard layout and the caps lock. The ceremony can go on without you and come back to you.',
        ],
        [
          '“This key belongs to another security domain.”',
          'You may have brought an older stick. Nothing is lost. Say “exception”; the second stick or another custodian can help.',
        ],
        [
          'The stick is not found',
          'Take it out and insert it again, in another socket. If it stays dark, use your second stick.',
        ],
        [
          'The machine is switched off or the network appears',
          'All shares given so far are dropped; this is meant to be. Your key is untouched. You will be asked once more.',
        ],
      ],
    },
    {
      title: 'For recovery operators',
      intro: 'You speak with the cloud and carry the sticks. You never see a custodian’s key.',
      before: [
        'Open the page “What would fail” days before, and again in the morning.',
        'Pair the machines by reading the words aloud, each side typing what it hears.',
        'Print the script, the call sheets and the cards. Two people approve the plan; its fingerprint is on every page.',
      ],
      onTheDay: [
        {
          text: 'Look at the page “What would fail”. Every line is passed, or somebody has decided about it.',
          picture: 'pre-flight-board',
        },
        {
          text: 'Create the new HSM and put it into recovery. It answers with its exchange key; the first answer is kept on the disk.',
        },
        { text: 'The second operator fetches the exchange key on another machine, with another account. Both sign.' },
        {
          text: 'Carry the stick to the offline laptop. There the words are read aloud and typed.',
          picture: 'exchange-key-words',
        },
        {
          text: 'Carry the restore blob back and upload it. The program uploads once; when no answer comes, it asks, and does not send again.',
        },
        {
          text: 'Make a backup of the new HSM, wait for the hold, then restore. The second operator types name and folder from paper.',
          picture: 'restore-confirmation',
        },
        {
          text: 'Verify: every key, every version, every role, and a signature judged with a public key from before. Hand over the list of new addresses.',
        },
      ],
      whenWrong: [
        [
          '“Unknown”: no answer came',
          'Nothing is sent again by itself. The screen says how to find out. Do that, and nothing else.',
        ],
        [
          'The service refuses the blob',
          'Stop. Do not make a second blob. The incident sheet leads: keep blob and exchange key, compare the three fingerprints, let the ceremony administrator and the security lead decide.',
        ],
        [
          'The program or the machine ends in the middle',
          'Start it again and open the same ceremony. The journal knows what was done.',
        ],
        ['The sign-in is no longer valid', 'Sign in again. Waiting goes on where it was.'],
      ],
    },
    {
      title: 'For witnesses and auditors',
      intro: 'You watch the people, not the program. Your copy of the paper is what counts later.',
      before: [
        'Read the script once as a whole. Ask what you do not understand before the day.',
        'Check with your own tool on another machine that the program is the one that was approved (its SHA-256 is on the sheet).',
      ],
      onTheDay: [
        { text: 'Write the time from the wall clock, not from a screen.' },
        { text: 'Compare the words of each fingerprint on your own copy while they are read.' },
        {
          text: 'Watch that every custodian is alone at the keyboard, and that each stick goes into a new bag whose number is written down.',
        },
        { text: 'Let every deviation become an exception with a number in the margin.' },
        {
          text: 'At the end type the plan’s fingerprint into “Verify evidence” on a third machine, and keep the report with your paper.',
        },
      ],
      whenWrong: [
        [
          'Somebody wants to skip a step',
          'Say “exception”. The step may be left out when the people who decide say so, in writing.',
        ],
        [
          'The journal is damaged',
          'The program says up to which event it is whole, and keeps the damaged file. The paper carries the rest.',
        ],
        ['You are not sure what you saw', 'Write down that you are not sure. That is worth more than a tick.'],
      ],
    },
  ],
};
