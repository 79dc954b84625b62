// The wall's part in Electron's main process: of Electron's module, only what the app is made of is given out. Electron itself starts
// processes beside Node, so its door for that opens for our own workers alone, as they were built.
import { join } from 'node:path';
import { tokenAddonPath } from '../token-addon-file.ts';
import { placesOf, tokenModules } from '../token-module-list.ts';
import { apply, closed, closeMember, nameOnce, namesOf, refuseWay } from './members.ts';

/** What Lifeboat Offline uses. `net`, `shell`, `autoUpdater`, `crashReporter` and the rest are not among them. */
const givenOut = [
  ...(['app', 'BrowserWindow', 'dialog', 'ipcMain', 'Menu', 'MessageChannelMain', 'powerMonitor'] as const),
  ...(['protocol', 'session', 'utilityProcess', 'WebContentsView'] as const),
];
type Part = (typeof givenOut)[number];
type Parts = Readonly<Record<Part, object>>;

const workers = ['key-worker.cjs', 'combiner.cjs', 'key-maker.cjs', 'reader.cjs'];
/** It alone loads something: the addon of this program, and a module of the list. */
const tokenWorker = 'token-worker.cjs';
const moduleFiles = namesOf(
  Object.values(tokenModules)
    .flatMap((module) => placesOf(module))
    .map((path) => [path, path]),
);
/** What a worker may find in its environment; anything else could change what runs in it. The last is read by SoftHSM, for practice. */
const variables = namesOf(['LIFEBOAT_PROCESS', 'SystemRoot', 'SOFTHSM2_CONF'].map((name) => [name, name]));

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
  const files = namesOf([...workers, tokenWorker].map((name) => [join(folder, name), name]));
  const addon = tokenAddonPath(folder);
  const loads = (name: string | undefined, count: number, first: unknown, module: unknown): string[] => {
    if (name !== tokenWorker) return count === 0 ? [] : refuseWay('utilityProcess');
    if (count !== 2 || first !== addon || typeof module !== 'string' || !(module in moduleFiles))
      return refuseWay('utilityProcess');
    return [addon, module];
  };
  const forkOurs: Fork = (path, args = [], { env, execArgv = [], serviceName, stdio } = {}) => {
    // Each is read once and passed on as a copy: what is checked is what is started.
    const own = { __proto__: null, ...env };
    for (const name in own) if (!(name in variables)) refuseWay('utilityProcess');
    if (typeof path !== 'string' || !(path in files) || execArgv.length > 0) return refuseWay('utilityProcess');
    // No list is spread here: that would call what somebody may have replaced.
    const given = loads(files[path], args.length, args[0], args[1]);
    return apply(fork, utilityProcess, [path, given, { serviceName, stdio, env: { ...own }, execArgv: [] }]);
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
