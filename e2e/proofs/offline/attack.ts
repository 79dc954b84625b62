// Attacks each process of the offline side from inside: starts it as it was built, with an attacker behind its first line, and listens
// whether anybody calls.
import { type ChildProcess, fork, type ForkOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { confined } from '#platform/confined.ts';
import { tokenAddonName } from '#platform/token-addon-file.ts';
import { workerEnvironment } from '#platform/worker-environment.ts';
import { root } from '#build/root.ts';
import { nativeParts } from '../../hosts/double/electron-module.ts';

/** What came of an attack. */
export interface Attacked {
  /** What the listeners heard: anything at all is a way out. */
  readonly heard: readonly string[];
  /** Sockets and children that the process had and did not have before, as the kernel tells. */
  readonly news: readonly string[];
  /** Functions that were called and did not refuse. */
  readonly open: readonly string[];
  /** Native functions that were not called, because nobody has said how. */
  readonly untried: readonly string[];
  /** What a module gave out that leads to others. */
  readonly given: readonly string[];
  /** Ways by which a file or the memory of others was read. */
  readonly loot: readonly string[];
  /** Files that were written, and another process that was ended, as the host sees. */
  readonly damage: readonly string[];
  readonly met: number;
  readonly calls: number;
  readonly refused: number;
}

/** A process of the offline side: what of the built files it needs, which of them the attacker is put into, and how it is started. */
interface Attackable {
  readonly name: string;
  readonly folder: string;
  readonly file: (names: readonly string[]) => string | undefined;
  readonly isMain?: boolean;
  /** Whether it has no way to this machine's files and processes either. */
  readonly isWorker?: boolean;
  readonly start: (file: string, folder: string) => ChildProcess;
}

const custody = ['key-worker', 'combiner', 'key-maker', 'reader'] as const;
const double = join(root, 'e2e', 'hosts', 'double');
/** A command that holds secrets in the command line's own process: the passphrase of an identity. */
const command = ['identity', 'show', 'nothing-here'];

const workerOptions = ['--max-semi-space-size=1', '--no-warnings'];

/** A utility process of Electron, as its double starts one. */
const asUtility = (file: string, args: readonly string[], options: Pick<ForkOptions, 'env' | 'cwd'>): ChildProcess =>
  fork(join(double, 'utility-child.ts'), [file, ...args], {
    serialization: 'advanced',
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    ...options,
  });

/** As the command line starts them, and as the apps do. */
const workers: readonly Attackable[] = custody.flatMap((name) => {
  const isWorker = name !== 'reader';
  const own = { folder: 'secrets', file: () => `${name}.cjs`, isWorker };
  const env = { LIFEBOAT_PROCESS: name };
  return [
    {
      ...own,
      name: `${name} of the command line`,
      start: (file: string) => {
        const [program, args] = isWorker
          ? confined(process.execPath, workerOptions, file)
          : ([process.execPath, [...workerOptions, file]] as const);
        return spawn(program, args, { env: workerEnvironment('key worker'), stdio: 'pipe', cwd: dirname(file) });
      },
    },
    {
      ...own,
      name: `${name} of the app`,
      start: (file: string) => asUtility(file, [], { env, cwd: dirname(file) }),
    },
  ];
});

const commandLine: Attackable = {
  name: 'the command line',
  folder: 'cli',
  // The first part that is loaded behind the wall, with everything that a command can load.
  file: (names) => names.find((name) => /^run-[\w-]+[.]cjs$/.test(name)),
  start: (_file, folder) =>
    spawn(process.execPath, ['--no-warnings', join(folder, 'cli', 'lifeboat.cjs'), ...command], {
      stdio: 'pipe',
      cwd: folder,
    }),
};

/** On the double of Electron, which has no wall of its own and starts processes by Node. Needs Chromium. */
const main: Attackable = {
  name: 'main of Lifeboat Offline',
  folder: 'apps/offline',
  file: () => 'out/electron/offline.cjs',
  isMain: true,
  start: (_file, folder) =>
    spawn(
      process.execPath,
      ['--no-warnings', join(double, 'run.ts'), join(folder, 'apps/offline'), '--cli', ...command],
      { stdio: 'pipe', cwd: folder, env: { ...process.env, DISPLAY: ':none' } },
    ),
};

/**
 * With the native part and a module in it, as the command line starts it, and as the app does. Built processes have the native part where somebody
 * has built it.
 */
export function tokenWorkers(module: string): readonly Attackable[] {
  const own = { folder: 'secrets', file: () => 'token-worker.cjs', isWorker: true };
  const laid = (file: string) => {
    const folder = dirname(file);
    const conf = join(folder, 'softhsm2.conf');
    writeFileSync(conf, `directories.tokendir = ${folder}\n`);
    const env = { ...workerEnvironment('token worker'), SOFTHSM2_CONF: conf };
    return { folder, env, loads: [join(folder, tokenAddonName), module] };
  };
  return [
    {
      ...own,
      name: 'token-worker of the command line',
      start(file) {
        const { folder, env, loads } = laid(file);
        const native = { loads, reads: [folder], writes: [] };
        const [program, args] = confined(process.execPath, workerOptions, file, process.platform, native);
        return spawn(program, args, { env, stdio: 'pipe', cwd: folder });
      },
    },
    {
      ...own,
      name: 'token-worker of the app',
      start(file) {
        const { folder, env, loads } = laid(file);
        return asUtility(file, loads, { env, cwd: folder });
      },
    },
  ];
}

export const attackables: readonly Attackable[] = [...workers, commandLine, main];

/** A process of Node without any wall: of its ways, these must be found. */
export const control: Attackable = {
  name: 'a process without a wall',
  folder: '',
  file: () => 'control.cjs',
  start: (file) => spawn(process.execPath, ['--no-warnings', file], { stdio: 'pipe', cwd: dirname(file) }),
};
/** A process without a wall would come to harm from some of what is tried. */
const waysOfControl =
  '^(?:connect6?|listen|spawn|spawnSync|exec|bind|getaddrinfo|lookup|Worker|fetch|open|_debugProcess|createSocket|_?kill)$';

const filesOfControl = '^(?:readFile|readFileSync|writeFile|writeFileSync|_load)$';

/** Functions that make a socket, a name, a program, a thread or a debugger: none of them may be called and answer. */
const wayOut =
  /[.<](?:connect6?|listen|bind6?|send6?|spawn(?:Sync)?|exec(?:File)?(?:Sync)?|fork|_fork|getaddrinfo|getnameinfo|lookup\w*|query\w+|create(?:Socket|Server|Connection)|fetch|WebSocket|EventSource|Worker|dlopen|binding|_linkedBinding|register|registerHooks|_debugProcess|execve|setEngine|relaunch|<kill by [^>]+>)(?:$| by )|^electron/;

/** Functions that answer at once and do what they do later, or that only carry the name: what comes of them is told by those who listen.
 * `process.send` is the line by which the double of Electron carries messages. */
const assessedByEar = /undici[.]globalDispatcher|process[.]finalization[.]|process[.]send$/;

/** Native functions whose names sound like a way out, with what they do instead. */
const harmless: Readonly<Record<string, string>> = {
  __lookupGetter__: 'reads a property',
  __lookupSetter__: 'reads a property',
  bind: 'of a function: makes another function',
  debug: 'of the console: prints',
  exec: 'of an expression: reads text',
  getAsyncContextFrameForDebuggingOnly: 'reads what belongs to a request',
  _getActiveRequests: 'lists what is there',
  _debugEnd: 'closes a debugger',
  imports: 'of WebAssembly: reads a list',
  isModuleNamespaceObject: 'compares',
  load: 'of Atomics: reads memory',
  Module: 'of WebAssembly: computes, and is given no import',
  open: 'of a handle: takes a descriptor that is open already',
  getSendQueueCount: 'of a UDP handle: counts',
  getSendQueueSize: 'of a UDP handle: counts',
  recvStop: 'of a UDP handle: takes nothing more',
  setMulticastInterface: 'of a UDP handle: a setting, without a socket',
  setMulticastLoopback: 'of a UDP handle: a setting, without a socket',
  setMulticastTTL: 'of a UDP handle: a setting, without a socket',
  register: 'of a registry of finalizers',
  unregister: 'of a registry of finalizers',
  resolve: 'of a promise',
  withResolvers: 'of a promise',
  resolvedOptions: 'of Intl: reads settings',
  '[kBindProperties]': 'of the console',
  '[kBindStreamsEager]': 'of the console',
  '[kBindStreamsLazy]': 'of the console',
  '[kGetInspectOptions]': 'of the console',
};

const patienceMs = 90_000;

/**
 * Runs a process with the attacker in it until the attacker has written down what it did.
 * @throws where it did not come to that
 */
export async function attack(process_: Attackable): Promise<Attacked> {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-attack-'));
  const heard: string[] = [];
  const target = {
    path: join(folder, 's'),
    report: join(folder, 'report'),
    mark: `report ${randomUUID()}`,
    program: launcherIn(folder),
  };
  let victim: ChildProcess | undefined;
  let kernel: ReturnType<typeof watchKernel> | undefined;
  const [tcp, local] = [listener('tcp', heard), listener('local', heard)];
  try {
    tcp.listen(0, '127.0.0.1');
    if (process.platform !== 'win32') local.listen(target.path);
    await once(tcp, 'listening');
    const { port } = tcp.address() as AddressInfo;
    const isControl = process_ === control;
    const prey = process_.isWorker === true || isControl ? preyIn(folder) : undefined;
    victim = prey?.victim;
    const file = prepare(process_, folder, {
      ...target,
      port,
      isMain: process_.isMain === true,
      isWorker: process_.isWorker === true,
      parts: Object.keys(nativeParts.main),
      ...(isControl ? { only: waysOfControl, onlyFiles: filesOfControl } : {}),
      ...prey?.target,
    });
    const child = process_.start(file, folder);
    // A worker starts nothing; the double's main starts its browser, and looks at itself from then on.
    kernel = process_.isWorker === true ? watchKernel(child.pid) : undefined;
    const said = await ended(child, target.mark);
    const [, report] = said.split(target.mark);
    if (report === undefined)
      throw new Error(`${process_.name}: the attack did not come to its end: ${said.slice(-2000)}`);
    const told = JSON.parse(report) as Omit<Attacked, 'heard' | 'damage'>;
    return {
      ...told,
      news: [...told.news, ...(kernel?.stop() ?? [])],
      heard: [...heard],
      damage: prey?.damage() ?? [],
    };
  } finally {
    tcp.close();
    local.close();
    victim?.kill('SIGKILL');
    kernel?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts Node. Loaders are given it as well, and one that reads all of Node's own file takes seconds to find no JavaScript in it. */
function launcherIn(folder: string): string {
  if (process.platform === 'win32') return process.execPath;
  const file = join(folder, 'launcher');
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 });
  return file;
}

interface Prey {
  readonly victim: ChildProcess;
  readonly target: object;
  readonly damage: () => readonly string[];
}

/** What a worker must not reach: files, another process with its memory, and a folder to write to. All hold the same words. */
function preyIn(folder: string): Prey {
  const marker = randomUUID();
  const [own, spoils] = [join(folder, 'prey'), join(folder, 'spoils')];
  for (const each of [own, spoils]) mkdirSync(each);
  writeFileSync(join(own, 'package.json'), JSON.stringify({ name: marker, main: marker }));
  writeFileSync(join(own, 'other.key'), `KEY=${marker}\n`);
  const wait = 'setInterval(() => undefined, 1000)';
  const victim = spawn(process.execPath, ['-e', wait], {
    env: { MARKER: marker },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // As somebody types it: it waits at the victim's standard input.
  victim.stdin.end(marker);
  const ofVictim = ['environ', 'fd/0'].map((name) => `/proc/${String(victim.pid)}/${name}`);
  const secrets = [join(own, 'package.json'), join(own, 'other.key'), own, ...ofVictim];
  const isAlive = (): boolean => victim.exitCode === null && victim.signalCode === null;
  return {
    victim,
    target: { marker, spoils, secrets, victim: victim.pid },
    damage: () => [
      ...readdirSync(spoils),
      ...(existsSync(join(own, 'other.key')) ? [] : ['key']),
      ...(isAlive() ? [] : ['killed']),
    ],
  };
}

/** Sockets to a network and children of a process, as the kernel tells from outside, whatever that process can look at. */
function watchKernel(pid: number | undefined): { stop(): readonly string[] } {
  const found = new Set<string>();
  let first: ReadonlySet<string> | undefined;
  const look = (): void => {
    const now = new Set<string>();
    try {
      const inodes = new Set(
        ['tcp', 'tcp6', 'udp', 'udp6', 'raw'].flatMap((table) =>
          readFileSync(`/proc/${String(pid)}/net/${table}`, 'latin1').split(/\s+/),
        ),
      );
      for (const each of readdirSync(`/proc/${String(pid)}/fd`)) {
        const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${String(pid)}/fd/${each}`))?.[1];
        if (inode !== undefined && inodes.has(inode)) now.add(`socket ${inode}`);
      }
      for (const child of readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'latin1').split(' '))
        if (child !== '') now.add(`child ${child}`);
    } catch {
      // It has ended, a descriptor went while it was read, or this is another system than Linux.
    }
    first ??= now;
    for (const each of now) if (!first.has(each)) found.add(each);
  };
  const timer = setInterval(look, 50);
  return {
    stop() {
      clearInterval(timer);
      return [...found];
    },
  };
}

/** Writes down who calls, and what they say first. */
function listener(name: string, heard: string[]): Server {
  return createServer((socket) => {
    heard.push(name);
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      heard.push(bytes.toString('latin1').slice(0, 20));
      socket.destroy();
    });
  });
}

/** Copies what was built, and puts the attacker behind its last line. @returns the file */
function prepare(process_: Attackable, folder: string, target: object): string {
  const place = join(folder, process_.folder);
  mkdirSync(place, { recursive: true });
  if (process_.folder === '') writeFileSync(join(place, 'control.cjs'), "require('node:tty');\n");
  else cpSync(join(root, 'out', process_.folder), place, { recursive: true });
  const name = process_.file(readdirSync(place));
  if (name === undefined) throw new Error(`${process_.name}: its file is not there`);
  const file = join(place, name);
  const attacker = readFileSync(join(import.meta.dirname, 'attacker.cjs'), 'utf8');
  const given = `const target = ${JSON.stringify(target)};`;
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n;{\n${given}\n${attacker}\n}\n`);
  return file;
}

async function ended(child: ChildProcess, report: string): Promise<string> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const limit = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  // A process that is replaced by another or does not end has written its report by then.
  const look = setInterval(() => {
    if (said.split(report).length > 2) setTimeout(() => child.kill('SIGKILL'), 2000).unref();
  }, 500);
  await once(child, 'close');
  clearTimeout(limit);
  clearInterval(look);
  return said;
}

/** What is wrong with the outcome of an attack on a process that has a wall. */
export function findingsOf(
  name: string,
  { heard, news, open, untried, given, refused, loot, damage }: Attacked,
): readonly string[] {
  const unknown = untried.filter((where) => !Object.hasOwn(harmless, where.split('.').at(-1) ?? ''));
  return [
    ...heard.map((what) => `${name}: somebody called: ${what}`),
    ...news.map((what) => `${name}: the kernel knows of a new ${what}`),
    // The command line asks for this module by its name: its functions refuse, as those of every other.
    ...given
      .filter((what) => name !== commandLine.name || !what.startsWith('node:child_process: '))
      .map((what) => `${name}: a module gave out ${what}`),
    ...open
      .filter((where) => wayOut.test(where) && !assessedByEar.test(where))
      .map((where) => `${name}: not refused: ${where}`),
    ...unknown.map((where) => `${name}: nobody has said what this native function does: ${where}`),
    ...loot.map((where) => `${name}: read what is not its own: ${where}`),
    ...damage.map((what) => `${name}: changed what is not its own: ${what}`),
    ...open.filter((where) => where.endsWith(' of another')).map((where) => `${name}: signalled another: ${where}`),
    ...(refused >= leastRefusals ? [] : [`${name}: only ${refused} calls were refused`]),
  ];
}

/** Fewer would mean that the attacker did not reach what there is. */
const leastRefusals = 100;
