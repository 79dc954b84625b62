// Kills a process where it calls the kernel: before every call that has to do with a file of every act, as strace can do it.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Act } from './act-type.ts';
import { prepared } from './acts.ts';
import type { Outcome } from './kill.ts';
import { undisturbedFindings } from './undisturbed.ts';

const calls = [
  ...['openat', 'close', 'write', 'pwrite64', 'writev', 'fsync', 'fdatasync', 'ftruncate', 'rename', 'renameat2'],
  ...['link', 'linkat', 'unlink', 'unlinkat', 'mkdir', 'mkdirat', 'rmdir'],
].join(',');

const patienceMs = 60_000;
/** On a busy machine a kill misses more often. */
const attempts = 10;

interface Ran {
  readonly acks: readonly string[];
  readonly refused: string | undefined;
  /** One line for each call, in order. */
  readonly trace: readonly string[];
  readonly wasKilled: boolean;
}

/** Node's own start has the same calls, so it is traced from when the act is ready. One thread does the work of files. */
async function runTraced(act: Act, folder: string, traceFile: string, inject: readonly string[]): Promise<Ran> {
  const program = [join(import.meta.dirname, 'act.ts'), act.name, JSON.stringify({ folder, at: 0 }), 'wait'];
  const child = spawn(process.execPath, program, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
  });
  const said: string[] = [];
  let refused: string | undefined;
  const isReady = new Promise<void>((ready) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'ready') ready();
      else if (line.startsWith('ack ')) said.push(line.slice('ack '.length));
      else if (line.startsWith('refused ')) refused = line.slice('refused '.length);
    });
  });
  const ended = new Promise<NodeJS.Signals | null>((done) => {
    child.on('close', (_, signal) => done(signal));
  });
  await isReady;
  const tracer = spawn(
    'strace',
    [
      '-f',
      '-qq',
      '-y',
      '-e',
      `trace=${calls}`,
      '-e',
      'signal=none',
      ...inject,
      '-o',
      traceFile,
      '-p',
      String(child.pid),
    ],
    { stdio: 'ignore' },
  );
  const traced = new Promise((done) => tracer.on('close', done));
  await attached(child);
  child.stdin.end('go\n');
  const signal = await ended;
  await traced;
  const trace = readFileSync(traceFile, 'latin1').split('\n');
  rmSync(traceFile);
  return { acks: said, refused, trace, wasKilled: signal === 'SIGKILL' };
}

/** Every thread has its tracer. */
async function attached({ pid = 0 }: ChildProcess): Promise<void> {
  const isTraced = (thread: string): boolean =>
    /^TracerPid:\t[1-9]/m.test(readFileSync(`/proc/${pid}/task/${thread}/status`, 'latin1'));
  for (let waited = 0; waited < patienceMs; waited += 5) {
    if (readdirSync(`/proc/${pid}/task`).every(isTraced)) return;
    await sleep(5);
  }
  throw new Error('strace did not take hold of the act');
}

interface Point {
  readonly call: string;
  /** Which call of this name; each thread counts its own, and the first to come so far is killed. */
  readonly k: number;
  readonly line: string;
}

/** Where a kill at the k-th call of a name would strike a file of the folder. */
function pointsIn(trace: readonly string[], folder: string): Point[] {
  const counts = new Map<string, number>();
  const highest = new Map<string, number>();
  return trace.flatMap((line) => {
    const [, thread = '', call = ''] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
    if (call === '') return [];
    const k = (counts.get(`${thread} ${call}`) ?? 0) + 1;
    counts.set(`${thread} ${call}`, k);
    if (k <= (highest.get(call) ?? 0)) return [];
    highest.set(call, k);
    return line.includes(folder) ? [{ call, k, line: line.slice(line.indexOf(call)) }] : [];
  });
}

/** Whether the last call that anybody made was the one, and was about the folder. */
function struckAt({ call }: Point, { trace, wasKilled }: Ran, folder: string): boolean {
  const last = trace.findLast((line) => /^\d+ +\w+\(/.test(line)) ?? '';
  return wasKilled && last.includes(` ${call}(`) && last.includes(folder);
}

/** @param every only each so many points */
export async function killInKernel(scratch: string, of: readonly Act[], every = 1): Promise<Outcome> {
  const findings: string[] = [];
  const points: (Point & { readonly act: Act })[] = [];
  for (const act of of) {
    const folder = prepared(act, join(scratch, `count ${act.name}`));
    const { trace, ...ended } = await runTraced(act, folder, join(scratch, 'trace'), []);
    findings.push(...undisturbedFindings(act, ended));
    points.push(...pointsIn(trace, folder).map((point) => ({ ...point, act })));
  }
  const chosen = points.filter((_, i) => i % every === 0);
  const queue = [...chosen.entries()];
  let struck = 0;
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [i, point] = next;
      const { isStruck, wrong } = await killAt(point.act, point, scratch, i);
      if (isStruck) struck += 1;
      else findings.push(`${point.act.name}: the kill missed call ${point.k} of ${point.call}: ${point.line}`);
      findings.push(
        ...wrong.map((each) => `${point.act.name}, killed at ${point.call} ${point.k} ${point.line}: ${each}`),
      );
    }
  };
  await Promise.all([worker(), worker()]);
  return { points: struck, findings };
}

/** What a library does in between is not the same each time: a kill that missed is tried again, and checked all the same. */
async function killAt(
  act: Act,
  point: Point,
  scratch: string,
  i: number,
): Promise<{ readonly isStruck: boolean; readonly wrong: readonly string[] }> {
  const wrong: string[] = [];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const folder = prepared(act, join(scratch, `kernel ${i}`));
    const inject = ['-e', `inject=${point.call}:signal=SIGKILL:when=${point.k}`];
    const ran = await runTraced(act, folder, join(scratch, `trace ${i}`), inject);
    wrong.push(...(await act.check(folder, ran.acks)));
    rmSync(folder, { recursive: true });
    if (struckAt(point, ran, folder)) return { isStruck: true, wrong };
  }
  return { isStruck: false, wrong };
}
