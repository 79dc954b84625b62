// The specs' host that stands in for Electron: the double, in its own process.
import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { appFolder } from '#build/package/stage.ts';
import { root } from '#build/root.ts';
import { compiledOnce } from '#build/run.ts';
import { testMachineVariable } from '#shell/test-machine.ts';
import { confirmationIn, isConfirmation } from './confirmation-page.ts';
import { devtoolsLine } from './devtools-line.ts';
import type { DoubleRecord } from './double/record.ts';
import { electronEnvironment } from './electron-binary.ts';
import type { Host, LaunchOptions, RunningApp } from './host.ts';
import type { HostChoice } from './host-choice.ts';

const program = join(root, 'e2e', 'hosts', 'double', 'run.ts');

export const doubleHost = ({ kind, description }: HostChoice): Host => ({
  kind,
  description,
  can: () => true,
  launch,
  command: (app, ...args) => ({
    program: process.execPath,
    args: ['--no-warnings', program, appFolder(app), '--cli', ...args],
    // The double draws without a display; the program asks for one before it prints, as it must on Electron.
    env: { DISPLAY: ':none', ...electronEnvironment() },
  }),
});

/** An action that has not happened by then will not happen, on a busy machine either. */
const actionTimeoutMs = 30_000;

interface Ready {
  /** Where Chromium takes what a test asks of its pages. */
  readonly devtools: string;
  readonly userData: string;
  readonly profile: string;
}

/** The line to the double's process. */
class Line {
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
      this.#child.once('exit', (code) =>
        fail(new Error(`the app ended with ${String(code)} before it told "${what}"`)),
      );
    });
  }
  send(action: string, values: object = {}): void {
    this.#child.send({ action, ...values });
  }
  ask<T>(what: string, values: object = {}): Promise<T> {
    const answer = this.hear<T>(what);
    this.send(what, values);
    return answer;
  }
}

const argumentsFor = (options: LaunchOptions): string[] => [
  appFolder(options.app),
  ...(options.userData === undefined ? [] : [`--user-data-dir=${options.userData}`]),
  ...(options.appData === undefined ? [] : ['--app-data', options.appData]),
  ...(options.messages === undefined ? [] : ['--messages', options.messages]),
  ...(options.isShortLived === true ? ['--short-lived'] : []),
  ...(options.preview === true ? [] : ['--as-electron']),
];

async function launch(options: LaunchOptions): Promise<RunningApp> {
  const {
    program: execPath,
    env,
    ...place
  } = options.through ?? {
    program: process.execPath,
    env: { ...process.env, ...compiledOnce },
  };
  const child = fork(program, argumentsFor(options), {
    execPath,
    execArgv: ['--no-warnings'],
    ...place,
    env: {
      ...electronEnvironment(env),
      ...(options.machine === undefined ? {} : { [testMachineVariable]: options.machine }),
      ...(options.packaged === true ? { ELECTRON_FORCE_IS_PACKAGED: '1' } : {}),
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const line = new Line(child);
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const { devtools, userData, profile } = await line.hear<Ready>('ready');
  const browser: Browser = await chromium.connectOverCDP(await devtoolsLine(devtools));
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the double has no browser context');
  context.setDefaultTimeout(actionTimeoutMs);
  const window = context.pages().find((page) => !isConfirmation(page));
  if (window === undefined) throw new Error('the app has no window');
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const end = async (how: () => void): Promise<void> => {
    if (isRunning()) how();
    await gone;
    await browser.close().catch(() => undefined);
    // A killed app leaves its browser's profile behind.
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return {
    isRunning,
    window,
    userData,
    confirmation: () => confirmationIn(context),
    nextWindow: async () => {
      const page = await context.waitForEvent('page');
      await page.waitForURL('**/*.html');
      return page;
    },
    answerFolder: (folder) => {
      line.send('answerFolder', { folder });
      return Promise.resolve();
    },
    refusedRequests: async () => (await line.ask<DoubleRecord>('record')).refusedRequests,
    signals: () => line.ask<DoubleRecord>('record'),
    killWorker: (name) => line.ask<boolean>('killUtility', { name }),
    play: (what) => {
      line.send('play', { what });
      return Promise.resolve();
    },
    kill: () => end(() => child.kill('SIGKILL')),
    close: () => end(() => line.send('play', { what: 'quit' })),
  };
}
