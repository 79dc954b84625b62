// What a host keeps for one custody process: replies that came, the one who waits for the next, and how the process ended.
import type { SecretsProcessName, ProcessEnd } from '#shared/faults/secrets.ts';
import { type Fault, Refusal, refuse } from '#shared/faults/fault.ts';
import { FrameReader, maxFrameBytes, type Message } from '../frames.ts';

/** Bytes of the largest reply that each of them has to give: only a blob is large. */
const largestReply: Readonly<Record<SecretsProcessName, number>> = {
  'key worker': 16 * 1024,
  'token worker': 16 * 1024,
  combiner: maxFrameBytes,
  'key maker': 64 * 1024,
  reader: 4 * 1024,
};

/** A request has two replies at most: that the work has begun, and its result. */
const mostUnread = 2;

export class Inbox {
  readonly #name: SecretsProcessName;
  readonly #kill: () => void;
  readonly #reader: FrameReader;
  readonly #arrived: Message[] = [];
  #waiting: { take: (message: Message) => void; fail: (error: Refusal) => void } | undefined;
  #ended: Fault | undefined;
  #stopped = false;

  /** @param kill ends the process at once */
  constructor(name: SecretsProcessName, kill: () => void) {
    this.#name = name;
    this.#kill = kill;
    this.#reader = new FrameReader(largestReply[name]);
  }

  /** @throws CUSTODY_PROCESS_ENDED, CUSTODY_TIME_LIMIT, CUSTODY_STOPPED, CUSTODY_MESSAGE_INVALID; the process is gone then */
  async receive(limitMs?: number): Promise<Message> {
    const next = this.#arrived.shift();
    if (next) return next;
    if (this.#ended) return refuse(this.#ended);
    return new Promise((resolve, reject) => {
      const timer =
        limitMs === undefined
          ? undefined
          : setTimeout(
              () =>
                this.#close({ code: 'CUSTODY_TIME_LIMIT', process: this.#name, seconds: Math.round(limitMs / 1000) }),
              limitMs,
            );
      this.#waiting = {
        take: (message) => {
          clearTimeout(timer);
          resolve(message);
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
    });
  }

  /** Takes bytes as they come from the process. What is no message ends the process that wrote it, and not ours. */
  read(bytes: Uint8Array): void {
    try {
      for (const message of this.#reader.push(bytes)) this.#deliver(message);
    } catch {
      this.#close({ code: 'CUSTODY_MESSAGE_INVALID', process: this.#name });
    }
  }

  #deliver(message: Message): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting.take(message);
    else if (this.#arrived.push(message) > mostUnread) throw new RangeError('more replies than requests have');
  }

  /** The process is to end because its host wants it so. */
  stop(): void {
    this.#stopped = true;
    this.#kill();
  }

  /** The process has ended: the waiting callers are told how. */
  end(how: ProcessEnd): void {
    this.#close(
      this.#stopped
        ? { code: 'CUSTODY_STOPPED', process: this.#name }
        : { code: 'CUSTODY_PROCESS_ENDED', process: this.#name, how },
    );
  }

  /** Nothing comes after this; what was said first stays true. */
  #close(fault: Fault): void {
    this.#kill();
    this.#ended ??= fault;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.fail(new Refusal(this.#ended));
  }
}
