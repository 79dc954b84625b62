// English: the sticks.

export const sticks = {
  title: 'Which stick is which?',
  lead: 'Insert a stick and wait until it appears. The <in>IN stick</in> brings files; the <out>OUT stick</out> takes the result away. One stick, one direction.',
  own: 'The stick OWN is this machine’s alone: it holds its identity, and goes nowhere else.',
  goOn: 'Go on',
  practice:
    'No practice files at hand? Name an empty folder: a set of practice sticks is made in it, and a sheet (<file>PRACTICE-sheet.txt</file>) with what people would have on paper.',
  makeSet: 'Make a practice set',
  makeNewSet: 'Make a practice set for a new HSM',
  makeReWrapSet: 'Make a practice set for a re-wrap',
  roles: { own: 'OWN', in: 'IN', out: 'OUT', custodian: 'Custodian’s stick', none: 'Not used' },
  noStick: 'No stick is in this machine yet.',
  another: 'Take another stick',
  folder: 'Use a folder as a stick',
  which: 'Which stick is yours?',
  use: 'This is my stick',
  stick: (name: string) => `Stick ${name}`,
  readOnly: 'read only',
  takenOut: 'taken out',
  whatFor: (name: string) => `What is “${name}” for?`,
};
