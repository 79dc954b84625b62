// `app`: lib/browser/api/app.ts and shell/browser/api/electron_api_app.cc, as far as the app uses it.
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type * as Electron from 'electron';
import type { Browser } from './browser.ts';
import type { CommandLine } from './command-line.ts';
import { electronEvent, emitPreventable } from './events.ts';
import { releaseInstanceLock, takeInstanceLock } from './instance-lock.ts';
import { standIn } from './stand-in.ts';

/** What the program is, and where it keeps what it keeps. */
export interface AppIdentity {
  readonly appPath: string;
  readonly name: string;
  readonly version: string;
  readonly appData: string;
  readonly userData: string;
  /** Electron goes by the name of its binary, or by the variable ELECTRON_FORCE_IS_PACKAGED. */
  readonly isPackaged: boolean;
}

class App extends EventEmitter {
  readonly #browser: Browser;
  readonly #identity: AppIdentity;
  readonly commandLine: CommandLine;
  readonly isPackaged: boolean;
  readonly name: string;
  #hasLock = false;
  #userData: string;

  constructor(browser: Browser, identity: AppIdentity, commandLine: CommandLine) {
    super();
    this.#browser = browser;
    this.#identity = identity;
    this.#userData = identity.userData;
    this.commandLine = commandLine;
    this.isPackaged = identity.isPackaged;
    this.name = identity.name;
    browser.observer = {
      beforeQuit: () => emitPreventable(this, 'before-quit'),
      willQuit: () => emitPreventable(this, 'will-quit'),
      quit: (code) => {
        this.emit('quit', electronEvent({}), code);
        this.#releaseLock();
      },
      windowAllClosed: () => this.emit('window-all-closed', electronEvent({})),
      willFinishLaunching: () => this.emit('will-finish-launching', electronEvent({})),
      ready: () => {
        mkdirSync(this.#userData, { recursive: true });
        this.emit('ready', electronEvent({}), {});
      },
    };
    // lib/browser/init.ts: quits when all windows are closed and no other one is listening to this.
    this.on('window-all-closed', () => {
      if (this.listenerCount('window-all-closed') === 1) this.quit();
    });
  }

  whenReady = (): Promise<void> => this.#browser.whenReady;
  isReady = (): boolean => this.#browser.isReady;
  getVersion = (): string => this.#identity.version;
  getName = (): string => this.name;
  getAppPath = (): string => this.#identity.appPath;
  /** Chromium's own services are utility processes as ours are: only the name tells them apart. */
  getAppMetrics = (): Electron.ProcessMetric[] => [
    metricOf('Browser', process.pid, {}),
    metricOf('Utility', process.ppid, { name: 'Network Service', serviceName: 'network.mojom.NetworkService' }),
    ...[...this.#browser.utilities].map(([pid, name]) =>
      metricOf('Utility', pid, { name, serviceName: 'node.mojom.NodeService' }),
    ),
  ];
  getPreferredSystemLanguages = (): string[] => [Intl.DateTimeFormat().resolvedOptions().locale];

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    const { appData } = this.#identity;
    const userData = this.#userData;
    const known: Partial<Record<typeof name, string>> = {
      home: homedir(),
      temp: tmpdir(),
      exe: process.execPath,
      appData,
      userData,
      sessionData: userData,
      logs: join(userData, 'logs'),
      crashDumps: join(userData, 'Crashpad'),
    };
    const path = known[name];
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    if (name !== 'userData') throw new Error(`the double sets no path "${name}"`);
    this.#userData = path;
  }

  enableSandbox(): void {
    this.#onlyBeforeReady('app.enableSandbox()');
    this.commandLine.removeNoSandbox();
    this.commandLine.appendSwitch('enable-sandbox');
  }
  disableHardwareAcceleration(): void {
    this.#onlyBeforeReady('app.disableHardwareAcceleration()');
    this.commandLine.appendSwitch('disable-gpu');
  }
  #onlyBeforeReady(what: string): void {
    if (this.#browser.isReady) throw new Error(`${what} can only be called before app is ready`);
  }

  hasSingleInstanceLock = (): boolean => this.#hasLock;
  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    this.#hasLock ||= takeInstanceLock(this.#userData, additionalData, (argv, workingDirectory, data) => {
      // "Make sure the callback is called after app gets ready."
      void this.#browser.whenReady.then(() => {
        this.emit('second-instance', electronEvent({}), argv, workingDirectory, data);
      });
    });
    return this.#hasLock;
  }
  #releaseLock(): void {
    if (this.#hasLock) releaseInstanceLock(this.#userData);
    this.#hasLock = false;
  }

  /** It is there to be taken away: an app that starts any program when it ends is not played. */
  relaunch(): never {
    throw new Error('the double starts no other program');
  }

  quit(): void {
    this.#browser.quit();
  }
  exit(code = 0): void {
    this.#browser.exit(code);
  }
}

const metricOf = (
  type: Electron.ProcessMetric['type'],
  pid: number,
  named: Pick<Electron.ProcessMetric, 'name' | 'serviceName'>,
): Electron.ProcessMetric => ({
  ...{ type, pid, creationTime: 0, cpu: { percentCPUUsage: 0, idleWakeupsPerSecond: 0 } },
  memory: { workingSetSize: 0, peakWorkingSetSize: 0 },
  ...named,
});

/** Makes `app`; the emitter is for those parts of the double that emit its events. */
export function createApp(
  browser: Browser,
  identity: AppIdentity,
  commandLine: CommandLine,
): { readonly app: Electron.App; readonly emitter: EventEmitter } {
  const emitter = new App(browser, identity, commandLine);
  return { app: standIn<Electron.App>('app')(emitter), emitter };
}
