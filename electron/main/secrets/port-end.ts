// The end of a custody process that runs as Electron's utility process: the same frames as on pipes, carried by ports.
import { encodeFrame, FrameReader, type Message } from './frames.ts';
import { type HandedOver, ReaderLine } from './reader-line.ts';
import { ShareLine } from './share-line.ts';

/** The lines of a process that holds secrets, whatever carries them. */
export interface OwnEnd {
  /** Calls back for each message of the host, one after the other; the process ends when the host goes away. */
  onMessage(handle: (message: Message) => Promise<void>): void;
  /** Resolves when the host's end has the bytes; parts are wiped. */
  send(head: object, parts?: readonly Buffer[]): Promise<void>;
  /** The line that leads on: a key worker's to the combiner, a reader's to its worker. Parts are wiped. */
  sendOn(head: object, parts: readonly Buffer[]): Promise<void>;
  /** What this worker's reader hands over: bytes for the caller to wipe, or undefined where it says that there are none. */
  fromReader(what: HandedOver): Promise<Buffer | undefined>;
  /**
   * The combiner's way to the key worker of one turn: the shares of its one message, by position. What other turns have left on the
   * line is wiped.
   * @throws SHARE_LINE_VIOLATED for anything that is no such message
   */
  takeShares(turn: string): Promise<ReadonlyMap<number, Buffer>>;
}

/** A port of Electron, as far as it is used here; `process.parentPort` and the ports that come with messages are such. */
export interface Port {
  postMessage(message: unknown): void;
  on(name: 'message', listener: (event: PortEvent) => void): unknown;
  start?(): void;
}
interface PortEvent {
  readonly data: unknown;
  readonly ports?: readonly Port[];
}

/** Says that the frame before has arrived: a process must not end while its last words are on their way. */
export const arrived = 'arrived';
/** Comes with a port: for a key worker the way to the combiner, for the combiner the way from a key worker. */
export const combinerLine = 'combiner line';
/** Comes with a port, for a worker: the way from its reader. */
export const readerLine = 'reader line';
/** Comes with a port, for a reader: the way to its worker. Nothing is read from there. */
export const workerLine = 'worker line';

export function portEnd(parent: Port): OwnEnd {
  const toHost = new Sender(parent);
  let isLine: (line: Sender) => void;
  const line = new Promise<Sender>((found) => {
    isLine = found;
  });
  const inbox = new Inbox();
  const shares = new ShareLine();
  const reader = new ReaderLine();
  parent.on('message', ({ data, ports: [port] = [] }) => {
    if (data === arrived) toHost.arrived();
    else if (data === combinerLine && port !== undefined) isLine(openLine(port, (bytes) => shares.read(bytes, port)));
    else if (data === workerLine && port !== undefined) isLine(openLine(port, () => undefined));
    else if (data === readerLine && port !== undefined) openLine(port, (bytes) => reader.read(bytes));
    else if (data instanceof Uint8Array) inbox.take(data);
  });
  return {
    onMessage: (handle) => inbox.onMessage(handle),
    send: (head, parts = []) => toHost.send(head, parts),
    sendOn: async (head, parts) => (await line).send(head, parts),
    fromReader: (what) => reader.take(what),
    takeShares: (turn) => shares.take(turn),
  };
}

/** Everything that the host sends to this process, in the order in which it came. */
class Inbox {
  readonly #waiting: Message[] = [];
  readonly #reader = new FrameReader();
  #queue = Promise.resolve();
  #handle: ((message: Message) => Promise<void>) | undefined;

  onMessage(handle: (message: Message) => Promise<void>): void {
    this.#handle = handle;
    for (const message of this.#waiting.splice(0)) this.#deliver(message);
  }

  take(frame: Uint8Array): void {
    for (const message of this.#reader.push(frame)) this.#deliver(message);
  }

  #deliver(message: Message): void {
    const handle = this.#handle;
    if (handle === undefined) this.#waiting.push(message);
    else this.#queue = this.#queue.then(() => handle(message));
  }
}

/** A line between two of these processes: never a way into the inbox, which is the host's alone. */
function openLine(port: Port, read: (bytes: Uint8Array) => void): Sender {
  const sender = new Sender(port);
  port.on('message', ({ data }) => {
    if (data === arrived) sender.arrived();
    if (!(data instanceof Uint8Array)) return;
    read(data);
    port.postMessage(arrived);
  });
  port.start?.();
  return sender;
}

/** Sends frames and knows when each has arrived; parts are wiped. */
class Sender {
  readonly #port: Port;
  readonly #waiting: (() => void)[] = [];

  constructor(port: Port) {
    this.#port = port;
  }

  send(head: object, parts: readonly Buffer[]): Promise<void> {
    const frame = encodeFrame(head, parts);
    return new Promise((done) => {
      this.#waiting.push(done);
      // It is written out before the call returns, so that this one copy can be wiped.
      this.#port.postMessage(new Uint8Array(frame.buffer, frame.byteOffset, frame.length));
      frame.fill(0);
      for (const part of parts) part.fill(0);
    });
  }

  arrived(): void {
    this.#waiting.shift()?.();
  }
}
