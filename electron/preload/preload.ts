// The bridge of a window: the actions and events of the contract, and nothing of Electron. No file comes past it.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { bridgeOf, type Surface } from './bridge.ts';
import { refuseFiles } from './refuse-files.ts';

declare const __SURFACE__: Surface;
declare const window: Parameters<typeof refuseFiles>[0];

refuseFiles(window, {
  pathOf: (file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
  // On no bridge: a page cannot send it.
  tell: (drop) => void ipcRenderer.invoke('drops.take', drop),
});
contextBridge.exposeInMainWorld('lifeboat', bridgeOf(__SURFACE__, ipcRenderer));
