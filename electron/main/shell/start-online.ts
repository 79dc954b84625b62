// Starts Lifeboat Online: its windows are as locked as the offline ones; only its main process talks to Azure.
import { runApp } from './run-app.ts';
import { quietSwitches } from './switches.ts';

export function startOnline(): void {
  runApp({
    title: 'Lifeboat Online',
    page: 'online.html',
    preload: 'online-preload',
    switches: quietSwitches,
    prepare: () => undefined,
  });
}
