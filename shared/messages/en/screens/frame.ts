// English: the frame round every screen.
import { plural } from '../formats.ts';

export const frame = {
  modes: {
    production: 'PRODUCTION',
    practice: 'PRACTICE',
    preview: 'PRACTICE PREVIEW',
  },
  exception: 'Exception',
  desk: 'Papers and proofs',
  help: 'Help',
  close: 'Close',
  steps: 'Steps',
  done: '(done)',
  alarm: {
    title: 'Stop and read this',
    stopped: 'The program stopped by itself',
    read: 'We have read it',
  },
  facts: {
    turn: 'Turn',
    gap: 'Air gap',
    looking: 'looking …',
    closed: 'closed',
    open: (ways: number) => plural(ways, { one: 'OPEN: 1 way out', other: `OPEN: ${ways} ways out` }),
    clock: 'Wall clock',
    notEntered: 'not entered',
    agrees: 'agrees',
    ahead: (minutes: number) => `machine ${minutes} min ahead`,
    behind: (minutes: number) => `machine ${minutes} min behind`,
    exceptions: 'Exceptions',
  },
};
