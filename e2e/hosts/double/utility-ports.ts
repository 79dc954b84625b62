// The ports of a utility process on its own side: the one to main, and those that come with messages (lib/utility/parent-port.ts,
// shell/services/node/parent_port.cc).
import { EventEmitter } from 'node:events';
import { type Carried, pack, unpack } from './carried.ts';

/** Brings a message to main, which knows where the port's other end is. */
type Carry = (message: Carried) => void;

/** A port that keeps what comes while it is paused. */
class Port extends EventEmitter {
  readonly #number: number;
  readonly #carry: Carry;
  readonly #ports: UtilityPorts;
  readonly #waiting: Carried[] = [];
  #isStarted = false;

  constructor(number: number, ports: UtilityPorts, carry: Carry) {
    super();
    this.#number = number;
    this.#ports = ports;
    this.#carry = carry;
  }

  postMessage(data: unknown): void {
    this.#carry({ port: this.#number, data: pack(data, this.#number !== 0), ports: [] });
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
      if (message === undefined) continue;
      const ports = message.ports.map((number) => this.#ports.of(number));
      this.emit('message', { data: unpack(message.data), ports });
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
  constructor(ports: UtilityPorts, carry: Carry) {
    super(0, ports, carry);
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

/** All ports of one process. */
export class UtilityPorts {
  readonly parentPort: ParentPort;
  readonly #carry: Carry;
  readonly #known = new Map<number, Port>();

  constructor(carry: Carry) {
    this.#carry = carry;
    this.parentPort = new ParentPort(this, carry);
    this.#known.set(0, this.parentPort);
  }

  of(number: number): Port {
    const port = this.#known.get(number) ?? new MessagePortMain(number, this, this.#carry);
    this.#known.set(number, port);
    return port;
  }

  take(message: Carried): void {
    this.of(message.port).take(message);
  }
}
