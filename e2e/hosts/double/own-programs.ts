// Electron starts its processes beside Node, where no wall of an app stands. The double starts them by Node, with the native function that it
// has taken before the app runs: import this file before that.
import { ChildProcess } from 'node:child_process';

type Start = (this: Inner, options: unknown) => unknown;
interface Inner {
  _handle: { spawn: unknown };
  spawn: Start;
}

const { prototype } = ChildProcess as unknown as { prototype: Inner };
const parts = (process as unknown as { binding(name: string): { Process: { prototype: { spawn: unknown } } } }).binding(
  'process_wrap',
);
const { spawn } = parts.Process.prototype;
const spawnByNode = prototype.spawn;
let isOurs = false;

prototype.spawn = function (this: Inner, options: unknown) {
  // A member of the handle itself comes before what the wall has put into its class.
  if (isOurs) Object.defineProperty(this._handle, 'spawn', { value: spawn });
  return spawnByNode.call(this, options);
};

/** Starts a process of the double itself; the app has no way to this. */
export function startOwn<Started>(start: () => Started): Started {
  isOurs = true;
  try {
    return start();
  } finally {
    isOurs = false;
  }
}
