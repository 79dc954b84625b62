// The bridge of a window: the actions and events of the contract, and nothing of Electron.
import { contextBridge, ipcRenderer } from 'electron';
import { bridgeOf, type Surface } from './bridge.ts';

declare const __SURFACE__: Surface;

contextBridge.exposeInMainWorld('lifeboat', bridgeOf(__SURFACE__, ipcRenderer));
