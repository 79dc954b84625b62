// What runs first in a utility process of the double: gives the built worker the `process.parentPort` that Electron gives it
// (lib/utility/init.ts, lib/utility/parent-port.ts, shell/services/node/parent_port.cc).
import { EventEmitter } from 'node:events';
import Module from 'node:module';
import type * as Electron from 'electron';
import { takeArchivesForFolders } from './asar.ts';
import { type Carried, pack, unpack } from './carried.ts';
import { giveElectron } from './electron-module.ts';
import { standIn } from './stand-in.ts';

const [worker = ''] = process.argv.splice(2, 1);
// As in Electron, the worker is the program that runs.
process.argv[1] = worker;

/** A port that keeps what comes while it is paused. */
class Port extends EventEmitter {
  readonly #number: number;
  readonly #waiting: Carried[] = [];
  #isStarted = false;

  constructor(number: number) {
    super();
    this.#number = number;
  }

  postMessage(data: unknown): void {
    process.send?.({ port: this.#number, data: pack(data, this.#number !== 0), ports: [] } satisfies Carried);
  }

  /** What has come is delivered in its own turn. */
  start(): void {
    this.#isStarted = true;
    setImmediate(() => this.#deliver());
  }

  protected stop(): void {
    this.#isStarted = false;
  }

  take(message: Carried): void {
    this.#waiting.push(message);
    this.#deliver();
  }

  #deliver(): void {
    while (this.#isStarted && this.#waiting.length > 0) {
      const [message] = this.#waiting.splice(0, 1);
      if (message !== undefined) this.emit('message', { data: unpack(message.data), ports: message.ports.map(portOf) });
    }
  }
}

/** A port that came with a message: it starts when it is told so. */
class MessagePortMain extends Port {
  override postMessage(data: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('the double gives no port back from a utility process');
    super.postMessage(data);
  }
  close(): void {
    throw new Error('the double closes no port of a utility process');
  }
}

/** The port to main: its first listener for messages starts it, and without one it pauses. */
class ParentPort extends Port {
  constructor() {
    super(0);
    this.on('newListener', (name) => {
      if (name === 'message' && this.listenerCount('message') === 0) this.start();
    });
    this.on('removeListener', (name) => {
      if (name === 'message' && this.listenerCount('message') === 0) this.pause();
    });
  }
  pause(): void {
    this.stop();
  }
}

const parentPort = new ParentPort();
const ports = new Map<number, Port>([[0, parentPort]]);
function portOf(number: number): Port {
  const port = ports.get(number) ?? new MessagePortMain(number);
  ports.set(number, port);
  return port;
}
process.on('message', (message: Carried) => portOf(message.port).take(message));
// Utility processes end with their program.
process.on('disconnect', () => {
  process.exit(1);
});
Object.defineProperty(process, 'parentPort', { value: parentPort, enumerable: true });
Object.defineProperty(process, 'type', { value: 'utility' });
takeArchivesForFolders();
// lib/utility/api/module-list.ts
giveElectron(
  {
    net: standIn<typeof Electron.net>('net')({}),
    systemPreferences: standIn<typeof Electron.systemPreferences>('systemPreferences')({}),
  },
  'utility',
);
// Electron imports it as the program, which for a file of CommonJS is this.
(Module as unknown as { _load(file: string, parent: undefined, isMain: boolean): unknown })._load(
  worker,
  undefined,
  true,
);
