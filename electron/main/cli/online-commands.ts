// What Lifeboat Online can do as a command line: whatever touches no custodian's key.
import type { CommandSet } from './command-line.ts';
import { completion } from './groups/completion.ts';
import { onEitherSide } from './groups/either-side.ts';
import { withConnections } from './groups/with-connections.ts';

export const onlineCommands: CommandSet = {
  groups: [...onEitherSide, ...withConnections, completion],
  elsewhere: {
    'security-domain': 'Lifeboat Offline',
    'restore-blob': 'Lifeboat Offline',
    custodian: 'Lifeboat Offline',
    'new-key': 'Lifeboat Offline',
    recover: 'Lifeboat Offline',
    drill: 'source',
  },
};
