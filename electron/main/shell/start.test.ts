// How the programs begin: what they refuse before anything else, and that no start that fails stays behind unseen.
import * as fs from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Electron from 'electron';
import { faultCode } from '#e2e/support/faults.ts';
import { offlineCommands } from '#cli/offline-commands.ts';
import { onlineCommands } from '#cli/online-commands.ts';
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { Attention } from './attention.ts';
import { commandLineArguments, needDisplay, startCommandLine } from './command-line-mode.ts';
import { runApp } from './run-app.ts';
import { maxReloads } from './screen-process.ts';
import { startRefusal, switchNames } from './start-refusal.ts';

const seen = vi.hoisted(() => ({
  switches: new Set<string>(),
  isPackaged: true,
  isFirst: true,
  windows: 0,
  heard: new Map<string, () => void>(),
  served: new Map<string, (request: { url: string; method: string }) => Promise<Response>>(),
  /** What Electron tells the contents of the first window. */
  tell: undefined as unknown as (name: 'render-process-gone', details: { reason: string }) => void,
  boxes: [] as string[],
  exits: [] as (number | undefined)[],
  quits: 0,
  enableSandbox: (): void => undefined,
}));

vi.mock('electron', () => {
  const nothing = (): void => undefined;
  const app = {
    get isPackaged() {
      return seen.isPackaged;
    },
    commandLine: {
      hasSwitch: (name: string) => seen.switches.has(name),
      removeSwitch: (name: string) => void seen.switches.delete(name),
      appendSwitch: nothing,
    },
    // electron_api_app.cc, EnableSandbox: RemoveNoSandboxSwitch.
    enableSandbox: () => {
      seen.switches.delete('no-sandbox');
      seen.enableSandbox();
    },
    disableHardwareAcceleration: nothing,
    requestSingleInstanceLock: () => seen.isFirst,
    getPreferredSystemLanguages: () => ['en'],
    getAppPath: () => '/app',
    whenReady: () => Promise.resolve(),
    quit: () => void (seen.quits += 1),
    exit: (code?: number) => void seen.exits.push(code),
    on: (name: string, heard: () => void): void => void seen.heard.set(name, heard),
  };
  const handle = (scheme: string, serve: never): void => void seen.served.set(scheme, serve);
  const session = { fromPartition: () => ({ protocol: { handle } }), defaultSession: {} };
  const dialog = { showErrorBox: (title: string, content: string) => void seen.boxes.push(`${title}: ${content}`) };
  class BrowserWindow {
    readonly id = (seen.windows += 1);
    readonly webContents = {
      on: (name: string, heard: (event: object, details: object) => void): void => {
        seen.tell = (told, details) => told === name && heard({}, details);
      },
    };
    isDestroyed = (): boolean => false;
    setContentProtection = nothing;
    on = nothing;
    once = (name: string, heard: () => void): void => void seen.heard.set(name, heard);
    loadURL = (): Promise<void> => Promise.resolve();
  }
  const Menu = { setApplicationMenu: nothing, buildFromTemplate: nothing };
  return { app, session, dialog, BrowserWindow, Menu, protocol: { registerSchemesAsPrivileged: nothing } } satisfies {
    [Name in 'app' | 'session' | 'dialog' | 'BrowserWindow' | 'Menu' | 'protocol']: {
      [Member in keyof (typeof Electron)[Name]]?: unknown;
    };
  };
});
vi.mock('node:fs', { spy: true });
// Of the file that it lists there is none.
vi.mock('./built.ts', () => ({ builtFiles: { 'x.html': { sha256: '', contentType: '' } }, appVersion: '0.1.0' }));
vi.mock('#core/paper/print-style.ts', () => ({ printStyle: '', manualPictures: {} }));
// A session takes more locks than this fake has doors; shell.test.ts asks for each.
vi.mock('./lock-session.ts', async (original) => ({
  ...(await original<object>()),
  lockSession: () => undefined,
  cutSessionOff: () => Promise.resolve(),
}));

beforeEach(() => {
  Object.assign(seen, { isPackaged: true, isFirst: true, windows: 0, boxes: [], exits: [], quits: 0 });
  seen.switches.clear();
  seen.enableSandbox = () => undefined;
});

/** On a busy machine the sentences take a while to load. */
const ended = (): Promise<void> => vi.waitFor(() => expect(seen.exits).toHaveLength(1), { timeout: 60_000 });

const started = (isPackaged: boolean, ...switches: string[]) => {
  const present = new Set(switches);
  return {
    isPackaged,
    commandLine: {
      hasSwitch: (name: string) => present.has(name),
      removeSwitch: (name: string) => present.delete(name),
    },
    present,
  };
};
const fault = (argv: readonly string[], platform: NodeJS.Platform = 'linux') =>
  startRefusal(started(true), ['lifeboat', ...argv], platform)?.fault;

describe('a packed program', () => {
  it.each([
    'remote-debugging-port=9222',
    'remote-debugging-pipe',
    'remote-debugging-address=0.0.0.0',
    'single-process',
    'disable-seccomp-filter-sandbox',
    'disable-namespace-sandbox',
    'disable-gpu-sandbox',
    'renderer-cmd-prefix=xterm',
    'utility-cmd-prefix=xterm',
    'gpu-launcher=cmd',
    'js-flags=--expose-gc',
    'log-net-log=/tmp/net.json',
    'inspect',
    'inspect-brk=0',
    'ignore-certificate-errors-spki-list=x',
  ])('does not start with --%s, with or without --cli', (asked) => {
    const [name] = asked.split('=');
    const refused = { code: 'SWITCH_REFUSED', name };
    expect(fault([`--${asked}`])).toEqual(refused);
    expect(fault([`--${asked}`, '--cli', 'inspect', 'file'])).toEqual(refused);
    expect(fault(['--cli', 'inspect', 'file', `--${asked}`])).toEqual(refused);
  });

  it('does not start without its sandbox, whatever else is asked', () => {
    expect(fault(['--js-flags=x', '--no-sandbox'])).toEqual({ code: 'SANDBOX_OFF' });
    // Not among the arguments: the system or a wrapper set it.
    expect(startRefusal(started(true, 'no-sandbox'), ['lifeboat'], 'linux')?.fault).toEqual({ code: 'SANDBOX_OFF' });
  });

  it('knows a switch as Chromium does: by one hyphen, on Windows by a slash and in capitals, and by none after `--`', () => {
    expect(fault(['-single-process'])).toMatchObject({ name: 'single-process' });
    expect(fault(['/Single-Process'], 'win32')).toMatchObject({ name: 'single-process' });
    expect(fault(['/single-process'])).toBeUndefined();
    expect(fault(['--cli', '--', 'inspect', '--js-flags=x'])).toBeUndefined();
    expect(switchNames(['lifeboat', '--a=b', 'c', '-d', '--', '--e'], 'linux')).toEqual(['a', 'd']);
  });

  it('takes what it refuses from the command line, so that no port opens while people read why', () => {
    const app = started(true, 'remote-debugging-port');
    startRefusal(app, ['lifeboat', '--remote-debugging-port=0'], 'linux');
    expect([...app.present]).toEqual([]);
  });

  it.each(['NODE_OPTIONS', 'SSLKEYLOGFILE', 'LD_PRELOAD'])('refuses %s of the environment', (name) => {
    const started = { isPackaged: true, commandLine: { hasSwitch: () => false, removeSwitch: () => undefined } };
    expect(startRefusal(started, ['lifeboat'], 'linux', { [name]: 'x' })?.fault).toEqual({
      code: 'ENVIRONMENT_REFUSED',
      names: [name],
    });
    expect(startRefusal({ ...started, isPackaged: false }, ['lifeboat'], 'linux', { [name]: 'x' })).toBeUndefined();
  });

  it('starts with what takes nothing away', () => {
    for (const switches of [[], ['--user-data-dir=/x'], ['--network-namespace'], ['--lang=de', '--disable-gpu']]) {
      expect(fault(switches)).toBeUndefined();
    }
  });

  it('refuses no option of a command of its own', async () => {
    const { Command } = await import('commander');
    for (const { groups } of [offlineCommands, onlineCommands]) {
      for (const { load } of groups) {
        const program = new Command();
        (await load())(program, { language: 'en' } as never);
        const options = (command: InstanceType<typeof Command>): string[] => [
          ...command.options.flatMap(({ long }) => (long === undefined ? [] : [long])),
          ...command.commands.flatMap(options),
        ];
        for (const option of options(program)) expect(fault(['--cli', option]), option).toBeUndefined();
      }
    }
  });
});

it('from the source, what Playwright needs works: it debugs the program and takes its sandbox away', () => {
  const argv = ['electron', '--inspect=0', '--remote-debugging-port=0', '--no-sandbox', '/folder'];
  expect(startRefusal(started(false, 'no-sandbox', 'remote-debugging-port'), argv, 'linux')).toBeUndefined();
});

const prepare = () => ({
  attention: new Attention(),
  pages: { add: () => undefined },
  alarm: () => undefined,
  ending: { finish: () => Promise.resolve(), cutOff: () => undefined },
  selfTest: { build: 'offline' as const, page: 'x.html', preload: 'x', press: {} as never },
});

describe('windows', () => {
  // What is said goes to standard error as well, which is the test's here.
  beforeEach(() => {
    vi.spyOn(fs, 'writeSync').mockReturnValue(0);
  });

  const shape = { title: 'Lifeboat', page: 'x.html', preload: 'x', prepare };

  it('are not opened without the sandbox: a box says so, and the exit code', async () => {
    seen.switches.add('no-sandbox');
    runApp(shape);
    await ended();
    expect(seen.exits).toEqual([3]);
    expect(seen.boxes).toEqual([expect.stringContaining('SANDBOX_OFF')]);
    expect(seen.windows).toBe(0);
  });

  it('that cannot be prepared leave nothing behind that runs unseen', async () => {
    const failed = Object.assign(new Error('no'), { code: 'EACCES' });
    runApp({
      ...shape,
      prepare: () => {
        throw failed;
      },
    });
    await ended();
    expect(seen.exits).toEqual([1]);
    expect(seen.boxes).toEqual([expect.stringMatching(/EACCES[\s\S]*START_FAILED/)]);
  });

  it('whose preparation is refused say the refusal', async () => {
    runApp({
      ...shape,
      prepare: () => {
        throw new Refusal({ code: 'PRACTICE_ONLY' });
      },
    });
    await ended();
    expect(seen.exits).toEqual([3]);
    expect(seen.boxes).toEqual([expect.stringContaining('PRACTICE_ONLY')]);
  });

  it('that fail in the first turn say so once the system can show a box', async () => {
    seen.enableSandbox = () => {
      throw new Error('too late');
    };
    runApp(shape);
    await ended();
    expect(seen.exits).toEqual([1]);
    expect(seen.boxes).toHaveLength(1);
  });

  it('end with the first of them: a document that is still open keeps no share in memory', async () => {
    runApp(shape);
    await vi.waitFor(() => expect(seen.heard.has('closed')).toBe(true), { timeout: 60_000 });
    seen.heard.get('closed')?.();
    expect([seen.quits, seen.exits]).toEqual([1, []]);
  });

  describe('whose screen', () => {
    const [alarm, finish] = [vi.fn<(fault: Fault) => void>(), vi.fn(() => Promise.resolve())];
    const opened = async (): Promise<void> => {
      seen.heard.clear();
      for (const spy of [alarm, finish]) spy.mockClear();
      runApp({ ...shape, prepare: () => ({ ...prepare(), alarm, ending: { finish, cutOff: () => undefined } }) });
      await vi.waitFor(() => expect(seen.heard.has('closed')).toBe(true), { timeout: 60_000 });
    };
    const goes = (times: number): void => {
      for (let n = 0; n < times; n += 1) seen.tell('render-process-gone', { reason: 'oom' });
    };
    const ask = (): Promise<Response> => seen.served.get('app')!({ url: 'app://lifeboat/x.html', method: 'GET' });

    it('goes once is loaded again, and people hear why', async () => {
      await opened();
      goes(1);
      await vi.waitFor(() => expect(alarm).toHaveBeenCalled(), { timeout: 60_000 });
      expect(alarm.mock.calls).toEqual([[{ code: 'SCREEN_RELOADED', reason: 'oom' }]]);
      expect([seen.boxes, seen.exits]).toEqual([[], []]);
    });

    it.each([
      [
        'goes again and again',
        'SCREEN_LOST',
        /again and again \(oom\)[.] The program ends/,
        () => goes(maxReloads + 1),
      ],
      [
        'cannot be read',
        'SCREEN_FILE_REFUSED',
        /\(x[.]html\) cannot be read \(ENOENT\)[.] The program ends/,
        () => void ask(),
      ],
    ])('%s ends the program: a box says %s, once shares are let go', async (_what, code, sentence, happen) => {
      await opened();
      const boxesAtFinish: number[] = [];
      finish.mockImplementationOnce(async () => {
        await new Promise(setImmediate);
        boxesAtFinish.push(seen.boxes.length);
      });
      happen();
      await ended();
      expect(boxesAtFinish).toEqual([0]);
      expect([seen.exits, seen.boxes]).toEqual([[3], [expect.stringContaining(`(fault ${code})`)]]);
      expect(seen.boxes[0]).toMatch(sentence);
    });
  });

  it('lock each session that is made, from the first turn on', () => {
    seen.heard.clear();
    runApp(shape);
    expect(seen.heard.has('session-created')).toBe(true);
  });

  it('of a second start give way to the first without a word', () => {
    seen.isFirst = false;
    runApp(shape);
    expect([seen.quits, seen.boxes]).toEqual([1, []]);
  });
});

describe('a display', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, '', false],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, '', false],
    ['linux', {}, '', true],
    ['linux', { DISPLAY: '' }, 'x11', true],
    ['linux', { DISPLAY: ':0' }, 'headless', true],
    ['win32', {}, '', false],
    ['darwin', {}, '', false],
  ] as const)('on %s with %j, platform %j: missing is %s', (platform, env, ozone, isMissing) => {
    const asked = (): void => needDisplay(platform, env, ozone);
    if (isMissing) expect(faultCode(asked)).toBe('DISPLAY_MISSING');
    else expect(asked).not.toThrow();
  });
});

describe('what follows --cli', () => {
  it.each([
    [['lifeboat'], undefined],
    [['lifeboat', '--cli'], []],
    [
      ['lifeboat', '--cli', 'inspect', 'f'],
      ['inspect', 'f'],
    ],
    [
      ['electron', '/folder', '--cli', 'inspect', '--', 'f'],
      ['inspect', '--', 'f'],
    ],
    // As it must be written on Windows.
    [
      ['lifeboat', '--cli', '--', 'hsm', '--hsm-uri', 'https://x', '--out', 'f'],
      ['hsm', '--hsm-uri', 'https://x', '--out', 'f'],
    ],
  ])('%j', (argv, args) => {
    expect(commandLineArguments(argv)).toEqual(args);
  });
});

describe('the command line of a packed program', () => {
  const said: string[] = [];
  const start = async (args: readonly string[], host: () => never): Promise<void> => {
    said.length = 0;
    const write = (text: unknown, done?: unknown): boolean => {
      said.push(String(text));
      if (typeof done === 'function') (done as () => void)();
      return true;
    };
    const streams = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation(write as never),
    );
    startCommandLine(args, { commands: { groups: [], elsewhere: {} }, host });
    await ended();
    for (const spy of streams) spy.mockRestore();
  };
  const broken = (): never => {
    throw new Error('no host');
  };

  it('does not run without the sandbox: it is asked before Electron strips the switch', async () => {
    seen.switches.add('no-sandbox');
    const host = vi.fn(broken);
    await start(['--version', '--json'], host);
    expect(seen.exits).toEqual([3]);
    expect(said.join('')).toContain('{"fault":{"code":"SANDBOX_OFF"}}');
    expect(host).not.toHaveBeenCalled();
  });

  it('ends where it cannot begin, and says why', async () => {
    await start(['--json'], broken);
    expect(seen.exits).toEqual([1]);
    expect(said.join('')).toContain('no host');
  });
});
