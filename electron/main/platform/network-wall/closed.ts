// Closes the wall of a reader, before the first line of everything else: the build puts it there. It reads files and a terminal, no more.
import { closeNetwork } from './close.ts';

closeNetwork();
