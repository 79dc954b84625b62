// Runs the built command line under strace, held at every message, and keeps every byte that any of its processes writes anywhere.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createReadStream, rmSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { join } from 'node:path';
import { type Pause, pauseLine, type Resume, resumeLine } from './pause-messages.ts';

export interface Written {
  /** The file, as the kernel names it, or the name of a stream. */
  readonly to: string;
  readonly bytes: Buffer;
}

export interface HeldRun {
  readonly code: number | null;
  readonly out: string;
  readonly pauses: number;
  /** To files in the order of writing, then standard output and error. */
  readonly written: readonly Written[];
  /** Ways of writing that the trace cannot show the bytes of. */
  readonly unseen: readonly string[];
  /** Whether some process had to be ended by us. */
  readonly outlived: boolean;
}

export interface HeldProgram {
  readonly program: readonly string[];
  readonly cwd: string;
  /** Empty home and temporary folders. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder for the trace. */
  readonly scratch: string;
}

const calls = 'write,writev,pwrite64,pwritev,pwritev2,sendfile,copy_file_range,splice,io_uring_setup,mmap';
const endLimitMs = 120_000;

/** @param onPause looks while everything stands still, and says how to go on */
export async function runHeld(
  { program, cwd, env, scratch }: HeldProgram,
  onPause: (pause: Pause) => Promise<Resume>,
): Promise<HeldRun> {
  const trace = join(scratch, 'trace');
  const tracer = [
    '-f',
    '--seccomp-bpf',
    '-qq',
    '-y',
    '-xx',
    '-s',
    '33554432',
    '-e',
    `trace=${calls}`,
    '-e',
    'signal=none',
  ];
  const child = spawn('strace', [...tracer, '-o', trace, ...program], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
  });
  const [out, error] = [collect(child.stdio[1]!), collect(child.stdio[2]!)];
  let pauses = 0;
  let failed: unknown;
  const resume = child.stdio[resumeLine] as Writable;
  resume.on('error', () => undefined);
  createInterface({ input: child.stdio[pauseLine] as Readable }).on('line', (line) => {
    pauses += 1;
    onPause(JSON.parse(line) as Pause)
      .catch((reason: unknown) => {
        failed ??= reason;
        return {};
      })
      .then(
        (answer) => resume.write(`${JSON.stringify(answer)}\n`),
        () => undefined,
      );
  });
  let outlived = false;
  const limit = setTimeout(() => {
    outlived = true;
    child.kill('SIGKILL');
  }, endLimitMs);
  const code = await new Promise<number | null>((ended) => child.on('close', ended));
  clearTimeout(limit);
  if (failed !== undefined) throw failed as Error;
  const { written, unseen } = await readTrace(trace);
  rmSync(trace);
  const streams = [
    { to: 'standard output', bytes: out() },
    { to: 'standard error', bytes: error() },
  ];
  return { code, out: out().toString('utf8'), pauses, written: [...written, ...streams], unseen, outlived };
}

function collect(stream: Readable): () => Buffer {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks);
}

/** Every string of the trace is in hex, paths too; a line is one call. */
async function readTrace(file: string): Promise<Pick<HeldRun, 'written' | 'unseen'>> {
  const pieces = new Map<string, Buffer[]>();
  const unseen: string[] = [];
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
function hiddenWrite(call: string, path: string, line: string): string | undefined {
  switch (call) {
    case 'mmap': {
      const mapped = fromHex(/PROT_WRITE.*MAP_SHARED.*?<((?:\\x[0-9a-f]{2})+)>/.exec(line)?.[1] ?? '').toString();
      return mapped.startsWith('/') ? `${call} ${mapped}` : undefined;
    }
    case 'io_uring_setup':
      // libuv has one ring for events; its ring for files is the one that the kernel polls.
      return line.includes('IORING_SETUP_SQPOLL') ? call : undefined;
    case 'sendfile':
    case 'copy_file_range':
    case 'splice':
      return `${call} ${path}`;
    default:
      return undefined;
  }
}

const hexStrings = (text: string): Buffer[] => (text.match(/"(?:\\x[0-9a-f]{2})*"/g) ?? []).map(fromHex);

const fromHex = (text: string): Buffer => Buffer.from(text.replace(/[^0-9a-f]/g, ''), 'hex');
