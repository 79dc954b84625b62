// Loaded before the command line by `held-start.ts`: holds it still at every message of its custody processes, until the
// scanner has looked. The product knows nothing of it.
import childProcess, { type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { type Pause, type Resume, pauseLine, resumeLine } from './pause-messages.ts';

interface Watched {
  readonly name: string;
  readonly child: ChildProcess;
  busy: boolean;
}

const watched: Watched[] = [];
/** What was planted stays in memory until the end. */
const planted: unknown[] = [];

function pause(at: string, speaker?: Watched): void {
  const children = watched.map(({ name, child: { pid = 0 }, busy }) => ({ name, pid, busy }));
  const message: Pause = { at, main: process.pid, speaker: speaker?.child.pid ?? 0, children };
  writeSync(pauseLine, `${JSON.stringify(message)}\n`);
  const { plant, leak } = JSON.parse(readLine()) as Resume;
  if (plant !== undefined) plantSecrets(plant);
  if (plant !== undefined && leak !== undefined) leakSecrets(plant, leak);
}

/** Waits without letting anything else happen in this process. */
function readLine(): string {
  const byte = Buffer.alloc(1);
  let line = '';
  while (readSync(resumeLine, byte) === 1 && byte[0] !== 0x0a) line += byte.toString('latin1');
  return line === '' ? '{}' : line;
}

/** The positive control: the same process, holding every secret as a careless program would. */
function plantSecrets(file: string): void {
  for (const hex of JSON.parse(readFileSync(file, 'utf8')) as string[]) {
    const bytes = Buffer.from(hex, 'hex');
    planted.push(
      Buffer.from(bytes),
      Buffer.from(bytes).reverse(),
      Buffer.from(bytes.toString('base64')),
      Buffer.from(hex.toUpperCase()),
      Buffer.from(hex, 'utf16le'),
      bytes.toString('latin1'),
    );
  }
}

/** The same program writes them where everybody may read: to a file, in pieces, and to both streams. */
function leakSecrets(file: string, leak: string): void {
  const secrets = (JSON.parse(readFileSync(file, 'utf8')) as string[]).map((hex) => Buffer.from(hex, 'hex'));
  const descriptor = openSync(leak, 'wx');
  for (const secret of secrets) {
    const half = Math.ceil(secret.length / 2);
    writeSync(descriptor, secret.subarray(0, half));
    writeSync(descriptor, secret.subarray(half));
    for (const stream of [1, 2]) writeSync(stream, `${secret.toString('base64')}\n`);
  }
  closeSync(descriptor);
}

/** What the frames of a chunk say they are. The product reads them after us, and wipes them. */
function* headsIn(chunk: Buffer): Generator<string> {
  for (let at = 0; at + 8 <= chunk.length; at += 4 + chunk.readUInt32BE(at)) {
    const head = chunk.subarray(at + 8, at + 8 + chunk.readUInt32BE(at + 4)).toString('utf8');
    yield /^\{"is":"([a-z-]+)"/.exec(head)?.[1] ?? 'more';
  }
}

function watch(child: ChildProcess, args: readonly string[]): void {
  // What a token worker loads comes after its own file.
  const name = basename(args.findLast((arg) => arg.endsWith('.cjs')) ?? '', '.cjs');
  const self: Watched = { name, child, busy: false };
  watched.push(self);
  const { stdin } = child;
  if (stdin) {
    const write = stdin.write.bind(stdin) as (...given: unknown[]) => boolean;
    stdin.write = ((...given: unknown[]) => {
      self.busy = true;
      return write(...given);
    }) as typeof stdin.write;
  }
  child.stdout?.on('data', (chunk: Buffer) => {
    const heads = [...headsIn(chunk)];
    if (heads.some((head) => head !== 'locked' && head !== 'more')) self.busy = false;
    // After the product has taken the message, and all that follows from it at once.
    setImmediate(() => pause(`${name}: ${heads.join(', ')}`, self));
  });
  child.on('close', () => {
    watched.splice(watched.indexOf(self), 1);
    setImmediate(() => pause(`${name}: gone`, self));
  });
}

const { spawn } = childProcess;
childProcess.spawn = ((program: string, args: readonly string[], ...rest: []) => {
  const child = spawn(program, args, ...rest);
  watch(child, args);
  return child;
}) as typeof spawn;
syncBuiltinESMExports();

pause('main: start');
process.on('exit', () => pause('main: exit'));
