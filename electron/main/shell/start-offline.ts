// Starts Lifeboat Offline: the network is taken away first, then everything else begins.
import { registerHooks } from 'node:module';
import { cutSessionOff } from './lock-session.ts';
import { refuseNetwork } from './no-network.ts';
import { runApp } from './run-app.ts';
import { offlineSwitches } from './switches.ts';

export function startOffline(): void {
  refuseNetwork(globalThis, process, registerHooks);
  runApp({
    title: 'Lifeboat Offline',
    page: 'offline.html',
    preload: 'offline-preload',
    switches: offlineSwitches,
    prepareSession: cutSessionOff,
    prepare: () => undefined,
  });
}
