// What the combiner takes from key workers. A worker reads a file that a stranger may have written, so this line is for one purpose:
// one message in each turn, with the shares of that turn. Anything else ends the taking of shares for good.
import * as z from 'zod/mini';
import { Refusal } from '#shared/faults/fault.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { FrameReader, type Message } from './frames.ts';
import { maxShareMessageBytes, shareMessageSchema } from './messages.ts';

/** Shares by their position in the security domain. */
type Shares = ReadonlyMap<number, Buffer>;

/** No honest worker is so far ahead of the host: turns come one after the other. */
const mostWaiting = 16;

const violated = (): Refusal => new Refusal({ code: 'SHARE_LINE_VIOLATED' });

interface Waiting {
  readonly turn: string;
  readonly done: (shares: Shares) => void;
  readonly fail: (why: Refusal) => void;
}

/** One line, or one of several that lead to the same place: what came on it, until the host asks for it. */
export class ShareLine {
  readonly #readers = new Map<object, FrameReader>();
  readonly #arrived = new Map<string, Shares>();
  #isViolated = false;
  #waiting: Waiting | undefined;

  /**
   * Takes bytes as they come.
   * @param from tells lines apart where there are several: bytes of two workers never mix
   */
  read(chunk: Uint8Array, from: object = this): void {
    const reader = this.#readers.get(from) ?? new FrameReader(maxShareMessageBytes);
    this.#readers.set(from, reader);
    const messages: Message[] = [];
    try {
      messages.push(...reader.push(chunk));
      for (let message = messages.shift(); message !== undefined; message = messages.shift()) this.#keep(message);
    } catch {
      // What came behind it in the same piece.
      wipe(...messages.flatMap(({ parts }) => parts));
      this.close();
    }
  }

  /** Nothing that comes on this line is taken from here on; what waits is wiped. */
  close(): void {
    this.#isViolated = true;
    for (const shares of this.#arrived.values()) wipe(...shares.values());
    this.#arrived.clear();
    this.#waiting?.fail(violated());
    this.#waiting = undefined;
  }

  /** Whether `take` needs no more bytes to be answered. */
  hasAnswered(turn: string): boolean {
    return this.#waiting?.turn !== turn;
  }

  /**
   * The shares of this turn, once. Those of every other turn are wiped: it was refused, or cancelled.
   * @throws SHARE_LINE_VIOLATED
   */
  async take(turn: string): Promise<Shares> {
    if (this.#isViolated) throw violated();
    const shares = this.#arrived.get(turn);
    this.#arrived.delete(turn);
    for (const other of this.#arrived.values()) wipe(...other.values());
    this.#arrived.clear();
    if (shares !== undefined) return shares;
    return new Promise((done, fail) => {
      this.#waiting = { turn, done, fail };
    });
  }

  #keep({ head, parts }: Message): void {
    const message = z.safeParse(shareMessageSchema, head);
    const { turn, positions } = message.success ? message.data : { turn: '', positions: [] };
    const isWhole =
      message.success &&
      positions.length > 0 &&
      positions.length === parts.length &&
      new Set(positions).size === positions.length &&
      !this.#isViolated &&
      !this.#arrived.has(turn) &&
      this.#arrived.size < mostWaiting;
    if (!isWhole) {
      wipe(...parts);
      throw violated();
    }
    const waiting = this.#waiting;
    if (waiting !== undefined && waiting.turn !== turn) {
      wipe(...parts);
      return;
    }
    const shares = new Map(positions.map((position, i) => [position, parts[i] ?? Buffer.alloc(0)]));
    this.#waiting = undefined;
    if (waiting === undefined) this.#arrived.set(turn, shares);
    else waiting.done(shares);
  }
}
