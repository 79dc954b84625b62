// Custody in Electron's utility processes: for the apps. The line on which shares go is a message channel whose two ends are given away.
import { join } from 'node:path';
import { MessageChannelMain, type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron';
import { refuse } from '#shared/faults/fault.ts';
import type { SecretsProcessName } from '#shared/faults/secrets.ts';
import { encodeFrame, type Message } from '#secrets/frames.ts';
import { arrived, combinerLine, readerLine, workerLine } from '#secrets/port-end.ts';
import { Inbox } from '#secrets/host/inbox.ts';
import {
  type CombinerProcess,
  type SecretsProcess,
  type ProcessHost,
  withReader,
  type WorkerProcess,
} from '#secrets/host/process-host.ts';
import type { TokenModule } from '#platform/token-modules.ts';
import { workerEnvironment } from '#platform/worker-environment.ts';

/** Token workers run for the command line alone. */
type Own = Exclude<SecretsProcessName, 'token worker'>;

const entries: Readonly<Record<Own, string>> = {
  'key worker': 'key-worker.cjs',
  combiner: 'combiner.cjs',
  'key maker': 'key-maker.cjs',
  reader: 'reader.cjs',
};

/** @param folder where the built custody processes lie */
export function utilityProcessHost(folder: string): ProcessHost {
  const start = (name: Own): Utility =>
    new Utility(
      name,
      utilityProcess.fork(join(folder, entries[name]), [], {
        serviceName: name,
        env: workerEnvironment(name),
        // No standard streams: nothing to leak into.
        stdio: 'ignore',
      }),
    );
  const startWorker = (name: 'key worker' | 'key maker', combinerEnd?: MessagePortMain): WorkerProcess => {
    const [worker, reader] = [start(name), start('reader')];
    const { port1, port2 } = new MessageChannelMain();
    worker.child.postMessage(readerLine, [port1]);
    reader.child.postMessage(workerLine, [port2]);
    if (combinerEnd !== undefined) worker.child.postMessage(combinerLine, [combinerEnd]);
    return withReader(worker, reader);
  };
  return {
    startCombiner: () => new Combiner(start('combiner'), (line) => startWorker('key worker', line)),
    startLoneKeyWorker(module) {
      refuseTokens(module);
      return startWorker('key worker');
    },
    startKeyMaker: () => startWorker('key maker'),
  };
}

function refuseTokens(module: TokenModule | undefined): void {
  if (module !== undefined) refuse({ code: 'TOKEN_SUPPORT_MISSING' });
}

class Utility implements SecretsProcess {
  readonly name: SecretsProcessName;
  readonly child: UtilityProcess;
  readonly ended: Promise<void>;
  readonly #inbox: Inbox;

  constructor(name: SecretsProcessName, child: UtilityProcess) {
    this.name = name;
    this.child = child;
    let isToEnd = false;
    this.#inbox = new Inbox(name, () => {
      isToEnd = true;
      child.kill();
    });
    // Before it has spawned a process has no id, and Electron kills nothing: then it is killed the moment it has one.
    child.on('spawn', () => {
      if (isToEnd) child.kill();
    });
    child.on('message', (data: unknown) => {
      if (!(data instanceof Uint8Array)) return;
      child.postMessage(arrived);
      this.#inbox.read(data);
    });
    // V8 gave up in it, as where memory ran out. Its exit follows; without a listener, this would be our own error.
    child.on('error', () => undefined);
    this.ended = new Promise((ended) => {
      child.on('exit', (status) => {
        this.#inbox.end({ kind: 'exit', status });
        ended();
      });
    });
  }

  send(head: object, parts: readonly Buffer[] = []): void {
    const frame = encodeFrame(head, parts);
    for (const part of parts) part.fill(0);
    // It is written out before the call returns, so that this one copy can be wiped.
    this.child.postMessage(new Uint8Array(frame.buffer, frame.byteOffset, frame.length));
    frame.fill(0);
  }

  receive(limitMs?: number): Promise<Message> {
    return this.#inbox.receive(limitMs);
  }

  stop(): void {
    this.#inbox.stop();
  }
}

class Combiner implements CombinerProcess {
  readonly name = 'combiner';
  readonly ended: Promise<void>;
  readonly #own: Utility;
  readonly #startWorker: (line: MessagePortMain) => WorkerProcess;

  constructor(own: Utility, startWorker: (line: MessagePortMain) => WorkerProcess) {
    this.#own = own;
    this.ended = own.ended;
    this.#startWorker = startWorker;
  }

  startKeyWorker(module?: TokenModule): WorkerProcess {
    refuseTokens(module);
    const { port1, port2 } = new MessageChannelMain();
    this.#own.child.postMessage(combinerLine, [port2]);
    return this.#startWorker(port1);
  }

  send(head: object, parts?: readonly Buffer[]): void {
    this.#own.send(head, parts);
  }

  receive(limitMs?: number): Promise<Message> {
    return this.#own.receive(limitMs);
  }

  stop(): void {
    this.#own.stop();
  }
}
