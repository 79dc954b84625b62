// Runs one program for a build script and tells whether it went well.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { root } from './root.ts';

/** The package of each tool. */
const packages = {
  depcruise: 'dependency-cruiser',
  knip: 'knip',
  oxfmt: 'oxfmt',
  oxlint: 'oxlint',
  playwright: '@playwright/test',
  vitest: 'vitest',
} as const;

/**
 * The Node that runs us, and the JavaScript file that a tool's package names. What npm puts into `.bin` is for a shell, and another file on
 * each system.
 */
export function tool(name: keyof typeof packages): [node: string, script: string] {
  const folder = join(root, 'node_modules', packages[name]);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Readonly<Record<string, string>>;
  };
  return [process.execPath, join(folder, typeof bin === 'string' ? bin : (bin[name] ?? ''))];
}

/** Added to the environment of a Node that runs our source: what the first has compiled, the others read. */
export const compiledOnce = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled') };

export interface Ran {
  readonly ok: boolean;
  /** Of its exit; null where it was ended by a signal or did not start. */
  readonly code: number | null;
  readonly output: string;
}

interface RunOptions {
  /** Passes on what it prints as it comes. */
  readonly show?: boolean;
  /** It takes what other programs leave of the processor. */
  readonly goesLast?: boolean;
  /** Of the program; ours unless told. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a tool as `run` does. */
export function runTool(name: keyof typeof packages, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const [node, script] = tool(name);
  return run(node, [script, ...args], { env: { ...process.env, ...compiledOnce }, ...options });
}

/** Runs a program in the project's folder, collecting what it prints. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: options.env });
    // Its threads and programs inherit it.
    if (options.goesLast && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (options.show) process.stderr.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => done({ ok: false, code: null, output: `${output}\n${error.message}` }));
    child.on('close', (code) => done({ ok: code === 0, code, output }));
  });
}
