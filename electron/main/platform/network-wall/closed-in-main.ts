// Closes the wall of Lifeboat Offline's main process, before the first line of everything else: the build puts it there. What is in the
// place of Electron's module is made when it is first asked for, which is right after.
import { closeNetwork } from './close.ts';
import { partsOfElectron } from './electron-parts.ts';

let parts: object | undefined;
closeNetwork({ giveElectron: (load) => (parts ??= partsOfElectron(load() as never)) });
