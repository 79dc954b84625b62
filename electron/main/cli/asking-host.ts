// A process host whose processes have no terminal: passphrases are asked for here, as bytes, and sent on. For the packaged programs,
// whose utility processes are given no descriptor of ours.
import * as z from 'zod/mini';
import { wipe } from '#core/encoding/bytes.ts';
import type { Message } from '#secrets/frames.ts';
import { passphraseSourceSchema } from '#secrets/messages.ts';
import { type PassphraseSource, takePassphrase } from '#platform/passphrase.ts';
import { type SecretsProcess, type ProcessHost, withReader, type WorkerProcess } from '#secrets/host/process-host.ts';

const askingHead = z.looseObject({ passphrase: passphraseSourceSchema });

/** Takes a passphrase; tests give their own. */
export type Ask = (source: PassphraseSource) => Promise<Buffer | undefined>;

const standardInput = 0;
const askOnOwnTerminal: Ask = (source) => takePassphrase(source, undefined, standardInput);

export function askingHost(host: ProcessHost, ask: Ask = askOnOwnTerminal): ProcessHost {
  const asking = (worker: WorkerProcess): WorkerProcess => withReader(worker, new AskingReader(worker.reader, ask));
  return {
    startCombiner() {
      const combiner = host.startCombiner();
      const startKeyWorker = combiner.startKeyWorker.bind(combiner);
      combiner.startKeyWorker = (module) => asking(startKeyWorker(module));
      return combiner;
    },
    startLoneKeyWorker: (module) => asking(host.startLoneKeyWorker(module)),
    startKeyMaker: () => asking(host.startKeyMaker()),
  };
}

/** A reader that has no terminal: where it is to ask there, it gets the bytes instead. */
class AskingReader implements SecretsProcess {
  readonly #inner: SecretsProcess;
  readonly #ask: Ask;
  /** Ends when the last request has been sent; its refusal is the answer to that request. */
  #sent: Promise<void> = Promise.resolve();

  constructor(inner: SecretsProcess, ask: Ask) {
    this.#inner = inner;
    this.#ask = ask;
  }

  get name(): SecretsProcess['name'] {
    return this.#inner.name;
  }

  get ended(): Promise<void> {
    return this.#inner.ended;
  }

  send(head: object, parts?: readonly Buffer[]): void {
    const asking = z.safeParse(askingHead, head);
    if (asking.success && asking.data.passphrase.from === 'terminal') {
      this.#sent = this.#askAndSend(head, asking.data.passphrase);
      // The waiting caller hears of it; if there is none, the process is being stopped.
      this.#sent.catch(() => undefined);
    } else this.#inner.send(head, parts);
  }

  async #askAndSend(head: object, source: PassphraseSource): Promise<void> {
    const passphrase = await this.#ask(source);
    try {
      this.#inner.send({ ...head, passphrase: { from: 'message' } }, passphrase === undefined ? [] : [passphrase]);
    } finally {
      wipe(passphrase);
    }
  }

  async receive(limitMs?: number): Promise<Message> {
    await this.#sent;
    return this.#inner.receive(limitMs);
  }

  stop(): void {
    this.#inner.stop();
  }
}
