// The wall's part in Electron's main process: of Electron's module, only what the app is made of is given out. Electron itself starts
// processes beside Node, so its door for that opens for our own workers alone, as they were built.
import { join } from 'node:path';
import { closed, closeMember, refuseWay } from './members.ts';

/** What Lifeboat Offline uses. `net`, `shell`, `autoUpdater`, `crashReporter` and the rest are not among them. */
const givenOut = [
  ...(['app', 'BrowserWindow', 'dialog', 'ipcMain', 'Menu', 'MessageChannelMain', 'powerMonitor'] as const),
  ...(['protocol', 'session', 'utilityProcess'] as const),
];
type Part = (typeof givenOut)[number];
type Parts = Readonly<Record<Part, object>>;

const workers: ReadonlySet<string> = new Set(['key-worker.cjs', 'combiner.cjs', 'key-maker.cjs']);
/** What a worker may find in its environment; anything else could change what runs in it. */
const variables: ReadonlySet<string> = new Set(['LIFEBOAT_PROCESS', 'SystemRoot']);

/** Native parts by which Electron itself opens the doors that are closed here. They are loaded by now where they are needed. */
const closedParts =
  /^electron_(?:browser_(?:utility_process|auto_updater|crash_reporter|in_app_purchase|push_notifications)|common_(?:net|shell|crashpad_support))$/;

interface ForkOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly execArgv?: readonly string[];
}
type Fork = (path: unknown, args?: unknown, options?: ForkOptions) => unknown;

/** @returns the module as it is given out from here on */
export function partsOfElectron(electron: Parts): object {
  const { app, utilityProcess } = electron as Parts & {
    readonly app: { getAppPath(): string };
    readonly utilityProcess: { readonly fork: Fork };
  };
  const fork: Fork = (path, args = [], options = {}) => {
    const folder = join(app.getAppPath(), 'out', 'secrets');
    const isOurs = typeof path === 'string' && [...workers].some((name) => path === join(folder, name));
    const { env = {}, execArgv = [] } = options;
    const isPlain =
      Array.isArray(args) &&
      args.length === 0 &&
      execArgv.length === 0 &&
      Object.keys(env).every((name) => variables.has(name));
    if (!isOurs || !isPlain) refuseWay('utilityProcess');
    return utilityProcess.fork(path, [], { ...options, env: { ...env }, execArgv: [] });
  };
  // It would start any program.
  closeMember(app, 'relaunch');
  const parts: Readonly<Record<Part, object>> = {
    ...(Object.fromEntries(givenOut.map((name) => [name, electron[name]])) as Parts),
    utilityProcess: Object.freeze({ fork }),
  };
  const linked = Reflect.get(process, '_linkedBinding') as ((name: string) => unknown) | undefined;
  if (linked !== undefined) {
    closed(process, '_linkedBinding', (asked) => {
      const name = String(asked);
      return closedParts.test(name) ? refuseWay(name) : Reflect.apply(linked, process, [name]);
    });
  }
  return Object.freeze(parts);
}
