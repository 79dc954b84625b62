// `utilityProcess`: lib/browser/api/utility-process.ts and shell/browser/api/electron_api_utility_process.cc, on processes of Node.
import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import type * as Electron from 'electron';
import { compiledOnce } from '#build/run.ts';
import type { Browser } from './browser.ts';
import { type Carried, pack, unpack } from './carried.ts';
import { giveAway, saidOn } from './message-ports.ts';
import { startOwn } from './own-programs.ts';
import { standIn } from './stand-in.ts';

const bootstrap = fileURLToPath(new URL('utility-child.ts', import.meta.url));
/** After this time, base::EnsureProcessTerminated kills what did not end by itself. */
const patienceMs = 2000;

/** The processes that run, for a spec that ends one from outside. */
export interface UtilityProcesses {
  readonly utilityProcess: Pick<typeof Electron.utilityProcess, 'fork'>;
  /** Kills the oldest process of this name, or of any, as the system would where memory is short; false where none runs. */
  kill(name?: string): boolean;
}

export function createUtilityProcesses(browser: Browser): UtilityProcesses {
  const running = new Map<UtilityProcess, Electron.UtilityProcess>();
  return {
    utilityProcess: {
      fork(modulePath, args = [], options = {}) {
        if (!modulePath) throw new Error('Missing UtilityProcess entry script.');
        if (!browser.isReady) throw new TypeError('utilityProcess cannot be created before app is ready.');
        const part = new UtilityProcess(modulePath, args, options);
        const child = standIn<Electron.UtilityProcess>('UtilityProcess')(part);
        running.set(part, child);
        let pid = 0;
        part.once('spawn', () => {
          pid = part.pid ?? 0;
          browser.utilities.set(pid, UtilityProcess.nameOf(part));
        });
        part.once('exit', () => {
          running.delete(part);
          browser.utilities.delete(pid);
        });
        return child;
      },
    },
    kill(name) {
      const [found] = [...running.keys()].filter((part) => name === undefined || UtilityProcess.nameOf(part) === name);
      return found !== undefined && UtilityProcess.killFromOutside(found);
    },
  };
}

class UtilityProcess extends EventEmitter {
  readonly stdout = null;
  readonly stderr = null;
  readonly #name: string;
  readonly #child: ChildProcess;
  #pid: number | undefined;
  #hasEnded = false;
  #isKilled = false;

  static nameOf = (process: UtilityProcess): string => process.#name;
  static killFromOutside = (process: UtilityProcess): boolean => process.#child.kill('SIGKILL');

  constructor(modulePath: string, args: readonly string[], options: Electron.ForkOptions) {
    super();
    this.#name = options.serviceName ?? 'Node Utility Process';
    this.#child = startOwn(() =>
      fork(bootstrap, [modulePath, ...args], {
        serialization: 'advanced',
        execArgv: ['--no-warnings', ...(options.execArgv ?? [])],
        stdio: standardStreams(options.stdio),
        // "Inherit parent process environment when there is no custom environment provided by the user": an empty one counts as none.
        env: {
          ...(Object.keys(options.env ?? {}).length === 0 ? process.env : (options.env as NodeJS.ProcessEnv)),
          ...compiledOnce,
        },
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      }),
    );
    this.#child.on('spawn', () => this.#spawned());
    this.#child.on('message', (message: Carried) => {
      if (message.port !== 0) saidOn(message.port, message.data, message.ports);
      else this.emit('message', unpack(message.data));
    });
    this.#child.on('exit', (code, signal) => this.#ended(code ?? (signal === null ? 0 : constants.signals[signal])));
  }

  /** Main has a process id when the system has started the process, whose script has not run by then, and not when it is asked for. */
  #spawned(): void {
    this.#pid = this.#child.pid;
    this.emit('spawn');
  }

  /** A process that was killed by us counts as ended in good order, if a signal ended it. */
  #ended(status: number): void {
    this.#hasEnded = true;
    this.#pid = undefined;
    const byOurSignal =
      this.#isKilled && (status === constants.signals.SIGTERM || status === constants.signals.SIGKILL);
    this.emit('exit', byOurSignal ? 0 : status);
  }

  get pid(): number | undefined {
    return this.#pid;
  }

  postMessage(message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    if (this.#hasEnded) return;
    const data = pack(message);
    const carry = (port: number, said: unknown, ports: readonly number[]): void => {
      if (this.#child.connected) this.#child.send({ port, data: said, ports } satisfies Carried);
    };
    carry(0, data, giveAway(transfer, { carry }));
  }

  kill(): boolean {
    if (this.#pid === undefined) return false;
    this.#isKilled = this.#child.kill('SIGTERM');
    setTimeout(() => this.#child.kill('SIGKILL'), patienceMs).unref();
    return this.#isKilled;
  }
}

function standardStreams(asked: Electron.ForkOptions['stdio'] = 'inherit'): StdioOptions {
  const [input, output, errors] = Array.isArray(asked) ? asked : ['ignore', asked, asked];
  if (input !== 'ignore') throw new Error('stdin value other than ignore is not supported.');
  for (const each of [output, errors]) {
    if (each !== 'ignore' && each !== 'inherit') throw new Error(`the double plays no standard stream "${each}"`);
  }
  return ['ignore', output, errors, 'ipc'] as StdioOptions;
}
