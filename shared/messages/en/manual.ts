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
  'pre-flight',
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
    'A company keeps its keys in a Managed HSM: a safe for keys in the cloud that nobody can open from outside. If that HSM is lost, it is rebuilt from three things: the security domain, enough custodians, and the last backup.',
    'Two machines do this, and they are never connected. On the offline laptop the custodians open what only they can open. On the online machine the operators work with the cloud. Sticks carry signed files between the two.',
  ],
  inPractice:
    'This manual is for practice. The pictures show the real day. In practice, every screen has a yellow band at the top and the word PRACTICE beside the program’s name.',
  rulesTitle: 'Five rules for everybody',
  rules: [
    'The paper leads. Do the next step, tick it, initial it.',
    'If anything differs from the paper, stop and say “exception”.',
    'Nobody is in a hurry. The HSM is already lost: a mistake makes it worse, an hour does not.',
    'If a step takes two people, two people do it.',
    'Read aloud from paper, and type from paper. Never trust a value just because it is on a screen.',
  ],
  before: 'Before',
  onTheDay: 'On the day',
  whenWrong: 'When something goes wrong',
  happens: 'What happens',
  doThis: 'What to do',
  pictureOf: {
    'custodian-look-away': 'The screen asks everyone else to look away.',
    'custodian-passphrase': 'The passphrase is typed where no page reaches.',
    'custodian-accepted': 'The stick is out, the key is forgotten.',
    'exchange-key-words': 'The words of the exchange key are typed before the screen shows them.',
    'pre-flight': 'The pre-flight checks show what would fail, before anybody travels.',
    'restore-confirmation': 'The second operator types the name of the target from paper.',
  },
  chapters: [
    {
      title: 'For custodians',
      intro: 'You keep one key. On the day, you use it once, for two minutes, and take it home again.',
      before: [
        'Keep both sticks in their sealed bags, at two places, away from your passphrase.',
        'If a bag is damaged or a stick is missing, tell the ceremony administrator at once. Then there is still time.',
        'If somebody calls you in, call back on a number that you already have.',
        'Bring an identity document, both sealed bags, and your passphrase.',
      ],
      onTheDay: [
        { text: 'You show your identity document and hear what the ceremony is for.' },
        { text: 'You wait for your turn. The screen asks everyone else to look away.', picture: 'custodian-look-away' },
        {
          text: 'You open one of your bags and insert the stick. The screen finds your key, or asks which file it is.',
        },
        {
          text: 'You type your passphrase. The screen does not show it, and nobody asks you to say it.',
          picture: 'custodian-passphrase',
        },
        {
          text: 'You take your stick out when the screen says so. By then, the machine has forgotten your key.',
          picture: 'custodian-accepted',
        },
        { text: 'You seal the stick into a new bag. You sign the custody log.' },
      ],
      whenWrong: [
        [
          '“The passphrase does not open this key.”',
          'Nothing is lost. Try again slowly, and check the keyboard layout and Caps Lock. The ceremony can go on without you and come back to you.',
        ],
        [
          '“This key belongs to another security domain.”',
          'Nothing is lost. You may have brought an older stick. Say “exception”: your second stick or another custodian can help.',
        ],
        [
          'The stick is not found',
          'Take it out and insert it again, in another socket. If it still is not found, use your second stick.',
        ],
        [
          'The machine is switched off, or a network appears',
          'All shares given so far are dropped, as intended. Your key is untouched. You will be asked once more.',
        ],
      ],
    },
    {
      title: 'For recovery operators',
      intro: 'You work with the cloud and carry the sticks. You never see a custodian’s key.',
      before: [
        'Open the page “Pre-flight checks” days before, and again in the morning.',
        'Print the script, the call sheets and the cards. Two people approve the plan. Its fingerprint is on every page.',
      ],
      onTheDay: [
        {
          text: 'Open the page “Pre-flight checks”. Every line has passed, or somebody has decided about it.',
          picture: 'pre-flight',
        },
        {
          text: 'Create the new HSM. Meanwhile, pair the machines: one side reads words aloud, the other types them. Then start recovery mode. The HSM answers with its exchange key, and the first answer is kept on the disk.',
        },
        { text: 'The second operator fetches the exchange key on another machine, with another account. Both sign.' },
        {
          text: 'Carry the stick to the offline laptop. There, the words are read aloud and typed.',
          picture: 'exchange-key-words',
        },
        {
          text: 'Carry the restore blob back and upload it. The program uploads once. If no answer comes, it asks the service and does not send again.',
        },
        {
          text: 'Make a backup of the new HSM, wait for the hold, then restore. The second operator types name and folder from paper.',
          picture: 'restore-confirmation',
        },
        {
          text: 'Verify every key, every version and every role, and check a signature with a public key from before. Hand over the list of new addresses.',
        },
      ],
      whenWrong: [
        [
          '“Unknown”: no answer came',
          'Nothing is sent again by itself. The screen says how to find out what happened. Do that, and nothing else.',
        ],
        [
          'The service refuses the blob',
          'Stop. Do not make a second blob. Follow the incident sheet: keep blob and exchange key, compare the three fingerprints, and let the ceremony administrator and the security lead decide.',
        ],
        [
          'The program or the machine stops midway',
          'Start it again and open the same ceremony. The journal knows what has been done.',
        ],
        ['The sign-in has expired', 'Sign in again. Waiting continues where it was.'],
      ],
    },
    {
      title: 'For witnesses and auditors',
      intro: 'You watch the people, not the program. Later, your copy of the paper is what counts.',
      before: [
        'Read the whole script once. Ask about everything you do not understand before the day.',
        'On another machine and with your own tool, check that the program is the approved one. Its SHA-256 is on the sheet.',
      ],
      onTheDay: [
        { text: 'Write the time from the wall clock, not from a screen.' },
        { text: 'While words of a fingerprint are read aloud, compare them with your own copy.' },
        {
          text: 'See that every custodian is alone at the keyboard, and that each stick goes into a new bag whose number is written down.',
        },
        { text: 'See that every deviation becomes an exception, with its number in the margin.' },
        {
          text: 'At the end, verify the evidence on a third machine: type the plan’s fingerprint from paper, and keep the report with your copy.',
        },
      ],
      whenWrong: [
        [
          'Somebody wants to skip a step',
          'Say “exception”. A step may be left out only if the people who decide say so in writing.',
        ],
        [
          'The journal is damaged',
          'The program says which event is the last whole one, and keeps the damaged file. The paper covers the rest.',
        ],
        ['You are not sure what you saw', 'Write down that you are not sure. That is worth more than a tick.'],
      ],
    },
  ],
};
