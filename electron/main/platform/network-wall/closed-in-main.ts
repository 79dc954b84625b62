// Closes the wall of Lifeboat Offline's main process, before the first line of everything else: the build puts it there.
import { closeNetwork } from './close.ts';
import { partsOfElectron } from './electron-parts.ts';

// The wall knows nothing of Electron's types: it is under every module.
closeNetwork({ giveElectron: (electron) => partsOfElectron(electron as never) });
