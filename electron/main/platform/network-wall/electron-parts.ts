// The wall's part in Electron's main process: of Electron's module, only what the app is made of is given out. Electron itself starts
// processes beside Node, so its door for that opens for our own workers alone, as they were built.
import { join } from 'node:path';
import { apply, closed, closeMember, nameOnce, namesOf, refuseWay } from './members.ts';

/** What Lifeboat Offline uses. `net`, `shell`, `autoUpdater`, `crashReporter` and the rest are not among them. */
const givenOut = [
  ...(['app', 'BrowserWindow', 'dialog', 'ipcMain', 'Menu', 'MessageChannelMain', 'powerMonitor'] as const),
  ...(['protocol', 'session', 'utilityProcess', 'WebContentsView'] as const),
];
type Part = (typeof givenOut)[number];
type Parts = Readonly<Record<Part, object>>;

const workers = ['key-worker.cjs', 'combiner.cjs', 'key-maker.cjs', 'reader.cjs'];
/** What a worker may find in its environment; anything else could change what runs in it. */
const variables = namesOf(['LIFEBOAT_PROCESS', 'SystemRoot'].map((name) => [name, name]));

/**
 * Native parts by which Electron itself opens the doors that are closed here (shell/common/node_bindings.cc). They are loaded by now where
 * they are needed.
 */
const closedParts = namesOf(
  [
    ...['browser_auto_updater', 'browser_crash_reporter', 'browser_in_app_purchase', 'browser_msix_updater'],
    ...['browser_push_notifications', 'browser_utility_process', 'common_crashpad_support', 'common_net'],
    'common_shell',
  ].map((name) => [`electron_${name}`, `electron_${name}`]),
);

interface ForkOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly execArgv?: readonly string[];
  readonly serviceName?: string;
  readonly stdio?: unknown;
}
type Fork = (path: unknown, args?: readonly unknown[], options?: ForkOptions) => unknown;

/** @returns the module as it is given out from here on */
export function partsOfElectron(electron: Parts): object {
  const { app, utilityProcess } = electron as Parts & {
    readonly app: { getAppPath(): string };
    readonly utilityProcess: { readonly fork: Fork };
  };
  const { fork } = utilityProcess;
  // Before anybody could give the app another folder.
  const folder = join(app.getAppPath(), 'out', 'secrets');
  const files = namesOf(workers.map((name) => [join(folder, name), name]));
  const forkOurs: Fork = (path, args = [], { env, execArgv = [], serviceName, stdio } = {}) => {
    // Each is read once and passed on as a copy: what is checked is what is started.
    const own = { __proto__: null, ...env };
    for (const name in own) if (!(name in variables)) refuseWay('utilityProcess');
    if (typeof path !== 'string' || !(path in files) || args.length > 0 || execArgv.length > 0)
      return refuseWay('utilityProcess');
    return apply(fork, utilityProcess, [path, [], { serviceName, stdio, env: { ...own }, execArgv: [] }]);
  };
  // It would start any program.
  closeMember(app, 'relaunch');
  const parts: Readonly<Record<Part, object>> = {
    ...(Object.fromEntries(givenOut.map((name) => [name, electron[name]])) as Parts),
    utilityProcess: Object.freeze({ fork: forkOurs }),
  };
  const linked = Reflect.get(process, '_linkedBinding') as ((name: string) => unknown) | undefined;
  if (linked !== undefined) {
    closed(process, '_linkedBinding', (asked) => {
      const name = nameOnce(asked);
      return name in closedParts ? refuseWay(name) : apply(linked, process, [name]);
    });
  }
  return Object.freeze(parts);
}
