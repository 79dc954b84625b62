// Entry of the command line. Before anything else is loaded, its environment is cleaned, and the network is taken away from every command
// that needs none.
import { cleanEnvironment, refusedEnvironment } from '#platform/start-environment.ts';
import { closeNetwork, type Passage } from '#platform/network-wall/close.ts';
import { commandWord } from './command-word.ts';
import { onEitherSide } from './groups/either-side.ts';
import { withSecrets } from './groups/with-secrets.ts';

const args = process.argv.slice(2);
// Libraries read some of it when they are loaded.
const refused = refusedEnvironment(process.env, process.execArgv);
cleanEnvironment(process.env);
const word = commandWord(args);
/** What Lifeboat Offline has as well. What else is typed opens connections, loads what does (`completion`), or is no command. */
const isOffline = [...withSecrets, ...onEitherSide].some(({ name }) => name === word);
const passage: Passage = isOffline ? closeNetwork({ mayLoad: ['child_process'] }) : (start) => start();

// The bundle is CommonJS, which has no top-level await; the call catches all that it can meet.
void import('./run.ts').then(({ run }) => run(args, passage, refused));
