// Starts the built app for a spec: on Electron where its binary is, else on the double. Specs cannot tell which.
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, chromium, type Browser, type Page } from '@playwright/test';
import { appFolder } from '../../build/package/stage.ts';
import { root } from '../../build/root.ts';
import type { DoubleRecord } from './double/record.ts';
import { electronBinary, electronEnvironment } from './electron-binary.ts';

export interface LaunchOptions {
  readonly app: 'offline' | 'online';
  /** Keeps what the app stored, to start it again on the same machine. Without it the app has a profile that ends with it. */
  readonly userData?: string;
  /** In place of `userData`: where the programs of one person keep their profiles, each in a folder of its name. */
  readonly appData?: string;
  /** A folder with `sys/` and `proc/` that the app takes for the machine's own; only the double can pretend. */
  readonly machine?: string;
  /** A file for every message between pages and main; only the double can write it. */
  readonly messages?: string;
  /** What starts the double in place of Node, with Node's arguments; on Electron the app is started as ever. */
  readonly through?: { readonly program: string; readonly cwd: string; readonly env: NodeJS.ProcessEnv };
  /** The app ends with a test: its pages are not compiled thoroughly. Who measures or proves leaves them as people have them. */
  readonly isShortLived?: boolean;
  /** Runs as the practice preview does: without Electron's version in the process. */
  readonly preview?: boolean;
}

/** A running app. */
export interface RunningApp {
  readonly kind: 'electron' | 'double';
  readonly window: Page;
  readonly userData: string;
  isRunning(): boolean;
  /** The next window that opens; call it before the deed that opens one. */
  nextWindow(): Promise<Page>;
  /** Answers the next folder dialog; null turns it away. */
  answerFolder(folder: string | null): Promise<void>;
  /** Requests that were refused, and so would have left the machine. */
  refusedRequests(): Promise<readonly string[]>;
  /** Kills a process that holds secrets, from outside. */
  killWorker(): Promise<boolean>;
  /** Lets time pass on the clock by which the app sees that nobody is there. */
  passTime(ms: number): Promise<void>;
  /** Ends the main process at once, as a power cut would. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A deed that has not happened by then will not happen, on a busy machine either. */
const actionTimeoutMs = 30_000;

export async function launch(options: LaunchOptions): Promise<RunningApp> {
  const binary = electronBinary(root);
  return binary === undefined ? launchDouble(options) : launchElectron(binary, options);
}

interface Ready {
  readonly debuggingPort: number;
  readonly userData: string;
  readonly profile: string;
}

/** What the double's process tells. */
class Teller {
  readonly #child: ChildProcess;
  constructor(child: ChildProcess) {
    this.#child = child;
  }
  hear<T>(what: string): Promise<T> {
    return new Promise((done, fail) => {
      const take = (message: { told: string; value: T }): void => {
        if (message.told !== what) return;
        this.#child.off('message', take);
        done(message.value);
      };
      this.#child.on('message', take);
      this.#child.once('exit', (code) => {
        fail(new Error(`the app ended with ${String(code)} before it told "${what}"`));
      });
    });
  }
  ask<T>(what: string): Promise<T> {
    const answer = this.hear<T>(what);
    this.#child.send({ deed: what });
    return answer;
  }
}

async function launchDouble(options: LaunchOptions): Promise<RunningApp> {
  const { program: execPath, ...place } = options.through ?? {
    program: process.execPath,
    // Every double loads the same large files: the first compiles them for all.
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled') },
  };
  const child = fork(
    join(root, 'e2e', 'hosts', 'double', 'run.ts'),
    [
      appFolder(options.app),
      ...(options.userData === undefined ? [] : ['--user-data-dir', options.userData]),
      ...(options.appData === undefined ? [] : ['--app-data', options.appData]),
      ...(options.machine === undefined ? [] : ['--machine', options.machine]),
      ...(options.messages === undefined ? [] : ['--messages', options.messages]),
      ...(options.isShortLived === true ? ['--short-lived'] : []),
      ...(options.preview === true ? [] : ['--as-electron']),
    ],
    { execPath, execArgv: ['--no-warnings'], ...place, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const teller = new Teller(child);
  const gone = new Promise<void>((done) =>
    child.once('exit', () => {
      done();
    }),
  );
  const { debuggingPort, userData, profile } = await teller.hear<Ready>('ready');
  const browser: Browser = await chromium.connectOverCDP(`http://127.0.0.1:${debuggingPort}`);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the double has no browser context');
  context.setDefaultTimeout(actionTimeoutMs);
  const [window] = context.pages();
  if (window === undefined) throw new Error('the app has no window');
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const end = async (deed: () => void): Promise<void> => {
    if (isRunning()) deed();
    await gone;
    await browser.close().catch(() => undefined);
    // A killed app leaves its browser's profile behind.
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return {
    kind: 'double',
    isRunning,
    window,
    userData,
    nextWindow: async () => {
      const page = await context.waitForEvent('page');
      await page.waitForURL('**/*.html');
      return page;
    },
    answerFolder: (folder) => {
      child.send({ deed: 'answerFolder', folder });
      return Promise.resolve();
    },
    refusedRequests: async () => (await teller.ask<DoubleRecord>('record')).refusedRequests,
    killWorker: () => teller.ask<boolean>('killUtility'),
    passTime: (ms) => {
      child.send({ deed: 'passTime', ms });
      return Promise.resolve();
    },
    kill: () => end(() => child.kill('SIGKILL')),
    close: () => end(() => child.send({ deed: 'close' })),
  };
}

async function launchElectron(binary: string, options: LaunchOptions): Promise<RunningApp> {
  const own = mkdtempSync(join(tmpdir(), 'lifeboat-profile-'));
  const profile = options.appData === undefined ? [`--user-data-dir=${options.userData ?? own}`] : [];
  // On Linux the profiles lie where the system says that a person's settings are.
  const settings = options.appData === undefined ? {} : { XDG_CONFIG_HOME: options.appData };
  const app = await _electron.launch({
    executablePath: binary,
    args: [appFolder(options.app), ...profile],
    env: { ...electronEnvironment(), ...settings },
  });
  const gone = new Promise<void>((done) =>
    app.process().once('exit', () => {
      done();
    }),
  );
  const clear = (): void => {
    rmSync(own, { recursive: true, force: true, maxRetries: 5 });
  };
  const refused: string[] = [];
  app.context().on('requestfailed', (request) => refused.push(request.url()));
  return {
    kind: 'electron',
    isRunning: () => app.process().exitCode === null,
    window: await app.firstWindow(),
    userData: await app.evaluate(({ app: main }) => main.getPath('userData')),
    nextWindow: () => app.waitForEvent('window'),
    answerFolder: (folder) =>
      app.evaluate(({ dialog }, path) => {
        dialog.showOpenDialog = () =>
          Promise.resolve({ canceled: path === null, filePaths: path === null ? [] : [path] });
      }, folder),
    refusedRequests: () => Promise.resolve(refused),
    killWorker: () =>
      app.evaluate(({ app: main }) => {
        const worker = main.getAppMetrics().find(({ type }) => type === 'Utility');
        return worker !== undefined && process.kill(worker.pid, 'SIGKILL');
      }),
    passTime: (ms) =>
      app.evaluate((_electron, passed) => {
        const now = performance.now.bind(performance);
        performance.now = () => now() + passed;
      }, ms),
    kill: async () => {
      app.process().kill('SIGKILL');
      await gone;
      clear();
    },
    close: async () => {
      await app.close();
      clear();
    },
  };
}
