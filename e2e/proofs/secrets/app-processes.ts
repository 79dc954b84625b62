// The processes of a running app on the double, and what each may hold.
import { readdirSync, readFileSync } from 'node:fs';
import type { SecretKind } from './forms.ts';

export interface AppProcess {
  readonly pid: number;
  readonly role: string;
}

/**
 * What a role may hold. The double differs from Electron in one point: a test types into the browser's processes through a pipe. So passphrases
 * in pages and main are no finding here; that the passphrase passes main once is said in SECURITY.md.
 */
export const appMayHold: Readonly<Record<string, readonly SecretKind[]>> = {
  main: ['passphrase'],
  // Of what a build decrypts, Node's cipher leaves copies that JavaScript cannot reach: they end with the process.
  combiner: ['share', 'datum', 'datum key'],
  renderer: ['passphrase'],
  // It waits for the passphrase, with the file that its reader has given it.
  'key-worker': ['key file'],
  browser: ['passphrase'],
};

/** Everything that was started for the app, by this process or below it. */
export function appProcesses(): AppProcess[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(all.map((pid) => [pid, parentOf(pid)]));
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === process.pid || isOurs(parent));
  };
  return all.filter(isOurs).flatMap((pid) => {
    const role = roleOf(commandOf(pid));
    return role === undefined ? [] : [{ pid, role }];
  });
}

/** How large a file the kernel would write of the memory of a process that crashes; undefined where it has ended. */
export function coreLimit(pid: number): string | undefined {
  return /^Max core file size +(\S+)/m.exec(readOrNothing(`/proc/${pid}/limits`))?.[1];
}

function roleOf(command: string): string | undefined {
  // The tracer carries the command that it traces.
  if (command.startsWith('strace ')) return undefined;
  if (command.includes('utility-child')) return /([\w-]+)[.]cjs/.exec(command)?.[1];
  if (command.includes('double/run.ts')) return 'main';
  if (!command.includes('chrom')) return undefined;
  const type = /--type=([\w-]+)/.exec(command)?.[1];
  return type === 'zygote' ? undefined : (type ?? 'browser');
}

function parentOf(pid: number): number | undefined {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  // The name in parentheses may hold anything.
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  return Number.isNaN(parent) ? undefined : parent;
}

const commandOf = (pid: number): string => readOrNothing(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');

/** A process may end between a look and the next. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
