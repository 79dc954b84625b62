// English: the incident branch.

export const incident = {
  title: 'Incident: the exchange key or the blob is in doubt',
  lead: 'These are the steps of the incident sheet at the back of the script. Write on the sheet; this screen leads and compares.',
  stop: 'Stop. Do not build, do not upload, do not try again with a new blob. A blob for a stranger’s key hands the security domain over.',
  because: 'Why this opened',
  steps: 'Steps of the incident sheet',
  done: 'Done, and written on the sheet',
  isDone: 'done',
  values: {
    region: 'Three values',
    heading: 'Compare the three values in full',
    first: 'Certificate on the sheet of RO1',
    second: 'Certificate on the sheet of RO2',
    blob: 'Thumbprint inside the blob',
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
    restart: 'Void the bundle. Start again at step C8, with a new sequence; leave out I5.',
  },
  end: 'All steps are done. Write the exception into the journal of this machine now.',
  write: 'Open journal and exceptions',
  leave: 'Leave the incident',
  leaveDetail: 'What was typed here is not kept: the sheet is.',
};
