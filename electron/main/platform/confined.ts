// How a worker's program is started so that the system holds it: whoever takes it over, with native code too, can do less than its user may.
import { existsSync, realpathSync } from 'node:fs';
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

/** Options of setpriv: nothing but programs, libraries and the worker's own file is read, and nothing is written. */
function landlock(program: string, file: string): readonly string[] {
  const folders = [...systemFolders, dirname(program), join(dirname(dirname(program)), 'lib')].filter((path) =>
    existsSync(path),
  );
  const rules = [
    ...folders.map((path) => `path-beneath:execute,read-file,read-dir:${path}`),
    ...[file, '/dev/null'].map((path) => `path-beneath:read-file:${path}`),
  ];
  return ['--landlock-access', `fs:${accesses}`, ...rules.flatMap((rule) => ['--landlock-rule', rule])];
}

const quoted = (words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');

/**
 * A worker as it is to be spawned. On every system Node's permission model leaves it no file but its own, no program, thread, debugger or
 * native code. Beside that, a core file and every other file is refused on Linux and macOS by limits; on Linux the worker gets no new
 * privileges, and Landlock closes all folders, /proc and the memory of other processes with them. What a system lacks, it does without:
 * the machine sheet names it.
 * @param program the absolute path of Node
 * @param file what it runs
 */
export function confined(
  program: string,
  options: readonly string[],
  file: string,
  platform: NodeJS.Platform = process.platform,
): readonly [string, readonly string[]] {
  const own = realpathSync(file);
  const node = [...options, '--permission', `--allow-fs-read=${own}`, own];
  if (platform === 'win32') return [program, node];
  const more =
    platform === 'linux' ? [[...landlock(realpathSync(program), own), '--no-new-privs'], ['--no-new-privs']] : [];
  const ways = more
    .map((words) => quoted([setpriv, ...words]))
    .map((way) => `${way} /usr/bin/true 2>/dev/null && exec ${way} "$@"`);
  return [
    '/bin/sh',
    [
      '-c',
      ['ulimit -c 0 && ulimit -f 0 || exit', ...ways, 'exec "$@"'].join('\n'),
      'sh',
      program,
      ...noConfig,
      ...node,
    ],
  ];
}

/** Node reads its settings of OpenSSL from the system, where it may. None of them is for us. */
const noConfig = ['--openssl-config=/dev/null'];
