// What Lifeboat Offline can do as a command line: whatever needs no connection. Its own file, because what it does not import the
// packaged program does not have.
import type { CommandSet } from './command-line.ts';
import { completion } from './groups/completion.ts';
import { onEitherSide } from './groups/either-side.ts';
import { withSecrets } from './groups/with-secrets.ts';

export const offlineCommands: CommandSet = {
  groups: [...withSecrets, ...onEitherSide, completion],
  elsewhere: {
    hsm: 'Lifeboat Online',
    'recover-online': 'Lifeboat Online',
    emergency: 'Lifeboat Online',
    'practice-hsm': 'Lifeboat Online',
    drill: 'source',
    rehearsal: 'Lifeboat Online',
  },
};
