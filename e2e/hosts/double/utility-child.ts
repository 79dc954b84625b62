// What runs first in a utility process of the double: gives the built worker the `process.parentPort` that Electron gives it.
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

const [worker = ''] = process.argv.slice(2);

class ParentPort extends EventEmitter {
  readonly #waiting: unknown[] = [];

  postMessage(message: unknown): void {
    process.send?.(message);
  }

  /** Electron's port is like a MessagePort: what comes before somebody listens is kept. */
  override on(name: string, listener: (event: { data: unknown }) => void): this {
    super.on(name, listener);
    if (name === 'message') for (const data of this.#waiting.splice(0)) this.emit('message', { data });
    return this;
  }

  take(data: unknown): void {
    if (this.listenerCount('message') === 0) this.#waiting.push(data);
    else this.emit('message', { data });
  }
}

const port = new ParentPort();
process.on('message', (message) => {
  port.take(message);
});
process.on('disconnect', () => {
  process.exit(1);
});
Object.defineProperty(process, 'parentPort', { value: port });
createRequire(worker)(worker);
