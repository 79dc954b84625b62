// Starts the built command line with the watcher in it. The program refuses switches of Node that load something before it, so the watcher loads
// the program, under the arguments that it would have had.
import { createRequire } from 'node:module';
import './pause.ts';

const [, , cli = ''] = process.argv;
process.argv.splice(1, 1);
createRequire(import.meta.url)(cli);
