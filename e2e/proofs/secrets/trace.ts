// Every byte that a traced program and its children write, as the kernel was given it.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Written {
  /** The file, as the kernel names it, or the name of a stream. */
  readonly to: string;
  readonly bytes: Buffer;
}

/** A way of writing that the trace cannot show the bytes of. */
export interface HiddenWrite {
  readonly call: string;
  readonly path: string;
}

export interface Traced {
  readonly written: readonly Written[];
  readonly unseen: readonly HiddenWrite[];
}

const calls = 'write,writev,pwrite64,pwritev,pwritev2,sendfile,copy_file_range,splice,io_uring_setup,mmap';
/** Longer than any write of ours. */
const mostBytes = 32 * 2 ** 20;

/** What strace is to be told, before the program. */
export const tracerArguments = (trace: string): string[] => [
  ...['-f', '--seccomp-bpf', '-qq', '-y', '-xx', '-s', String(mostBytes)],
  ...['-e', `trace=${calls}`, '-e', 'signal=none', '-o', trace],
];

/** Every string of the trace is in hex, paths too; a line is one call. */
export async function readTrace(file: string): Promise<Traced> {
  const pieces = new Map<string, Buffer[]>();
  const unseen: HiddenWrite[] = [];
  for await (const line of createInterface({ input: createReadStream(file, 'latin1') })) {
    const match = /^\d+ +(\w+)\((?:\d+<([^>]*)>)?/.exec(line);
    if (!match) continue;
    const [start, call = '', hexPath = ''] = match;
    const path = fromHex(hexPath).toString('utf8');
    const hidden = hiddenWrite(call, path, line);
    if (hidden !== undefined) unseen.push(hidden);
    else if (call.includes('write') && path.startsWith('/') && path !== '/dev/null') {
      pieces.set(path, [...(pieces.get(path) ?? []), ...hexStrings(line.slice(start.length))]);
    }
  }
  return { written: [...pieces].map(([to, bytes]) => ({ to, bytes: Buffer.concat(bytes) })), unseen };
}

/** A way of writing to a file whose bytes are in no argument. */
function hiddenWrite(call: string, path: string, line: string): HiddenWrite | undefined {
  switch (call) {
    case 'mmap': {
      const mapped = fromHex(/PROT_WRITE.*MAP_SHARED.*?<((?:\\x[0-9a-f]{2})+)>/.exec(line)?.[1] ?? '').toString();
      return mapped.startsWith('/') ? { call, path: mapped } : undefined;
    }
    case 'io_uring_setup':
      // libuv has one ring for events; its ring for files is the one that the kernel polls.
      return line.includes('IORING_SETUP_SQPOLL') ? { call, path } : undefined;
    case 'sendfile':
    case 'copy_file_range':
    case 'splice':
      return { call, path };
    default:
      return undefined;
  }
}

const hexStrings = (text: string): Buffer[] => (text.match(/"(?:\\x[0-9a-f]{2})*"/g) ?? []).map(fromHex);

const fromHex = (text: string): Buffer => Buffer.from(text.replace(/[^0-9a-f]/g, ''), 'hex');
