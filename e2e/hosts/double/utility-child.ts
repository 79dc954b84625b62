// What runs first in a utility process of the double: gives the built worker the `process.parentPort` that Electron gives it.
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

const [worker = ''] = process.argv.slice(2);

/** What travels between the double and its utility processes: `port` 0 is the parent's, others came with messages. */
interface Carried {
  readonly port: number;
  readonly data: unknown;
  readonly ports: readonly number[];
}

class Port extends EventEmitter {
  readonly #number: number;
  readonly #waiting: object[] = [];

  constructor(number: number) {
    super();
    this.#number = number;
  }

  postMessage(data: unknown): void {
    process.send?.({ port: this.#number, data, ports: [] } satisfies Carried);
  }

  /** Electron's port is like a MessagePort: what comes before somebody listens is kept. */
  override on(name: string, listener: (event: object) => void): this {
    super.on(name, listener);
    if (name === 'message') for (const event of this.#waiting.splice(0)) this.emit('message', event);
    return this;
  }

  take(event: object): void {
    if (this.listenerCount('message') === 0) this.#waiting.push(event);
    else this.emit('message', event);
  }
}

const ports = new Map<number, Port>();
function portOf(number: number): Port {
  const port = ports.get(number) ?? new Port(number);
  ports.set(number, port);
  return port;
}
process.on('message', ({ port, data, ports: given }: Carried) => {
  portOf(port).take({ data, ports: given.map(portOf) });
});
process.on('disconnect', () => {
  process.exit(1);
});
Object.defineProperty(process, 'parentPort', { value: portOf(0) });
createRequire(worker)(worker);
