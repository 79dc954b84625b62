// English: the end of a session.
import { number, plural } from '../formats.ts';

export const finish = {
  over: 'This session is over',
  title: 'Finish this session',
  overLead: 'All processes that held secrets have ended. Compare this list with the record, then take every stick out.',
  lead: 'Finishing ends every process that holds a secret. Files that were written stay where they are.',
  achieved: {
    taken: 'The new HSM has taken the restore blob.',
    takenNext: 'Next: the operators restore the backup. Nothing more is done at this machine.',
    blobOut: 'The restore blob is built, and is on the OUT stick.',
    blobOutNext: 'Next: bring the OUT stick to the online machine.',
    blob: 'The restore blob is built. It is on no stick yet.',
    blobNext: 'Next: write it to the OUT stick before this session is finished.',
    custodians:
      'Custodians: seal your stick in a new bag, and put it back where it is kept. At home you may say that you came and gave your share. Tell nobody the passphrase, who else came, or where sticks are kept.',
    quorum: 'The quorum is proven: these custodians can rebuild the security domain.',
    proven: (copies: number) => `All ${copies} copies of the new keys are proven.`,
    provenNext: 'Next: seal the sticks, and keep the register of custody.',
    keys: (count: number) =>
      plural(count, { one: '1 new key is on its stick.', other: `${count} new keys are on their sticks.` }),
    keysNext: 'Next: bring the certificates to the activation. The keys stay on their sticks.',
    copies: (have: number, required: number) => `${have} of ${required} copies are proven.`,
  },
  noFile: 'No file was written in this session.',
  back: 'Back to the first screen',
  wipe: 'Wipe memory and finish',
  noException: 'No exception was noted.',
  exceptions: 'Exceptions',
  number: 'No.',
  happened: 'What happened',
  decision: 'Decision',
  affectsTrust: 'Affects trust',
  trust: { no: 'no', yes: 'yes', unknown: 'not known' },
  log: {
    region: 'The log of this session',
    lead: 'It says which copies opened their share, and when. Take it to the register of custody on the OUT stick: without it the register learns of no proof.',
    write: 'Write the log to the OUT stick and read it back',
    written: 'The log is on the OUT stick. Enter it under “Register of custody”, with the register that is kept.',
  },
  files: {
    caption: 'Files written in this session',
    file: 'Stick and file',
    sha256: 'SHA-256',
    readBack: 'Read back',
    bytes: (bytes: number) => `${number(bytes)} bytes`,
    same: 'same',
    differs: 'differs',
  },
};
