// The life of the program, its name and place, its command line and its lock: as Electron has them, and no kinder.
import { mkdtempSync, rmSync } from 'node:fs';
import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { laterTurn, openedWindow, readyDouble, testDouble } from './test-double.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-double-app-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
const userData = (): string => join(folder, `profile-${(count += 1)}`);

describe('before and after ready', () => {
  it('app/too-late: what Chromium reads at its start throws once the app is ready', () => {
    const early = testDouble({ userData: userData() });
    early.electron.app.enableSandbox();
    early.electron.app.disableHardwareAcceleration();
    early.electron.protocol.registerSchemesAsPrivileged([]);
    early.finishLaunching();
    const { app, protocol } = early.electron;
    expect(() => app.enableSandbox()).toThrow('app.enableSandbox() can only be called before app is ready');
    expect(() => app.disableHardwareAcceleration()).toThrow('can only be called before app is ready');
    expect(() => protocol.registerSchemesAsPrivileged([])).toThrow('should be called before app is ready');
  });

  it('app/too-early: windows, sessions, processes and dialogs throw until the app is ready', async () => {
    const { electron } = testDouble();
    expect(() => new electron.BrowserWindow()).toThrow('Cannot create BrowserWindow before app is ready');
    expect(() => electron.session.defaultSession).toThrow('Session can only be received when app is ready');
    expect(() => electron.session.fromPartition('x')).toThrow('Session can only be received when app is ready');
    expect(() => electron.protocol.handle('app', () => new Response())).toThrow('Session can only be received');
    expect(() => electron.utilityProcess.fork('/worker.cjs')).toThrow('cannot be created before app is ready');
    await expect(electron.dialog.showOpenDialog({})).rejects.toThrow(
      'dialog module can only be used after app is ready',
    );
  });

  it('app/first-turn: nothing is ready in the first turn of main, and whenReady comes before the event', async () => {
    const {
      electron: { app },
      finishLaunching,
    } = testDouble({ userData: userData() });
    const order: string[] = [];
    app.on('will-finish-launching', () => order.push(`launching, ready: ${app.isReady()}`));
    app.on('ready', () => order.push(`ready: ${app.isReady()}`));
    const waiting = app.whenReady().then(() => order.push('promise'));
    await laterTurn();
    expect(order).toEqual([]);
    finishLaunching();
    await waiting;
    expect(order).toEqual(['launching, ready: false', 'ready: true', 'promise']);
  });
});

describe('the end', () => {
  it('quit/steps: before-quit, then the windows, then will-quit, then quit', async () => {
    const double = readyDouble({ userData: userData() });
    const { app } = double.electron;
    const order: string[] = [];
    for (const name of ['before-quit', 'will-quit', 'quit', 'window-all-closed'] as const) {
      app.on(name as 'quit', () => order.push(name));
    }
    const window = await openedWindow(double);
    window.on('close', () => order.push('close'));
    window.on('closed', () => order.push('closed'));
    app.quit();
    expect(order).toEqual(['before-quit', 'close']);
    await laterTurn();
    expect(order).toEqual(['before-quit', 'close', 'closed', 'will-quit', 'quit']);
    expect(double.ends).toEqual([0]);
  });

  it('quit/waits-for-nothing: the process ends with the event, whatever was begun in it', () => {
    const double = readyDouble({ userData: userData() });
    let closed = false;
    double.electron.app.on(
      'quit',
      () =>
        void Promise.resolve().then(() => {
          closed = true;
        }),
    );
    double.electron.app.quit();
    expect([double.ends, closed]).toEqual([[0], false]);
  });

  it.each(['before-quit', 'will-quit'] as const)(
    'quit/can-be-held: %s with preventDefault keeps the program',
    async (name) => {
      const double = readyDouble({ userData: userData() });
      const { app } = double.electron;
      let isHeld = true;
      app.on(name as 'will-quit', (event) => {
        if (isHeld) event.preventDefault();
      });
      app.quit();
      await laterTurn();
      expect(double.ends).toEqual([]);
      isHeld = false;
      app.quit();
      expect(double.ends).toEqual([0]);
    },
  );

  it('quit/forgotten: a second quit, before the event that held the first has returned, is forgotten', async () => {
    const double = readyDouble({ userData: userData() });
    const { app } = double.electron;
    let isDone = false;
    app.on('will-quit', (event) => {
      if (isDone) return;
      event.preventDefault();
      void Promise.resolve().then(() => {
        isDone = true;
        app.quit();
      });
    });
    app.quit();
    await laterTurn();
    expect([isDone, double.ends]).toEqual([true, []]);
  });

  it('quit/again: a second quit, while before-quit is heard, begins again', async () => {
    const double = readyDouble({ userData: userData() });
    const { app } = double.electron;
    let heard = 0;
    app.on('before-quit', (event) => {
      heard += 1;
      if (heard > 1) return;
      event.preventDefault();
      app.quit();
    });
    app.quit();
    expect([heard, double.ends]).toEqual([2, [0]]);
    await laterTurn();
  });

  it('quit/window-keeps-open: a window that prevents its close keeps the program', async () => {
    const double = readyDouble({ userData: userData() });
    const window = await openedWindow(double);
    let isHeld = true;
    window.on('close', (event) => {
      if (isHeld) event.preventDefault();
    });
    double.electron.app.quit();
    await laterTurn();
    expect([double.ends, window.isDestroyed()]).toEqual([[], false]);
    isHeld = false;
    double.electron.app.quit();
    await laterTurn();
    expect(double.ends).toEqual([0]);
  });

  it('quit/all-closed: the last window ends the program only where nobody else listens', async () => {
    const alone = readyDouble({ userData: userData() });
    (await openedWindow(alone)).destroy();
    expect(alone.ends).toEqual([0]);
    const heard = readyDouble({ userData: userData() });
    heard.electron.app.on('window-all-closed', () => undefined);
    (await openedWindow(heard)).destroy();
    await laterTurn();
    expect(heard.ends).toEqual([]);
  });

  it('quit/early: who quits before ready becomes ready nevertheless', async () => {
    const double = testDouble({ userData: userData() });
    const order: string[] = [];
    double.electron.app.on('ready', () => order.push('ready'));
    double.electron.app.on('quit', () => order.push('quit'));
    double.electron.app.quit();
    expect([order, double.ends]).toEqual([['quit'], []]);
    double.finishLaunching();
    await laterTurn();
    expect([order, double.ends]).toEqual([['quit', 'ready'], [0]]);
  });

  it('exit/asks-nobody: exit destroys windows and says nothing but quit, with its code', async () => {
    const double = readyDouble({ userData: userData() });
    const order: string[] = [];
    const window = await openedWindow(double);
    window.on('close', () => order.push('close'));
    for (const name of ['before-quit', 'will-quit'] as const)
      double.electron.app.on(name as 'quit', () => order.push(name));
    double.electron.app.on('quit', (_event, code) => order.push(`quit ${code}`));
    double.electron.app.exit(3);
    expect([order, double.ends, window.isDestroyed()]).toEqual([['quit 3'], [3], true]);
  });

  it('exit/early: without a message loop nobody hears of an exit', () => {
    const double = testDouble();
    const order: string[] = [];
    double.electron.app.on('quit', () => order.push('quit'));
    double.electron.app.exit(2);
    expect([order, double.ends]).toEqual([[], [2]]);
  });

  it('session-end/cut-off: the windows hear that the system ends, will-quit does not come, and nothing is waited for', async () => {
    const double = readyDouble({ userData: userData() });
    const order: string[] = [];
    const window = await openedWindow(double);
    window.once('query-session-end', (event) => {
      order.push('held up');
      event.preventDefault();
    });
    double.play('session-end');
    await laterTurn();
    expect([order.splice(0), double.ends]).toEqual([['held up'], []]);
    window.on('query-session-end', () => order.push('query'));
    window.on('session-end', ({ reasons }) => order.push(`end: ${String(reasons)}`));
    double.electron.app.on('will-quit', () => order.push('will-quit'));
    double.play('session-end');
    await laterTurn();
    expect([order, double.ends]).toEqual([['query', 'end: shutdown'], [0]]);
  });
});

describe('the command line', () => {
  it('switches/sandbox: enableSandbox takes --no-sandbox away, so that nobody finds it afterwards', () => {
    const { app } = testDouble({ argv: ['--no-sandbox', '/app', '--cli', 'print'] }).electron;
    expect(app.commandLine.hasSwitch('no-sandbox')).toBe(true);
    app.enableSandbox();
    expect(app.commandLine.hasSwitch('no-sandbox')).toBe(false);
    expect(app.commandLine.hasSwitch('enable-sandbox')).toBe(true);
  });

  it('switches/everywhere: a switch counts wherever it stands, up to --', () => {
    const { commandLine } = testDouble({
      argv: ['/app', '--cli', 'print', '--remote-debugging-port=9', '--', '--js-flags'],
    }).electron.app;
    expect(commandLine.getSwitchValue('remote-debugging-port')).toBe('9');
    expect(commandLine.hasSwitch('js-flags')).toBe(false);
    commandLine.appendSwitch('Proxy-Server', 'a');
    commandLine.appendSwitch('proxy-server', 'b');
    expect(commandLine.getSwitchValue('proxy-server')).toBe('b');
    commandLine.removeSwitch('proxy-server');
    expect(commandLine.hasSwitch('proxy-server')).toBe(false);
  });

  it('switches/removed: what runs already keeps a switch that main removes', () => {
    const argv = ['/app', '--no-zygote-sandbox'];
    const { commandLine } = testDouble({ argv }).electron.app;
    commandLine.removeSwitch('no-zygote-sandbox');
    expect([commandLine.hasSwitch('no-zygote-sandbox'), argv]).toEqual([false, ['/app', '--no-zygote-sandbox']]);
  });
});

describe('name and place', () => {
  it('app/identity: path, name and version are those of the started package', () => {
    const { app } = testDouble().electron;
    expect([app.getAppPath(), app.name, app.getName(), app.getVersion()]).toEqual([
      '/app',
      'Lifeboat Test',
      'Lifeboat Test',
      '1.2.3',
    ]);
    expect(app.isPackaged).toBe(false);
  });

  it('app/unknown-path: a path that there is not is an error', () => {
    const { app } = testDouble({ userData: '/profiles/Lifeboat Test' }).electron;
    expect(app.getPath('userData')).toBe('/profiles/Lifeboat Test');
    expect(() => app.getPath('nonsense' as 'userData')).toThrow("Failed to get 'nonsense' path");
  });

  it('app/set-path: a path that is set is absolute, and stays', () => {
    const { app } = testDouble({ userData: '/profiles/Lifeboat Test' }).electron;
    expect(() => app.setPath('userData', 'profile')).toThrow('Path must be absolute');
    app.setPath('userData', '/other');
    expect([app.getPath('userData'), app.getPath('sessionData')]).toEqual(['/other', '/other']);
  });
});

describe('the instance lock', () => {
  it('lock/one-per-profile: a second program of the profile gets none, and the first hears of it', async () => {
    const profile = userData();
    const first = readyDouble({ userData: profile });
    expect(first.electron.app.requestSingleInstanceLock()).toBe(true);
    expect(first.electron.app.requestSingleInstanceLock()).toBe(true);
    const heard = new Promise<unknown[]>((done) => {
      first.electron.app.on('second-instance', (_event, argv, workingDirectory, data) =>
        done([argv.at(-1), workingDirectory, data]),
      );
    });
    const second = fork(join(import.meta.dirname, 'testdata', 'second-instance.ts'), [profile], {
      execArgv: ['--no-warnings'],
    });
    const answer = await new Promise((done) => second.once('message', done));
    expect(answer).toBe(false);
    expect(await heard).toEqual([profile, process.cwd(), { from: 'second' }]);
    expect(readyDouble({ userData: userData() }).electron.app.requestSingleInstanceLock()).toBe(true);
  });
});
