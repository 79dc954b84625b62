// Where the processes that hold secrets run: child processes for the command line, utility processes in the app. The services
// above know only this.
import type { SecretsProcessName } from '#shared/faults/secrets.ts';
import type { TokenModule } from '#platform/token-modules.ts';
import type { Message } from '../frames.ts';

/** A custody process as its host sees it. */
export interface SecretsProcess {
  readonly name: SecretsProcessName;
  /** Sends a request. Parts may be secret: they are wiped once sent. */
  send(head: object, parts?: readonly Buffer[]): void;
  /**
   * The next reply.
   * @param limitMs how long to wait; none for what waits on a person
   * @throws CUSTODY_PROCESS_ENDED, CUSTODY_TIME_LIMIT, CUSTODY_STOPPED; the process is gone then
   */
  receive(limitMs?: number): Promise<Message>;
  /** Ends the process, with all that it holds, as soon as the system lets it: at once, or when it has spawned. Safe to call twice. */
  stop(): void;
  /** Resolves when the process has exited, or could not be started; never rejects. */
  readonly ended: Promise<void>;
}

/** A process that works on one key, with the reader that hands over the key file and the passphrase. The two end together. */
export interface WorkerProcess extends SecretsProcess {
  readonly reader: SecretsProcess;
}

/** A worker and its reader as one: they are stopped together, and have ended when both have. */
export function withReader(worker: SecretsProcess, reader: SecretsProcess): WorkerProcess {
  // Nobody is left to read for.
  void worker.ended.then(() => reader.stop());
  return {
    name: worker.name,
    reader,
    send: (head, parts) => worker.send(head, parts),
    receive: (limitMs) => worker.receive(limitMs),
    stop() {
      worker.stop();
      reader.stop();
    },
    ended: Promise.all([worker.ended, reader.ended]).then(() => undefined),
  };
}

/** The combiner, and the line on which key workers give it their shares: theirs alone, for shares alone. */
export interface CombinerProcess extends SecretsProcess {
  /** Starts the worker of one custodian, whose share goes straight to this combiner; with a module, a token worker. @throws TOKEN_SUPPORT_… */
  startKeyWorker(module?: TokenModule): WorkerProcess;
}

export interface ProcessHost {
  startCombiner(): CombinerProcess;
  /** A worker with no way to any combiner: for the proof that a key opens its share. With a module, a token worker. @throws TOKEN_SUPPORT_… */
  startLoneKeyWorker(module?: TokenModule): WorkerProcess;
  startKeyMaker(): WorkerProcess;
}
