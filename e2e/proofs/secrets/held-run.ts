// Runs the built command line under strace, held at every message, and keeps every byte that any of its processes writes anywhere.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { rmSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { join } from 'node:path';
import { type HiddenWrite, readTrace, tracerArguments, type Written } from './trace.ts';
import { type Pause, pauseLine, type Resume, resumeLine } from './pause-messages.ts';

export interface HeldRun {
  readonly code: number | null;
  readonly out: string;
  readonly pauses: number;
  /** To files in the order of writing, then standard output and error. */
  readonly written: readonly Written[];
  readonly unseen: readonly HiddenWrite[];
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

const endLimitMs = 120_000;

/** @param onPause looks while everything stands still, and says how to go on */
export async function runHeld(
  { program, cwd, env, scratch }: HeldProgram,
  onPause: (pause: Pause) => Promise<Resume>,
): Promise<HeldRun> {
  const trace = join(scratch, 'trace');
  const child = spawn('strace', [...tracerArguments(trace), ...program], {
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
