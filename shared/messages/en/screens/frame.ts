// English: what every screen has: its frame, first help, the language, and a refusal as people read it.
import type { ClockMilestone } from '../../../ceremony/milestones.ts';
import { stepNames } from '../step-names.ts';
import { number, plural } from '../formats.ts';

export const frame = {
  modes: {
    production: 'PRODUCTION',
    practice: 'PRACTICE',
    preview: 'PRACTICE PREVIEW',
  },
  exception: 'Exception',
  incident: 'Incident',
  tools: 'Papers and proofs',
  help: 'Help',
  close: 'Close',
  steps: 'Steps',
  stepOf: (step: number, of: number, title: string) => `Step ${step} of ${of}: ${title}`,
  skip: 'Skip to this step',
  done: '(done)',
  notYet: (first: string) => `Finish “${first}” first.`,
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
      gap: 'Air gap',
      sticks: 'Sticks',
      plan: 'Plan and identity',
      pairing: 'The other machine',
      'security-domain': 'Security domain',
      'exchange-key': 'Exchange key',
      custodians: 'Custodians',
      build: 'Build',
      export: 'Write to OUT stick',
      outcome: 'The outcome',
      keys: 'Custodian keys',
      'new-keys': 'New keys',
      certificates: 'Write to OUT stick',
      domain: 'Security domain',
      proofs: 'Both copies proven',
      register: 'Register of custody',
      finish: 'Finish',
    },
    marks: {
      running: 'at work',
      refused: 'refused',
      failed: 'a check failed',
      locked: 'the words did not agree',
      unknown: 'outcome unknown',
      interrupted: 'outcome not asked',
      stops: 'something would fail',
      notCompared: 'not compared',
      partlyCompared: 'partly compared',
      differs: (count: number) => plural(count, { one: '1 difference', other: `${number(count)} differences` }),
    },
    proveQuorum: 'Prove the quorum',
    custodianOf: (custodian: number, required: number) => `Custodian ${custodian} of ${required}`,
    twoPeople: 'Two people',
    builders: 'Ceremony administrator and witness',
    custodian: 'Custodian',
    operator: 'Operator',
  },
  alarm: {
    title: 'Stop and read this',
    stopped: 'The program stopped for safety',
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
    closed: 'intact',
    open: (ways: number) => plural(ways, { one: 'BROKEN: 1 way out', other: `BROKEN: ${ways} ways out` }),
    clock: 'Wall clock',
    notEntered: 'not entered',
    agrees: 'agrees',
    ahead: (minutes: number) => `machine ${minutes} min ahead`,
    behind: (minutes: number) => `machine ${minutes} min behind`,
    exceptions: 'Exceptions',
  },
  recoveryClock: {
    keysBack: 'Estimated finish',
    due: (left: string) => `in ${left}`,
    over: (over: string) => `${over} late`,
    title: 'The recovery clock',
    planned: (time: string) => `planned ${time}`,
    passed: 'not by this journal',
    late: (time: string) => `${time} late`,
    early: (time: string) => `${time} early`,
    estimate: (time: string) => `If all that is left takes as long as planned, the keys are back at ${time} UTC.`,
    limit: (time: string) => `They are to be back by ${time} UTC.`,
    back: (time: string) => `The keys have been back since ${time} UTC.`,
    reason: {
      ended: (step: string, time: string) => `“${step}” ended ${time} later than planned.`,
      early: (step: string, time: string) => `“${step}” ended ${time} earlier than planned.`,
      overdue: (step: string, time: string) => `“${step}” will end ${time} later than planned at the earliest.`,
    },
    calls: {
      ...stepNames,
      'exchange-key': 'Check of the exchange key',
      blob: 'Build of the blob',
    } satisfies Readonly<Record<ClockMilestone, string>>,
  },
};

export const help = {
  title: 'Help',
  lead: 'The left side shows where you are; the step that is next is always open. The bar above says whose turn it is. You cannot break anything by looking. Anything that cannot be undone needs two people and a long press.',
  keys: 'Keys: Tab goes on, Shift and Tab goes back, arrows choose, Space or Enter presses, Escape closes a dialog. Underlined words explain themselves when you reach them.',
  ask: 'Whom to ask',
  askWhom:
    'Whoever leads: the ceremony administrator, in an emergency the second person. They decide on exceptions. Nobody needs your passphrase to help you.',
  terms: 'Terms',
  close: 'Close',
};

export const settings = {
  legend: 'Language',
  lost: 'Your choice is not saved. Choose again.',
};

export const refused = {
  title: 'This was refused',
  happened: 'What happened',
  safe: 'Still safe',
  todo: 'What to do',
  code: 'For the record',
  /** Before the answers on a terminal. */
  commandLine: { safe: 'Safe:', todo: 'To do:', fault: 'fault' },
  /** Where a finished package is only checked. */
  ofCheck: {
    safe: 'The package was only read, and nothing was changed.',
    todo: 'Do not rely on this package. Take another copy of it. If that is refused too, ask the people who made it.',
    outOfOrder: (rules: string, after: number) =>
      `A journal breaks the order of a recovery after event ${after} (${rules}).`,
  },
};
