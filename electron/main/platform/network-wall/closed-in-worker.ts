// Closes the wall of a process that works on keys and shares, before the first line of everything else: the build puts it there. Whoever
// made a key file may take such a process over; it keeps the lines to its host and its siblings, and has no way to anything else.
import { keepMemoryOutOfCoreFiles } from '../core-files.ts';
import { closeNetwork } from './close.ts';

keepMemoryOutOfCoreFiles();
closeNetwork({ isWorker: true });
