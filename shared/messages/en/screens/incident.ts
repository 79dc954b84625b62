// English: the incident branch.

export const incident = {
  title: 'Incident: the exchange key or the blob is in doubt',
  lead: 'These are the steps of the incident sheet at the back of the script. Write on the sheet; this screen leads and compares.',
  stop: 'Stop. Do not build, do not upload, and do not try again with a new blob. A blob for a stranger’s key hands the security domain over.',
  because: 'Why this page opened',
  steps: 'Steps of the incident sheet',
  done: 'Done, and written on the sheet',
  isDone: 'done',
  values: {
    region: 'Three values',
    heading: 'Compare the three values in full',
    first: 'Certificate on the sheet of operator 1 (RO1)',
    second: 'Certificate on the sheet of operator 2 (RO2)',
    blob: 'Fingerprint inside the blob',
    noBlob: 'Leave it empty if no blob was built.',
    typed: (digits: number) => `64 hex digits; ${digits} typed.`,
    waiting: 'not compared yet',
    equal: 'all equal',
    differ: (which: string) => `they differ: ${which}`,
    all: 'all of them',
  },
  outside: {
    legend: 'Was a blob for a foreign certificate ever outside the room?',
    no: 'No',
    yes: 'Yes, or nobody knows',
    restart:
      'Void what was made with it. Begin again where the exchange key is fetched, with a new sequence of bundles; leave out I5.',
  },
  end: 'All steps are done. Note the exception in the journal of this machine now.',
  write: 'Open journal and exceptions',
  leave: 'Leave the incident',
  leaveDetail: 'What was typed here is not kept: the sheet is.',
  exceptions: {
    title: 'Exceptions',
    lead: 'What did not go as the script says. Each has a sheet of paper with the same number; a new one is noted with the button “Exception” at the top.',
    none: 'No exception was noted in this session.',
    region: (number: number) => `Exception ${number}`,
    trust: { no: 'trust not affected', yes: 'trust affected', unknown: 'effect on trust not known' },
    step: 'At step',
    /** The screen fills the marks: what people typed is never read as a mark. */
    at: '<step></step>, <time></time> by the machine’s clock',
    expected: 'Expected',
    happened: 'Happened',
    decision: 'Decision',
    decidedBy: 'Decided by',
  },
};
