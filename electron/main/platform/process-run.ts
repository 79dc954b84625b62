// Which run of which process a lock belongs to. A number alone does not tell: after a restart of the machine it may be another process's, or
// that of a thread.
import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';

/**
 * Which run of a process has this number, without blanks: on Linux the start of the machine and that of the process (proc(5)); elsewhere how
 * many seconds the machine has been up, which a clock that is set does not change.
 */
export async function runOf(pid: number): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'latin1');
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may hold anything; the start is the twentieth field behind it.
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return `${boot.trim()}/${start}`;
  } catch {
    return `up/${Math.floor(uptime())}`;
  }
}

/**
 * Whether the process that wrote this still runs.
 * @param run what `runOf` said of it then; undefined where only its number is known
 */
export async function isStillRunning(pid: number, run: string | undefined): Promise<boolean> {
  const seconds = /^up\/(\d+)$/u.exec(run ?? '')?.[1];
  // A machine that has been up for less than it had been then was restarted in between.
  if (seconds !== undefined) return uptime() >= Number(seconds) && isAlive(pid);
  return run === undefined ? isAlive(pid) : run === (await runOf(pid));
}

/** Whether a process with this number runs. */
function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
