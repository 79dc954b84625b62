// The lock by which one program of a kind runs for a user: a file that names the process which has it, as Electron keeps one in the same
// folder.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Takes the lock; false where a process that runs has it. One that was killed has it no longer. */
export function takeInstanceLock(userData: string): boolean {
  const path = join(userData, 'double-instance.lock');
  mkdirSync(userData, { recursive: true });
  if (isRunning(holderOf(path))) return false;
  writeFileSync(path, `${process.pid}\n`);
  return true;
}

function holderOf(path: string): number {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10);
  } catch {
    // Nobody has ever taken it.
    return 0;
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
