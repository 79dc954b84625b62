// Counts the steps that a program takes on files in one folder, and at a chosen one kills the process or answers as a broken medium.
import fs, { type FileHandle } from 'node:fs/promises';
import { mkdtempSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Mishap =
  /** SIGKILL before the step, after half of what it writes, or after it. */
  | { readonly kill: 'before' | 'half' | 'after' }
  /** The step fails with this error, and if the medium is gone, all that follow. */
  | { readonly error: string; readonly gone: boolean }
  /** Something happens to the medium or the file just before the step, which is then taken. */
  | { readonly deed: () => void };

export interface Plan {
  readonly folder: string;
  /** The step, from 1; 0 only counts. */
  readonly at: number;
  readonly mishap?: Mishap;
}

/** What was done, in order: for a message, and to know how many steps there are. */
let steps: string[] = [];
let plan: Plan | undefined;

export function begin(next: Plan): void {
  steps = [];
  plan = next;
}

export function end(): readonly string[] {
  plan = undefined;
  return steps;
}

type Call = (...args: unknown[]) => Promise<unknown>;
type Half = (args: unknown[]) => Promise<unknown>;

/** Takes one step, or what was planned in its place. */
async function step(name: string, call: () => Promise<unknown>, half?: () => Promise<unknown>): Promise<unknown> {
  steps.push(name);
  const mishap = plan?.mishap;
  const now = plan?.at === steps.length;
  if (mishap === undefined || (!now && !('gone' in mishap && mishap.gone && steps.length > (plan?.at ?? 0))))
    return call();
  if ('error' in mishap)
    throw Object.assign(new Error(`${mishap.error}: ${name}`), { code: mishap.error, syscall: name });
  if ('deed' in mishap) {
    mishap.deed();
    return call();
  }
  // What fails by itself, as a name that is taken, is killed all the same.
  if (mishap.kill === 'half') await half?.().catch(() => undefined);
  if (mishap.kill === 'after') await call().catch(() => undefined);
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing may happen before it arrives.
  return new Promise(() => undefined);
}

const isOurs = (path: unknown): boolean => plan !== undefined && String(path).startsWith(plan.folder);

/** Files that were opened in the folder. */
const handles = new WeakSet<object>();

function wrapFunction(name: 'writeFile' | 'readFile' | 'unlink' | 'rename' | 'link' | 'mkdir' | 'rm' | 'lstat'): void {
  // Functions of many forms, which are only handed on: what they take and give is the caller’s.
  const original = fs[name] as unknown as Call;
  const half: Half = ([path, data, ...rest]) => original(path, halfOf(data), ...rest);
  const wrapped: Call = (...args) =>
    isOurs(args[0])
      ? step(name, () => original(...args), name === 'writeFile' ? () => half(args) : undefined)
      : original(...args);
  Object.assign(fs, { [name]: wrapped });
}

function halfOf(data: unknown): Buffer {
  const bytes = Buffer.from(data as Buffer);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

function wrapMethod(prototype: Record<string, Call>, name: string): void {
  const original = prototype[name];
  if (!original) return;
  prototype[name] = function (this: object, ...args: unknown[]) {
    const call = (given: unknown[]): Promise<unknown> =>
      Reflect.apply<object, unknown[], Promise<unknown>>(original, this, given);
    if (plan === undefined || !handles.has(this)) return call(args);
    const writes = name === 'writeFile' || name === 'appendFile';
    return step(`file.${name}`, () => call(args), writes ? () => call([halfOf(args[0]), ...args.slice(1)]) : undefined);
  };
}

/** Puts the steps in the way of everything in this process that imports `node:fs/promises`. */
export async function install(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-shim-'));
  writeFileSync(join(folder, 'x'), '');
  const sample = await fs.open(join(folder, 'x'));
  // The class of file handles has no name in the module, and its methods are only handed on.
  const prototype = Reflect.getPrototypeOf(sample) as unknown as Record<string, Call>;
  await sample.close();
  rmSync(folder, { recursive: true });
  // As above: it is only handed on.
  const open = fs.open as unknown as Call;
  const wrapped: Call = async (...args) => {
    if (!isOurs(args[0])) return open(...args);
    const handle = await step('open', () => open(...args));
    handles.add(handle as FileHandle);
    return handle;
  };
  Object.assign(fs, { open: wrapped });
  for (const name of ['writeFile', 'readFile', 'unlink', 'rename', 'link', 'mkdir', 'rm', 'lstat'] as const)
    wrapFunction(name);
  for (const name of ['read', 'stat', 'writeFile', 'appendFile', 'sync', 'truncate', 'close'])
    wrapMethod(prototype, name);
  syncBuiltinESMExports();
}

/** Says something that a kill cannot take back. */
export function say(line: string): void {
  writeSync(1, `${line}\n`);
}
