// Custody in child processes of Node: for the command line.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { SecretsProcessName } from '#shared/faults/secrets.ts';
import { refuse } from '#shared/faults/fault.ts';
import { encodeFrame, type Message } from '../frames.ts';
import type { Passage } from '#platform/network-wall/close.ts';
import { confined } from '#platform/confined.ts';
import { withoutCoreFiles } from '#platform/core-files.ts';
import { Inbox } from './inbox.ts';
import {
  type CombinerProcess,
  type SecretsProcess,
  type ProcessHost,
  withReader,
  type WorkerProcess,
} from './process-host.ts';
import { tokenAddonIn } from '#platform/token-addon-file.ts';
import type { TokenModule } from '#platform/token-modules.ts';
import { workerEnvironment } from '#platform/worker-environment.ts';

const entries: Readonly<Record<SecretsProcessName, string>> = {
  'key worker': 'key-worker.cjs',
  'token worker': 'token-worker.cjs',
  combiner: 'combiner.cjs',
  'key maker': 'key-maker.cjs',
  reader: 'reader.cjs',
};

/** What is at descriptor 3 and after: a line between two of these processes, nothing, or, for a reader, our own standard input. */
type ExtraLine = 'pipe' | 'ignore' | Writable | 0;

/** Small young generation: these processes live for a second, and memory that is not taken needs no scan. */
const nodeOptions = ['--max-semi-space-size=1', '--no-warnings'];

/**
 * @param folder where the built custody processes lie
 * @param passage by which this process starts programs
 */
export function childProcessHost(folder: string, passage: Passage = (start) => start()): ProcessHost {
  const start = (name: SecretsProcessName, extra: readonly ExtraLine[] = [], module?: TokenModule): ChildProcess => {
    const isReader = name === 'reader';
    const file = join(folder, entries[name]);
    const native = module && { ...module, loads: [tokenAddonIn(folder), module.path] };
    const [program, args] = isReader
      ? withoutCoreFiles(process.execPath, [...nodeOptions, file])
      : confined(process.execPath, nodeOptions, file, process.platform, native);
    return passage(() =>
      spawn(program, args, {
        env: { ...workerEnvironment(name), ...module?.environment },
        // A reader asks on our terminal. What another process would say there could be meant to deceive, and may quote a secret.
        stdio: ['pipe', 'pipe', isReader ? 'inherit' : 'ignore', ...extra],
        // A session of its own has no terminal. Windows gives a process without inherited streams no console of ours.
        detached: !isReader && process.platform !== 'win32',
        windowsHide: true,
      }),
    );
  };
  const startWorker = (name: WorkerName, combinerLine: Writable | 'ignore', module?: TokenModule): WorkerProcess => {
    const child = start(name, [combinerLine, 'pipe'], module);
    const line = child.stdio[4];
    // A worker that could not be started has no line; its reader then ends with it.
    const reader = new Child('reader', start('reader', [line instanceof Writable ? line : 'ignore', 0]));
    // Our end is the reader's now: the worker hears the end of the line when its reader is gone.
    line?.destroy();
    return withReader(new Child(name, child), reader);
  };
  const startKeyWorker = (line: Writable | 'ignore', module?: TokenModule): WorkerProcess =>
    startWorker(module === undefined ? 'key worker' : 'token worker', line, module);
  return {
    startCombiner: () => new Combiner(start('combiner', ['pipe']), startKeyWorker),
    startLoneKeyWorker: (module) => startKeyWorker('ignore', module),
    startKeyMaker: () => startWorker('key maker', 'ignore'),
  };
}

type WorkerName = Exclude<SecretsProcessName, 'combiner' | 'reader'>;

class Child implements SecretsProcess {
  readonly name: SecretsProcessName;
  readonly ended: Promise<void>;
  protected readonly child: ChildProcess;
  readonly #inbox: Inbox;

  constructor(name: SecretsProcessName, child: ChildProcess) {
    this.name = name;
    this.child = child;
    this.#inbox = new Inbox(name, () => child.kill('SIGKILL'));
    child.stdout?.on('data', (chunk: Buffer) => this.#inbox.read(chunk));
    // A child that is gone breaks the pipe; its end is told by its exit.
    child.stdin?.on('error', () => undefined);
    this.ended = new Promise((ended) => {
      child.on('error', (error) => {
        this.#inbox.end({ kind: 'not-started', reason: 'code' in error ? String(error.code) : error.name });
        // A kill that failed is such an error too: that process is still there.
        if (child.pid === undefined) ended();
      });
      child.on('close', (status, signal) => {
        this.#inbox.end(signal === null ? { kind: 'exit', status } : { kind: 'signal', signal });
        ended();
      });
    });
  }

  send(head: object, parts: readonly Buffer[] = []): void {
    const frame = encodeFrame(head, parts);
    for (const part of parts) part.fill(0);
    this.child.stdin?.write(frame, () => frame.fill(0));
  }

  receive(limitMs?: number): Promise<Message> {
    return this.#inbox.receive(limitMs);
  }

  stop(): void {
    this.#inbox.stop();
  }
}

type StartOnLine = (line: Writable, module?: TokenModule) => WorkerProcess;

class Combiner extends Child implements CombinerProcess {
  readonly #startWorker: StartOnLine;

  constructor(child: ChildProcess, startWorker: StartOnLine) {
    super('combiner', child);
    this.#startWorker = startWorker;
    const line = child.stdio[3];
    // A combiner that is gone breaks this line too.
    line?.on('error', () => undefined);
    // Nobody reads our end of it, so nothing else would close it; until then Node does not call the child closed.
    child.on('exit', () => line?.destroy());
  }

  startKeyWorker(module?: TokenModule): WorkerProcess {
    const line = this.child.stdio[3];
    // Without a combiner a custodian would type a passphrase for nothing.
    if (!(line instanceof Writable) || line.destroyed) {
      return refuse({ code: 'CUSTODY_PROCESS_ENDED', process: this.name, how: { kind: 'line-closed' } });
    }
    // Our end of the line is handed to the worker: what it writes there, this process never sees, and the combiner takes for shares alone.
    return this.#startWorker(line, module);
  }
}
