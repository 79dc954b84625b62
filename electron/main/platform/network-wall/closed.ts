// Closes the wall of a process that needs nothing beyond it, before the first line of everything else: the build puts it there.
import { closeNetwork } from './close.ts';

closeNetwork();
