// What unit tests find under the name `electron`: the utility processes of the app, none of which is a process. The built program runs in
// the thread of its test, with a `process` of its own, and its lines are the double's ports. The host, the messages and all that a program
// does with them are the app's own. It shows nothing of what a process gives: a wall, which is taken off, memory that is left out of core
// files, an end from outside, a limit on work that never waits. Those are held by tests that start processes (confined.test.ts,
// key-worker.test.ts, hostile-worker.test.ts, and the last parts of recovery-session.test.ts), and by the specs of the apps.
import { EventEmitter } from 'node:events';
import fs, { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers';
import { compileFunction } from 'node:vm';
import type * as Electron from 'electron';
import { type Carried, pack, unpack } from '#e2e/hosts/double/carried.ts';
import { giveAway, MessageChannelMain, saidOn } from '#e2e/hosts/double/message-ports.ts';
import { standIn } from '#e2e/hosts/double/stand-in.ts';
import { UtilityPorts } from '#e2e/hosts/double/utility-ports.ts';

export { MessageChannelMain };

/** Ends the wall that every one of these programs begins with (build.ts, `wallText`). It closes a process for good: here it would be the test's. */
const endOfWall = '\n})(require, {});\n';

const load = createRequire(import.meta.url);
/** The test's own memory stays as it was: processes that it starts would inherit what is written there. */
const fsWithoutOwnProcess = {
  ...fs,
  writeFileSync: (...[file, ...rest]: Parameters<typeof fs.writeFileSync>): void => {
    if (!String(file).startsWith('/proc/self/')) fs.writeFileSync(file, ...rest);
  },
};
const loadForProgram = (name: string): unknown => (name === 'node:fs' ? fsWithoutOwnProcess : load(name));

type Program = (exports: object, require: typeof loadForProgram, process: NodeJS.Process) => void;
const programs = new Map<string, Program>();

/** Compiled once, and run again for each process: nothing is shared between two of them. */
function programOf(file: string): Program {
  let program = programs.get(file);
  if (program === undefined) {
    const text = readFileSync(file, 'utf8');
    const at = text.indexOf(endOfWall);
    if (at === -1) throw new Error(`${file} begins with no wall`);
    program = compileFunction(text.slice(at + endOfWall.length), ['exports', 'require', 'process'], {
      filename: file,
    }) as Program;
    programs.set(file, program);
  }
  return program;
}

const running = new Set<ProcessInThread>();

/** The programs that run, by the names of their files: how else would a test know that none was left. */
export const runningInThread = (): readonly string[] => [...running].map(ProcessInThread.fileOf);

/** Senders wipe what they have sent. */
const copied = (message: Carried): Carried => structuredClone(message);

class ProcessInThread extends EventEmitter {
  readonly stdout = null;
  readonly stderr = null;
  readonly #file: string;
  pid: number | undefined;
  readonly #ports = new UtilityPorts((message) => {
    const carried = copied(message);
    this.#soon(() => this.#said(carried));
  });
  #hasEnded = false;

  static fileOf = (process: ProcessInThread): string => process.#file;

  constructor(file: string, env: NodeJS.ProcessEnv) {
    super();
    this.#file = file;
    running.add(this);
    this.#soon(() => {
      this.pid = process.pid;
      this.emit('spawn');
      this.#soon(() => this.#run(env));
    });
  }

  /** Each event of the other side comes in a turn of its own, as from a process. After its end there is none. */
  #soon(happens: () => void): void {
    setImmediate(() => {
      if (!this.#hasEnded) happens();
    });
  }

  #run(env: NodeJS.ProcessEnv): void {
    const own = Object.create(process, {
      env: { value: env },
      exit: { value: (code = 0) => this.#soon(() => this.#end(code)) },
      parentPort: { value: this.#ports.parentPort },
    }) as NodeJS.Process;
    programOf(this.#file)({}, loadForProgram, own);
  }

  #said({ port, data, ports }: Carried): void {
    if (port === 0) this.emit('message', unpack(data));
    else saidOn(port, data, ports);
  }

  #end(code: number): void {
    this.#hasEnded = true;
    this.pid = undefined;
    running.delete(this);
    this.emit('exit', code);
  }

  postMessage(message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const carry = (port: number, data: unknown, ports: readonly number[]): void => {
      const carried = copied({ port, data, ports });
      this.#soon(() => this.#ports.take(carried));
    };
    carry(0, pack(message), giveAway(transfer, { carry }));
  }

  kill(): boolean {
    if (this.pid === undefined) return false;
    this.#soon(() => this.#end(0));
    return true;
  }
}

export const utilityProcess: Pick<typeof Electron.utilityProcess, 'fork'> = {
  fork(file, args = [], { env = {} } = {}) {
    if (args.length > 0) throw new Error('The module of a token is loaded by a process of its own.');
    return standIn<Electron.UtilityProcess>('UtilityProcess')(new ProcessInThread(file, env as NodeJS.ProcessEnv));
  },
};
