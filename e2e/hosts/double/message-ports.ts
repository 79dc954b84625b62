// Message ports of main: lib/browser/message-port-main.ts and shell/browser/api/message_port.cc. A port is in main, or it has been given away
// to a utility process; what its peer says is carried to where it is.
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { pack, unpack } from './carried.ts';
import { standIn } from './stand-in.ts';

/** Where a port lies that was given away. */
export interface PortOwner {
  carry(port: number, data: unknown, ports: readonly number[]): void;
}

/** The native half of a port. */
class End {
  readonly number: number;
  peer: End | undefined;
  owner: PortOwner | undefined;
  isClosed = false;
  #isStarted = false;
  readonly #waiting: unknown[] = [];
  readonly #emitter: EventEmitter;

  constructor(number: number, emitter: EventEmitter) {
    this.number = number;
    this.#emitter = emitter;
  }

  get isNeutered(): boolean {
    return this.owner !== undefined;
  }

  deliver(data: unknown, ports: readonly number[]): void {
    if (this.isClosed) return;
    if (this.owner !== undefined) this.owner.carry(this.number, data, ports);
    else {
      if (ports.length > 0) throw new Error('the double gives no port back to main');
      this.#waiting.push(data);
      this.#emitSoon();
    }
  }

  start(): void {
    this.#isStarted = true;
    this.#emitSoon();
  }

  /** What waited in main follows the port. */
  moveTo(owner: PortOwner): void {
    this.owner = owner;
    for (const data of this.#waiting.splice(0)) owner.carry(this.number, data, []);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#emitter.emit('close');
    this.peer?.close();
  }

  /** A message comes in its own turn. */
  #emitSoon(): void {
    setImmediate(() => {
      if (!this.#isStarted || this.isNeutered) return;
      for (const data of this.#waiting.splice(0)) this.#emitter.emit('message', { data: unpack(data), ports: [] });
    });
  }
}

const endOf = new WeakMap<object, End>();
const ends = new Map<number, End>();

/** Without `start()` nothing arrives: unlike a page's port, and unlike `parentPort`, a listener alone does not start it. */
class MessagePortMain extends EventEmitter {
  readonly #end = new End(ends.size + 1, this);

  static create(): { readonly port: Electron.MessagePortMain; readonly end: End } {
    const part = new MessagePortMain();
    const port = standIn<Electron.MessagePortMain>('MessagePortMain')(part);
    endOf.set(port, part.#end);
    ends.set(part.#end.number, part.#end);
    return { port, end: part.#end };
  }

  start(): void {
    if (!this.#end.isNeutered) this.#end.start();
  }
  close(): void {
    if (!this.#end.isNeutered) this.#end.close();
  }
  postMessage(message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    if (this.#end.isClosed || this.#end.isNeutered) return;
    if (transfer.length > 0) throw new Error('the double sends no ports over a port of main');
    this.#end.peer?.deliver(pack(message), []);
  }
}

export class MessageChannelMain implements Electron.MessageChannelMain {
  readonly port1: Electron.MessagePortMain;
  readonly port2: Electron.MessagePortMain;
  constructor() {
    const [one, two] = [MessagePortMain.create(), MessagePortMain.create()];
    one.end.peer = two.end;
    two.end.peer = one.end;
    this.port1 = one.port;
    this.port2 = two.port;
  }
}

/**
 * Gives ports away: main can no longer use them.
 * @returns their numbers
 * @throws for what is no port, for one that was given away before, and for the same one twice (MessagePort::DisentanglePorts)
 */
export function giveAway(ports: readonly unknown[], owner: PortOwner): number[] {
  const given = ports.map((port, at) => {
    const end = typeof port === 'object' && port !== null ? endOf.get(port) : undefined;
    if (end === undefined) throw new TypeError(`Port at index ${at} is not a valid port`);
    return end;
  });
  for (const [at, end] of given.entries()) {
    if (end.isNeutered || end.isClosed) throw new Error(`Port at index ${at} is already neutered.`);
    if (given.indexOf(end) !== at) throw new Error(`Port at index ${at} is a duplicate.`);
  }
  for (const end of given) end.moveTo(owner);
  return given.map(({ number }) => number);
}

/** Carries to its peer what the owner of a port has said on it. */
export function saidOn(port: number, data: unknown, ports: readonly number[]): void {
  ends.get(port)?.peer?.deliver(data, ports);
}
