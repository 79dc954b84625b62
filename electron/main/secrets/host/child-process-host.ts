// Custody in child processes of Node: for the command line.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { SecretsProcessName } from '#shared/faults/secrets.ts';
import { refuse } from '#shared/faults/fault.ts';
import { encodeFrame, type Message } from '../frames.ts';
import type { Passage } from '#platform/network-wall/close.ts';
import { withoutCoreFiles } from '#platform/core-files.ts';
import { Inbox } from './inbox.ts';
import type { CombinerProcess, SecretsProcess, ProcessHost } from './process-host.ts';
import { workerEnvironment } from '#platform/worker-environment.ts';

const entries: Readonly<Record<SecretsProcessName, string>> = {
  'key worker': 'key-worker.cjs',
  combiner: 'combiner.cjs',
  'key maker': 'key-maker.cjs',
};

/** What is at descriptor 3 and after: the line between key workers and combiner, nothing, or our own standard input. */
type ExtraLine = 'pipe' | 'ignore' | Writable | 0;

/** Small young generation: these processes live for a second, and memory that is not taken needs no scan. */
const nodeOptions = ['--max-semi-space-size=1', '--no-warnings'];

/**
 * @param folder where the built custody processes lie
 * @param passage by which this process starts programs
 */
export function childProcessHost(folder: string, passage: Passage = (start) => start()): ProcessHost {
  const start = (name: SecretsProcessName, extra: readonly ExtraLine[] = []): ChildProcess => {
    const [program, args] = withoutCoreFiles(process.execPath, [...nodeOptions, join(folder, entries[name])]);
    return passage(() =>
      spawn(program, args, {
        env: workerEnvironment(name),
        stdio: ['pipe', 'pipe', 'inherit', ...extra],
        windowsHide: true,
      }),
    );
  };
  return {
    startCombiner: () => new Combiner(start('combiner', ['pipe']), (line) => start('key worker', [line, 0])),
    startLoneKeyWorker: () => new Child('key worker', start('key worker', ['ignore', 0])),
    startKeyMaker: () => new Child('key maker', start('key maker', ['ignore', 0])),
  };
}

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

class Combiner extends Child implements CombinerProcess {
  readonly #startWorker: (line: Writable) => ChildProcess;

  constructor(child: ChildProcess, startWorker: (line: Writable) => ChildProcess) {
    super('combiner', child);
    this.#startWorker = startWorker;
    const line = child.stdio[3];
    // A combiner that is gone breaks this line too.
    line?.on('error', () => undefined);
    // Nobody reads our end of it, so nothing else would close it; until then Node does not call the child closed.
    child.on('exit', () => line?.destroy());
  }

  startKeyWorker(): SecretsProcess {
    const line = this.child.stdio[3];
    // Without a combiner a custodian would type a passphrase for nothing.
    if (!(line instanceof Writable) || line.destroyed) {
      return refuse({ code: 'CUSTODY_PROCESS_ENDED', process: this.name, how: { kind: 'line-closed' } });
    }
    // Our end of the line is handed to the worker: what it writes there, this process never sees, and the combiner takes for shares alone.
    return new Child('key worker', this.#startWorker(line));
  }
}
