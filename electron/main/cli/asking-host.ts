// A process host whose processes have no terminal: passphrases are asked for here, as bytes, and sent on. For the packaged programs,
// whose utility processes are given no descriptor of ours.
import * as z from 'zod/mini';
import { wipe } from '#core/encoding/bytes.ts';
import type { Message } from '#secrets/frames.ts';
import { passphraseSourceSchema } from '#secrets/messages.ts';
import { type PassphraseSource, takePassphrase } from '#platform/passphrase.ts';
import type { CombinerProcess, SecretsProcess, ProcessHost } from '#secrets/host/process-host.ts';

const askingHead = z.looseObject({ passphrase: passphraseSourceSchema });

/** Takes a passphrase; tests give their own. */
export type Ask = (source: PassphraseSource) => Promise<Buffer | undefined>;

const standardInput = 0;
const askOnOwnTerminal: Ask = (source) => takePassphrase(source, undefined, standardInput);

export function askingHost(host: ProcessHost, ask: Ask = askOnOwnTerminal): ProcessHost {
  return {
    startCombiner: () => new AskingCombiner(host.startCombiner(), ask),
    startLoneKeyWorker: () => new Asking(host.startLoneKeyWorker(), ask),
    startKeyMaker: () => new Asking(host.startKeyMaker(), ask),
  };
}

class Asking<Inner extends SecretsProcess> implements SecretsProcess {
  protected readonly inner: Inner;
  protected readonly ask: Ask;
  /** Ends when the last request has been sent; its refusal is the answer to that request. */
  #sent: Promise<void> = Promise.resolve();

  constructor(inner: Inner, ask: Ask) {
    this.inner = inner;
    this.ask = ask;
  }

  get name(): Inner['name'] {
    return this.inner.name;
  }

  get ended(): Promise<void> {
    return this.inner.ended;
  }

  send(head: object, parts?: readonly Buffer[]): void {
    const asking = z.safeParse(askingHead, head);
    if (asking.success && asking.data.passphrase.from === 'terminal') {
      this.#sent = this.#askAndSend(head, asking.data.passphrase);
      // The waiting caller hears of it; if there is none, the process is being stopped.
      this.#sent.catch(() => undefined);
    } else this.inner.send(head, parts);
  }

  async #askAndSend(head: object, source: PassphraseSource): Promise<void> {
    const passphrase = await this.ask(source);
    try {
      this.inner.send({ ...head, passphrase: { from: 'message' } }, passphrase === undefined ? [] : [passphrase]);
    } finally {
      wipe(passphrase);
    }
  }

  async receive(limitMs?: number): Promise<Message> {
    await this.#sent;
    return this.inner.receive(limitMs);
  }

  stop(): void {
    this.inner.stop();
  }
}

class AskingCombiner extends Asking<CombinerProcess> implements CombinerProcess {
  startKeyWorker(): SecretsProcess {
    return new Asking(this.inner.startKeyWorker(), this.ask);
  }
}
