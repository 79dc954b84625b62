// How a worker's program is started so that the system holds it: whoever takes it over, with native code too, can do less than its user may.
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Of util-linux; root owns it. Landlock is in it since 2.40. */
const setpriv = '/usr/bin/setpriv';

/** What the first version of landlock(7) knows, all of it: a kernel refuses to be asked for what it does not know. */
const accesses = [
  ...['execute', 'write-file', 'read-file', 'read-dir', 'remove-dir', 'remove-file', 'make-char', 'make-dir'],
  ...['make-reg', 'make-sock', 'make-fifo', 'make-block', 'make-sym'],
].join(',');

/** Where a Linux keeps programs and their libraries. */
const systemFolders = ['/usr', '/lib', '/lib64', '/opt', '/nix/store', '/home/linuxbrew/.linuxbrew'];

/** What a worker needs of the system beside its own file, because native code that is not ours runs in it. */
export interface NativeParts {
  /** Absolute paths of what is loaded, in the order in which the worker is given them. */
  readonly loads: readonly string[];
  /** Files and folders that it reads. */
  readonly reads: readonly string[];
  /** Folders in which it may change anything. */
  readonly writes: readonly string[];
}
const noParts: NativeParts = { loads: [], reads: [], writes: [] };

/** Options of setpriv: programs, libraries, the worker's own file and what its native parts need is read, and nothing else is written. */
function landlock(program: string, file: string, { loads, reads, writes }: NativeParts): readonly string[] {
  const folders = [...systemFolders, dirname(program), join(dirname(dirname(program)), 'lib')].filter((path) =>
    existsSync(path),
  );
  const rules = [
    ...folders.map((path) => `path-beneath:execute,read-file,read-dir:${path}`),
    ...[file, '/dev/null'].map((path) => `path-beneath:read-file:${path}`),
    ...loads.map((path) => `path-beneath:execute,read-file:${path}`),
    ...reads.filter((path) => existsSync(path)).map((path) => `path-beneath:${rightsTo(path)}:${path}`),
    ...writes.filter((path) => existsSync(path)).map((path) => `path-beneath:${accesses}:${path}`),
  ];
  return ['--landlock-access', `fs:${accesses}`, ...rules.flatMap((rule) => ['--landlock-rule', rule])];
}

const rightsTo = (path: string): string => (statSync(path).isDirectory() ? 'read-file,read-dir' : 'read-file');

const quoted = (words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');

/**
 * A worker as it is to be spawned. On every system Node's permission model leaves it no file but its own, no program, thread, debugger or
 * native code. Beside that, a core file and every other file is refused on Linux and macOS by limits; on Linux the worker gets no new
 * privileges, and Landlock closes all folders, /proc and the memory of other processes with them. What a system lacks, it does without:
 * the machine sheet names it.
 * @param program the absolute path of Node
 * @param file what it runs
 * @param native for a worker in which native code that is not ours runs: Node's permission model then lets it load such code, until its own wall
 *   is closed
 */
export function confined(
  program: string,
  options: readonly string[],
  file: string,
  platform: NodeJS.Platform = process.platform,
  native?: NativeParts,
): readonly [string, readonly string[]] {
  const own = realpathSync(file);
  const mayLoad = native === undefined ? [] : ['--allow-addons'];
  const node = [...options, '--permission', ...mayLoad, `--allow-fs-read=${own}`, own, ...(native?.loads ?? [])];
  if (platform === 'win32') return [program, node];
  const more =
    platform === 'linux'
      ? [[...landlock(realpathSync(program), own, native ?? noParts), '--no-new-privs'], ['--no-new-privs']]
      : [];
  const ways = more
    .map((words) => quoted([setpriv, ...words]))
    .map((way) => `${way} /usr/bin/true 2>/dev/null && exec ${way} "$@"`);
  return [
    '/bin/sh',
    [
      '-c',
      [`ulimit -c 0${native?.writes.length ? '' : ' && ulimit -f 0'} || exit`, ...ways, 'exec "$@"'].join('\n'),
      'sh',
      program,
      ...noConfig,
      ...node,
    ],
  ];
}

/** Node reads its settings of OpenSSL from the system, where it may. None of them is for us. */
const noConfig = ['--openssl-config=/dev/null'];
