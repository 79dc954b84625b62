// English: custodians at the screen.
import { plural } from '../formats.ts';

export const custodians = {
  atScreen: {
    title: 'A custodian is at the screen',
    lead: 'Their turn is above this page. It ends with their stick.',
  },
  opening: {
    title: 'Opening your share …',
    lead: 'Wait: a second or two, longer for a strongly protected key. It is done in isolation, in a process that ends with your key.',
  },
  count: (have: number, required: number) => `${have} of ${required}`,
  waiting: {
    full: 'Everybody who is needed has been here',
    allProven: 'Every copy of every key is proven',
    next: 'Who comes next?',
    drillLead:
      '<check>Share check</check>: each custodian opens their own share with both copies of their key, one after the other. A key on a token has no copy. Nothing is put together, nothing is kept.',
    lead: 'Each <custodian>custodian</custodian> comes alone. Only the opened <share>share</share> stays in memory, in a process that has no way out; the key is forgotten each time.',
    proven: 'copies proven',
    given: 'shares given',
    before: 'Before you go on:',
    lookAway: 'ask everybody but the next custodian to look away from screen and keyboard.',
    who: 'Who comes?',
    which: 'Which copy of the key is it? The label of the stick says so. A token is copy 1.',
    copy: (copy: number) => `copy ${copy}`,
    stop: (open: number) => plural(open, { one: 'End with 1 copy open', other: `End with ${open} copies open` }),
    begin: 'The others look away. I am the custodian.',
    goOn: 'Go on',
  },
  restart: {
    open: 'Drop all shares and begin again',
    price: (shares: number) =>
      plural(shares, {
        one: '1 share is dropped for good. Its custodian has to come again.',
        other: `${shares} shares are dropped for good. Their custodians have to come again.`,
      }),
    hold: 'Hold to drop all shares',
  },
  list: {
    number: 'No.',
    keyFile: 'Custodian and key file',
    thumbprint: 'Fingerprint of the custodian’s certificate',
    time: 'Time',
    copies: 'Keys and their copies',
    proven: 'proven',
    onItsWord: 'opened, says its process: no certificate beside the key',
    onTokensWord: 'opened, says the process of the token',
    noCopy: 'none: the key is on a token',
    open: 'open',
  },
  accepted: {
    title: 'Your share is accepted',
    thanks: 'Thank you. Your key is forgotten.',
    soFar: 'Shares so far',
    provenSoFar: 'Copies proven so far',
    keyFile: 'Key file',
    certificate: 'Your certificate',
    secrets: 'Key and passphrase',
    wiped: 'overwritten; the process that had them has ended',
    stick: 'On your stick',
    unwritten: 'nothing was written',
    takeOut: (name: string) => `Take your stick “${name}” out now.`,
    handOver: 'Hand your stick to the media controller to be sealed.',
    keep: 'Keep your stick with you until it is sealed again.',
    other: (copy: number) =>
      `Copy ${copy} of this key is still open: bring it now, or let it be brought on another day.`,
  },
  /** The same where the key is on a token. */
  onToken: {
    thanks: 'Thank you. Your PIN is forgotten.',
    keyFile: 'Token',
    secrets: 'PIN',
    stick: 'Your key',
    unwritten: 'never left the token',
    takeOut: (name: string) => `Take your token “${name}” out now.`,
    handOver: 'Hand your token to the media controller to be sealed.',
    keep: 'Keep your token with you until it is sealed again.',
  },
  key: {
    insert: 'Insert your stick',
    title: 'Your key',
    withCopy: (copy: number) => `Copy ${copy}. Only you look at this screen now.`,
    only: (who: string) => `Only ${who} looks at this screen now.`,
    which: 'Which file is your key?',
    noKey: (stick: string) => `No key was found on “${stick}”.`,
    take: 'This is my key',
    back: 'Cancel my turn',
  },
  help: {
    label: 'I need help',
    lines: [
      'Not your stick? Take it out, and insert yours.',
      'You have forgotten the passphrase? Nobody can look it up. Cancel your turn: another custodian can come.',
      'Somebody is watching, or you are not sure? Cancel your turn. Nothing of your key stays here.',
    ],
    token: 'My key is on a token (card, YubiKey)',
    every: 'Show every file',
    otherKey: 'Choose my key again',
  },
};
