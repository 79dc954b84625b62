// Puts the steps of the shim in the way of everything in this process that imports `node:fs` or `node:fs/promises`.
import fsSync, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCounting, isOurs, step, stepSync } from './fs-shim.ts';

// Functions of many forms, which are only handed on: what they take and give is the caller’s.
type Call = (...args: unknown[]) => unknown;
type Waiting = (...args: unknown[]) => Promise<unknown>;

/** Of `node:fs/promises`, whose first argument is a path; `open` is wrapped by itself. */
const promised = [
  ...(['writeFile', 'readFile', 'unlink', 'rename', 'link', 'mkdir', 'rm', 'lstat', 'stat'] as const),
  ...(['readdir', 'opendir', 'access', 'mkdtemp'] as const),
] as const;
/** Of `node:fs`, whose first argument is a path: nothing is written without waiting. */
const byPath = ['unlinkSync', 'lstatSync', 'readdirSync', 'readFileSync'] as const;
const methods = ['read', 'stat', 'write', 'writeFile', 'appendFile', 'sync', 'truncate', 'close'] as const;

/** Every function of the two modules that is a step. */
export const wrapped: ReadonlySet<string> = new Set(['open', ...promised, ...byPath]);

const writes: ReadonlySet<string> = new Set(['writeFile', 'appendFile', 'write']);

/** Files that were opened in the folder. */
const handles = new WeakSet<object>();

function halfOf(data: unknown): Buffer {
  const bytes = Buffer.from(data as Buffer);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

function wrapPromised(name: (typeof promised)[number]): void {
  const original = fs[name] as unknown as Waiting;
  const call: Waiting = (...args) => {
    if (!isOurs(args[0])) return original(...args);
    const [path, data, ...rest] = args;
    const half = writes.has(name) ? () => original(path, halfOf(data), ...rest) : undefined;
    return step({ name, call: () => original(...args), half });
  };
  Object.assign(fs, { [name]: call });
}

function wrapOpen(): void {
  const original = fs.open as unknown as Waiting;
  const open: Waiting = async (...args) => {
    if (!isOurs(args[0])) return original(...args);
    const handle = await step({ name: 'open', call: () => original(...args) });
    handles.add(handle as FileHandle);
    return handle;
  };
  Object.assign(fs, { open });
}

/** The class of file handles has no name in the module. */
async function wrapMethods(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-shim-'));
  writeFileSync(join(folder, 'x'), '');
  const sample = await fs.open(join(folder, 'x'));
  const prototype = Reflect.getPrototypeOf(sample) as unknown as Record<string, Waiting>;
  await sample.close();
  rmSync(folder, { recursive: true });
  for (const name of methods) wrapMethod(prototype, name);
}

function wrapMethod(prototype: Record<string, Waiting>, name: string): void {
  const original = prototype[name];
  if (!original) return;
  prototype[name] = function (this: object, ...args: unknown[]) {
    const call = (given: unknown[]): Promise<unknown> =>
      Reflect.apply<object, unknown[], Promise<unknown>>(original, this, given);
    if (!isCounting() || !handles.has(this)) return call(args);
    const half = writes.has(name) ? () => call([halfOf(args[0]), ...args.slice(1)]) : undefined;
    return step({ name: `file.${name}`, call: () => call(args), half, descriptor: (this as FileHandle).fd });
  };
}

function wrapSync(name: (typeof byPath)[number]): void {
  const original = fsSync[name] as unknown as Call;
  const call: Call = (...args) => (isOurs(args[0]) ? stepSync(name, () => original(...args)) : original(...args));
  Object.assign(fsSync, { [name]: call });
}

export async function install(): Promise<void> {
  await wrapMethods();
  wrapOpen();
  for (const name of promised) wrapPromised(name);
  for (const name of byPath) wrapSync(name);
  syncBuiltinESMExports();
}
