// Custody in Electron's utility processes: for the apps. The line on which shares go is a message channel whose two ends are given away.
import { join } from 'node:path';
import { MessageChannelMain, type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron';
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

/** @param folder where the built custody processes lie */
export function utilityProcessHost(folder: string): ProcessHost {
  const start = (name: SecretsProcessName, module?: TokenModule): Utility =>
    new Utility(
      name,
      utilityProcess.fork(join(folder, entries[name]), module ? [tokenAddonIn(folder), module.path] : [], {
        serviceName: name,
        env: { ...workerEnvironment(name), ...module?.environment },
        // No standard streams: nothing to leak into.
        stdio: 'ignore',
      }),
    );
  const startWorker = (name: WorkerName, combinerEnd?: MessagePortMain, module?: TokenModule): WorkerProcess => {
    const [worker, reader] = [start(name, module), start('reader')];
    const { port1, port2 } = new MessageChannelMain();
    worker.child.postMessage(readerLine, [port1]);
    reader.child.postMessage(workerLine, [port2]);
    if (combinerEnd !== undefined) worker.child.postMessage(combinerLine, [combinerEnd]);
    return withReader(worker, reader);
  };
  const startKeyWorker: StartKeyWorker = (line, module) =>
    startWorker(module === undefined ? 'key worker' : 'token worker', line, module);
  return {
    startCombiner: () => new Combiner(start('combiner'), startKeyWorker),
    startLoneKeyWorker: (module) => startKeyWorker(undefined, module),
    startKeyMaker: () => startWorker('key maker'),
  };
}

type WorkerName = Exclude<SecretsProcessName, 'combiner' | 'reader'>;
type StartKeyWorker = (line: MessagePortMain | undefined, module: TokenModule | undefined) => WorkerProcess;

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
  readonly #startWorker: StartKeyWorker;

  constructor(own: Utility, startWorker: StartKeyWorker) {
    this.#own = own;
    this.ended = own.ended;
    this.#startWorker = startWorker;
  }

  startKeyWorker(module?: TokenModule): WorkerProcess {
    const { port1, port2 } = new MessageChannelMain();
    // Before the combiner is told: a token worker may be refused.
    const worker = this.#startWorker(port1, module);
    this.#own.child.postMessage(combinerLine, [port2]);
    return worker;
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
