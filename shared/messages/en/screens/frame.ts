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
  version: (version: string) => `Version ${version}`,
  idle: {
    somebody: 'Is somebody there?',
    ends: (seconds: number) =>
      plural(seconds, {
        one: `This turn ends in ${seconds} second. Press any key to go on.`,
        other: `This turn ends in ${seconds} seconds. Press any key to go on.`,
      }),
  },
  rail: {
    titles: {
      clock: 'Machine and clock',
      sticks: 'Sticks',
      plan: 'Plan and identity',
      pairing: 'The other machine',
      'security-domain': 'Security domain',
      'exchange-key': 'Exchange key',
      custodians: 'Custodians',
      build: 'Build',
      export: 'Send on OUT',
      outcome: 'What came of it',
      keys: 'Custodian keys',
      finish: 'Finish',
    },
    proveQuorum: 'Prove the quorum',
    custodianOf: (custodian: number, required: number) => `Custodian ${custodian} of ${required}`,
    builders: 'Administrator and witness',
    custodian: 'Custodian',
    operator: 'Operator',
  },
  alarm: {
    title: 'Stop and read this',
    stopped: 'The program stopped by itself',
    read: 'We have read it',
  },
  notDrawn: {
    title: 'This screen could not be drawn',
    safe: 'Nothing is lost: what was done is kept by the program and its journal, not by this screen.',
    todo: 'Show it again. If this comes back, end the program, start it again and go on from its first screen.',
    again: 'Show it again',
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
