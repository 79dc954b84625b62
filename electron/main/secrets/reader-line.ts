// What a worker takes from its reader: the bytes of one file, and a passphrase, each when it asks for it.
import * as z from 'zod/mini';
import { maxKeyFileBytes } from '#core/custodian-key/key-sizes.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { FrameReader, type Message } from './frames.ts';
import { handedOverSchema } from './messages.ts';

/** What a reader hands over. */
export type HandedOver = z.infer<typeof handedOverSchema>['is'];

/** The head of a message, and the lengths before its pieces. */
const besideBytes = 64;

export class ReaderLine {
  readonly #reader = new FrameReader(maxKeyFileBytes + besideBytes);
  readonly #arrived: Message[] = [];
  #wake: (() => void) | undefined;

  /** Takes bytes as they come. */
  read(chunk: Uint8Array): void {
    this.#arrived.push(...this.#reader.push(chunk));
    this.#wake?.();
  }

  /** Whether `take` needs no more bytes to be answered. */
  get isEmpty(): boolean {
    return this.#arrived.length === 0;
  }

  /** What was handed over next, which the caller wipes; undefined where the reader says that there is nothing. */
  async take(what: HandedOver): Promise<Buffer | undefined> {
    while (this.isEmpty) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    const [{ head, parts } = { head: null, parts: [] }] = this.#arrived.splice(0, 1);
    const { is } = z.parse(handedOverSchema, head);
    if (is === what) return parts[0];
    wipe(...parts);
    throw new Error(`the reader handed over ${is} in place of ${what}`);
  }
}
