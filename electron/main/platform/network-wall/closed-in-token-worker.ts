// Closes the wall of a token worker, before the first line of everything else: the build puts it there. What a token's vendor wrote is loaded
// before, and nothing after. The wall does not hold native code: the system does, and SECURITY.md says what is left to it.
import { keepMemoryOutOfCoreFiles } from '../core-files.ts';
import { loadTokenAddon } from '../token-addon.ts';
import { closeNetwork } from './close.ts';

keepMemoryOutOfCoreFiles();
loadTokenAddon(process.argv.slice(2));
closeNetwork({ isWorker: true });
