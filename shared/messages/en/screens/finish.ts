// English: the end of a session.
import { number } from '../formats.ts';

export const finish = {
  over: 'This session is over',
  title: 'Finish this session',
  overLead: 'All processes that held secrets have ended. Compare this list with the record, then take every stick out.',
  lead: 'Finishing ends every process that holds a secret. Files that were written stay where they are.',
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
