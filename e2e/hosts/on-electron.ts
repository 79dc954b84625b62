// The specs' host that is Electron itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { appFolder } from '#build/package/stage.ts';
import { testMachineVariable } from '#shell/test-machine.ts';
import { confirmationIn, isConfirmation } from './confirmation-page.ts';
import { electronEnvironment } from './electron-binary.ts';
import type { Ability, Host, LaunchOptions, RunningApp } from './host.ts';
import type { HostChoice } from './host-choice.ts';

type ElectronChoice = HostChoice & { readonly kind: 'electron' };

/** Everything else would need the app to be another one than it is. */
const canDo: readonly Ability[] = process.platform === 'linux' ? ['appData'] : [];

export function electronHost(choice: ElectronChoice): Host {
  const unsandboxed = choice.hasSandbox ? [] : ['--no-sandbox'];
  return {
    kind: choice.kind,
    description: choice.description,
    can: (ability) => canDo.includes(ability),
    launch: (options) => launch(choice, options),
    command: (app, ...args) => ({
      program: choice.binary,
      args: [...unsandboxed, appFolder(app), '--cli', ...args],
      env: electronEnvironment(),
    }),
  };
}

/** The specs read English, whatever language the system speaks. */
const inEnglish = { LANGUAGE: 'en_US', LC_ALL: 'en_US.UTF-8' };

function argumentsFor(options: LaunchOptions, own: string): string[] {
  // The profile wins over the folder that follows from the app's name; where that one is asked for, there is no such switch.
  const profile = options.appData === undefined ? [`--user-data-dir=${options.userData ?? own}`] : [];
  return [appFolder(options.app), '--lang=en-US', ...profile];
}

async function launch({ binary, hasSandbox }: ElectronChoice, options: LaunchOptions): Promise<RunningApp> {
  const own = mkdtempSync(join(tmpdir(), 'lifeboat-profile-'));
  const clear = (): void => rmSync(own, { recursive: true, force: true, maxRetries: 5 });
  try {
    const app = await _electron.launch({
      executablePath: binary,
      // Without this Playwright takes the sandbox away on Linux.
      chromiumSandbox: hasSandbox,
      args: argumentsFor(options, own),
      env: {
        ...electronEnvironment(),
        ...inEnglish,
        ...(options.machine === undefined ? {} : { [testMachineVariable]: options.machine }),
        // On Linux the profiles are where the system says that a person's settings are.
        ...(options.appData === undefined ? {} : { XDG_CONFIG_HOME: options.appData }),
      },
    });
    return await runningApp(app, clear);
  } catch (error) {
    clear();
    throw error;
  }
}

/** Waits until the window has left the blank page on which it begins. */
async function hasPage(page: Page): Promise<boolean> {
  return page.waitForURL(/[.]html$/).then(
    () => !isConfirmation(page),
    // Closed before it was loaded.
    () => false,
  );
}

/** Puts a queue in the place of the system's folder dialog; a dialog without an answer is turned away. */
async function queueFolderAnswers(app: ElectronApplication): Promise<(folder: string | null) => Promise<void>> {
  const answers = await app.evaluateHandle(({ dialog }) => {
    const queue: (string | null)[] = [];
    dialog.showOpenDialog = () => {
      const folder = queue.shift() ?? null;
      return Promise.resolve({ canceled: folder === null, filePaths: folder === null ? [] : [folder] });
    };
    return queue;
  });
  return async (folder) => {
    await answers.evaluate((queue, answer) => void queue.push(answer), folder);
  };
}

const isScreen = (page: Page): boolean => /[.]html$/.test(page.url()) && !isConfirmation(page);

async function runningApp(app: ElectronApplication, clear: () => void): Promise<RunningApp> {
  // On Windows this is a shell around Electron: main is found by its own number.
  const process_ = app.process();
  const isRunning = (): boolean => process_.exitCode === null && process_.signalCode === null;
  const gone = new Promise<void>((done) => {
    process_.once('exit', () => done());
  });
  const refused: string[] = [];
  app.context().on('requestfailed', (request) => {
    if (!/^(app|paper):/.test(request.url())) refused.push(request.url());
  });
  const answerFolder = await queueFolderAnswers(app);
  const { mainPid, userData } = await app.evaluate(({ app: main }) => ({
    mainPid: process.pid,
    userData: main.getPath('userData'),
  }));
  return {
    isRunning,
    // The view lies above the page, and may be drawn before it.
    window: app.windows().find(isScreen) ?? (await app.waitForEvent('window', { predicate: hasPage })),
    userData,
    confirmation: () => confirmationIn(app.context()),
    nextWindow: () => app.waitForEvent('window', { predicate: hasPage }),
    answerFolder,
    refusedRequests: () => Promise.resolve(refused),
    killWorker: (name) =>
      app.evaluate(({ app: main }, wanted) => {
        // Chromium's own services are utility processes as well.
        const worker = main.getAppMetrics().find((metric) => metric.type === 'Utility' && metric.name === wanted);
        return worker !== undefined && process.kill(worker.pid, 'SIGKILL');
      }, name),
    signals: () => Promise.reject(new Error('this host cannot see how an app calls people back')),
    play: (what) => Promise.reject(new Error(`this host cannot play "${what}"`)),
    kill: async () => {
      if (isRunning()) process.kill(mainPid, 'SIGKILL');
      await gone;
      clear();
    },
    close: async () => {
      if (isRunning()) await app.close();
      await gone;
      clear();
    },
  };
}
