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
