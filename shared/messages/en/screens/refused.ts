// English: a refusal as people read it.

export const refused = {
  title: 'This was refused',
  happened: 'What happened',
  safe: 'Still safe',
  todo: 'What to do',
  code: 'For the record',
  /** Before the answers on a terminal. */
  commandLine: { safe: 'Safe:', todo: 'To do:', fault: 'fault' },
};
