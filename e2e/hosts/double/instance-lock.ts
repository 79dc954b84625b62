// The lock by which one program of a kind runs for a user, and how the one that has it hears of another: in the profile, as Electron keeps
// its own there (chrome/browser/process_singleton.h).
import { mkdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Hears what a second program was started with, where, and what it has to say. */
type OnSecondInstance = (argv: string[], workingDirectory: string, additionalData: unknown) => void;

const lockFile = (userData: string): string => join(userData, 'double-instance.lock');
const messageName = /^double-second-instance-\d+\.json$/;

/** Takes the lock; false where a process that runs has it, which hears of this one. One that was killed has it no longer. */
export function takeInstanceLock(userData: string, additionalData: unknown, heard: OnSecondInstance): boolean {
  mkdirSync(userData, { recursive: true });
  if (isRunning(holderOf(userData))) {
    const message = join(userData, `double-second-instance-${process.pid}.json`);
    writeFileSync(`${message}.next`, JSON.stringify([process.argv, process.cwd(), additionalData]));
    renameSync(`${message}.next`, message);
    return false;
  }
  writeFileSync(lockFile(userData), `${process.pid}\n`);
  watch(userData, { persistent: false }, (_event, name) => {
    if (name === null || !messageName.test(name)) return;
    const message = takeMessage(join(userData, name));
    if (message !== undefined) heard(...message);
  });
  return true;
}

/** Gives the lock back. */
export function releaseInstanceLock(userData: string): void {
  rmSync(lockFile(userData), { force: true });
}

function takeMessage(path: string): Parameters<OnSecondInstance> | undefined {
  try {
    const message = JSON.parse(readFileSync(path, 'utf8')) as Parameters<OnSecondInstance>;
    rmSync(path);
    return message;
  } catch {
    // One message may be announced more than once.
    return undefined;
  }
}

function holderOf(userData: string): number {
  try {
    return Number.parseInt(readFileSync(lockFile(userData), 'utf8'), 10);
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
