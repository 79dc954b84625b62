// English: the machine sheet.

export const machine = {
  open: 'Machine sheet',
  title: 'What the program saw of this machine',
  honesty:
    'A program cannot prove its own honesty. Compute the hash of the program on another machine as well, and compare both with the release card.',
  close: 'Close',
  table: 'Machine sheet',
  what: 'What',
  seen: 'Seen',
  lookHere: 'Look here',
  doubt: 'look',
};
