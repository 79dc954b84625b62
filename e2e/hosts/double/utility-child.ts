// What runs first in a utility process of the double: gives the built worker the `process.parentPort` that Electron gives it
// (lib/utility/init.ts).
import Module from 'node:module';
import type * as Electron from 'electron';
import { takeArchivesForFolders } from './asar.ts';
import type { Carried } from './carried.ts';
import { giveElectron } from './electron-module.ts';
import { standIn } from './stand-in.ts';
import { UtilityPorts } from './utility-ports.ts';

// For the double's own files.
delete process.env['NODE_COMPILE_CACHE'];
const [worker = ''] = process.argv.splice(2, 1);
// As in Electron, the worker is the program that runs.
process.argv[1] = worker;

const ports = new UtilityPorts((message) => process.send?.(message));
process.on('message', (message: Carried) => ports.take(message));
// Utility processes end with their program.
process.on('disconnect', () => {
  process.exit(1);
});
Object.defineProperty(process, 'parentPort', { value: ports.parentPort, enumerable: true });
Object.defineProperty(process, 'type', { value: 'utility' });
takeArchivesForFolders();
// lib/utility/api/module-list.ts
giveElectron(
  {
    net: standIn<typeof Electron.net>('net')({}),
    systemPreferences: standIn<typeof Electron.systemPreferences>('systemPreferences')({}),
  },
  'utility',
);
// Electron imports it as the program, which for a file of CommonJS is this.
(Module as unknown as { _load(file: string, parent: undefined, isMain: boolean): unknown })._load(
  worker,
  undefined,
  true,
);
