// English: the exception sheet, with the fields of the printed one.

export const exception = {
  title: 'Write an exception',
  lead: 'An exception is not a failure of yours. The fields are those of the printed sheet; copy its number there.',
  check: 'Which failed check is left through it',
  noCheck: { title: 'None', detail: 'Something else did not go as the script says.' },
  step: 'Step on paper, for instance C15',
  expected: 'What was expected',
  happened: 'What happened',
  options: 'What was discussed',
  decision: 'What was decided',
  decidedBy: 'Decided by (names, with commas between)',
  trust: 'Does it affect trust in the result?',
  trusts: { no: 'No', yes: 'Yes', unknown: 'Not known yet' },
  followUp: 'Who follows it up',
  initials: 'Initials of everybody who signs, with commas between (two at least)',
  deed: 'Write it into the journal',
  back: 'Back',
  missing: 'Every field must be filled in, with the initials of at least two people.',
};
