// The wall's inner part. Every socket, name, program and debugger of Node is made by a function of its native parts. They are taken from
// there, so that no object leads to one: `tty.ReadStream` inherits from `net.Socket`, a piped `process.stdout` is one, and its handle knows
// its class.
import { closeMember, closeMemberBut, refuseWay } from './members.ts';

type Part = Readonly<Record<string, { readonly prototype?: object } | undefined>>;

/** Members of classes that open or offer a connection, by native part and class. What reads and writes what is open already stays. */
const ofClasses: readonly (readonly [part: string, kind: string, members: readonly string[]])[] = [
  ['tcp_wrap', 'TCP', ['bind', 'bind6', 'listen', 'connect', 'connect6']],
  ['pipe_wrap', 'Pipe', ['bind', 'listen', 'connect']],
  ['udp_wrap', 'UDP', ['open', 'bind', 'bind6', 'connect', 'connect6', 'send', 'send6', 'recvStart']],
  [
    ...(['cares_wrap', 'ChannelWrap'] as const),
    [
      ...['getHostByAddr', 'queryA', 'queryAaaa', 'queryAny', 'queryCaa', 'queryCname', 'queryMx', 'queryNaptr'],
      ...['queryNs', 'queryPtr', 'querySoa', 'querySrv', 'queryTlsa', 'queryTxt', 'setServers'],
    ],
  ],
];

/** Functions and classes of native parts themselves. */
const ofParts: readonly (readonly [part: string, members: readonly string[]])[] = [
  ['cares_wrap', ['getaddrinfo', 'getnameinfo']],
  ['spawn_sync', ['spawn']],
  ['inspector', ['open', 'Connection', 'MainThreadConnection']],
];

/**
 * Of modules, what their native parts do not show, or what asks for a name before it connects. Asked for by a name that is in a list,
 * and after the native parts are closed: what a module keeps of them is closed too.
 */
const ofModules: readonly (readonly [module: string, members: readonly string[], prototypes: readonly string[]])[] = [
  ['worker_threads', ['Worker'], []],
  ['dns', ['lookup', 'lookupService'], []],
  ['net', ['connect', 'createConnection', 'createServer'], ['Socket', 'Server']],
  ['crypto', ['setEngine'], []],
];
const ofPrototypes: readonly string[] = ['connect', 'listen'];

/** Starts a program: the only way past the wall, for those whom a process gives it to. */
export type Passage = <Started>(start: () => Started) => Started;

/** @returns the passage for programs */
export function closeNatives(): Passage {
  for (const [part, kind, members] of ofClasses) {
    for (const member of members) closeMember(nativePart(part)?.[kind]?.prototype, member);
  }
  for (const [part, members] of ofParts) for (const member of members) closeMember(nativePart(part), member);
  const passage = closePrograms(nativePart('process_wrap')?.['Process']?.prototype);
  for (const [name, members, prototypes] of ofModules) {
    const module = process.getBuiltinModule(name) as Part | undefined;
    for (const member of members) closeMember(module, member);
    for (const kind of prototypes) for (const member of ofPrototypes) closeMember(module?.[kind]?.prototype, member);
  }
  return passage;
}

/** Not every build of Node has every part; what is not there opens nothing. */
export function nativePart(name: string): Part | undefined {
  try {
    // Deprecated, and in no types any more.
    return (process as unknown as { binding(name: string): Part }).binding(name);
  } catch {
    return partOfHandle[name]?.();
  }
}

/**
 * Node's permission model gives out no native part. It refuses files, programs, threads and debuggers by itself, but neither sockets nor
 * names: their classes are taken from objects that have a handle of them. None of these opens anything.
 */
const partOfHandle: Readonly<Record<string, () => Part>> = {
  tcp_wrap() {
    const socket = new (maker('net').Socket)();
    socket.on('error', () => undefined);
    // Node connects in a later turn; by then this one is gone.
    socket.connect({ host: '127.0.0.1', port: 9 });
    const part = { TCP: classOf(handleOf(socket)) };
    socket.destroy();
    return part;
  },
  pipe_wrap: () => ({ Pipe: classOf(handleOf(process.stdout)) }),
  udp_wrap() {
    const handle = maker('dgram')._createSocketHandle(null, 0, 'udp4');
    handle.close();
    return { UDP: classOf(handle) };
  },
  cares_wrap: () => ({ ChannelWrap: classOf(handleOf(new (maker('dns').Resolver)())) }),
};

/** What makes handles, in modules that are asked for before they are closed. */
interface HandleMaker {
  readonly Socket: new () => {
    on(event: 'error', hear: () => void): void;
    connect(to: { host: string; port: number }): void;
    destroy(): void;
  };
  readonly Resolver: new () => object;
  _createSocketHandle(address: null, port: 0, type: 'udp4'): { close(): void };
}
/** A module with the undocumented part that makes handles. */
const maker = (name: string): HandleMaker => process.getBuiltinModule(name) as unknown as HandleMaker;
const handleOf = (owner: object): object | undefined => (owner as { readonly _handle?: object })._handle;
const classOf = (handle: object | undefined): { readonly prototype?: object } | undefined => handle?.constructor;

/** Programs start only while the passage is open, and then no code runs but that which was given to it. */
function closePrograms(programs: object | undefined): Passage {
  let isOpen = false;
  const spawn = closeMemberBut(programs, 'spawn', () => isOpen);
  return (start) => {
    if (spawn === undefined) return refuseWay('spawn');
    isOpen = true;
    try {
      return start();
    } finally {
      isOpen = false;
    }
  };
}
