// English: what somebody types whom nobody watches.

export const passphrase = {
  actions: {
    share: 'Open my share',
    'copy-check': 'Check this copy',
    'new-key': 'Make the key',
    identity: 'Open my identity',
    'new-identity': 'Make the identity',
    'sas-token': 'Use this access token (SAS)',
    'client-secret': 'Sign in with this secret',
  },
  choose: 'Choose a passphrase',
  yours: 'Your passphrase',
  sasToken: 'Access token (SAS)',
  sasTokenLabel: 'Access token (SAS, legacy)',
  clientSecret: 'Client secret',
  alone: 'Only you look at the screen now.',
  label: 'Passphrase',
  stick: 'Stick',
  custodianOf: (turn: number, of: number) => `Custodian ${turn} of ${of}`,
  forFile: (who: string, file: string) => `${who}, <file>${file}</file>. Only you look at the screen now.`,
  withCopy: (copy: number) => `The custodian, with copy ${copy}`,
  secretFor: { backup: 'Backup', restore: 'Restore' },
  again: 'Type it again',
  keyboard: {
    capsLock: 'Caps Lock is on: letters come out in the other case.',
    title: 'Try the keyboard',
    layout: (letters: string) => `The keyboard types ${letters}. Try it`,
    test: 'Shows what the keys type',
    testNote:
      'Not your passphrase: type, for example, y, z, @ and -. Nothing of it is kept. If the wrong ones appear, switch the keyboard’s language in the system.',
  },
  tries: (at: number) => `Try ${at}`,
  back: 'Back',
  problems: {
    empty: 'Type your passphrase first.',
    long: 'This is too long.',
    differ: 'The two are not the same. Type both again, slowly.',
    short: 'Use at least twelve characters; four random words are good.',
  },
};
