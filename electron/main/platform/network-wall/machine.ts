// The wall's part in a worker: no file, no other process, no setting of this machine. What is open already stays: the worker's lines.
import Module from 'node:module';
import { closeMember, refuseWay } from './members.ts';
import { nativePart } from './natives.ts';

/** Of files, what acts on a descriptor that is open: by the names of Node's module, and of its native part. */
const onOpen: ReadonlySet<string> = new Set([
  ...['read', 'readSync', 'write', 'writeSync'],
  ...['close', 'writeBuffer', 'writeString', 'FSReqCallback'],
]);

/** Whole modules: whatever a later Node adds to them is closed as well. Electron's `original-fs` knows nothing of its archives. */
const modules = ['fs', 'fs/promises', 'original-fs'];

/** What acts on another process or writes a file. Signals are closed where those to the debugger are. */
const ofOs = ['setPriority'];
const ofProcess: readonly string[] = [
  ...['abort', 'chdir', 'umask', 'loadEnvFile', 'takeHeapSnapshot', 'setFdLimit'],
  ...['setuid', 'seteuid', 'setgid', 'setegid', 'setgroups', 'initgroups'],
];

/** Called while native parts are still given out. */
export function closeMachine(): void {
  const { report } = process;
  for (const name of ['writeReport', 'getReport']) closeMember(report, name);
  // Node also writes one by itself when a process fails, wherever these settings say.
  for (const [name, kept] of Object.entries(Object.getOwnPropertyDescriptors(report))) {
    if (!('get' in kept)) continue;
    const set = (): void => {
      refuseWay(name);
    };
    Object.defineProperty(report, name, { ...kept, set, configurable: false });
  }
  closeFunctions(nativePart('fs'));
  closeMember(nativePart('fs_event_wrap')?.['FSEvent']?.prototype, 'start');
  for (const name of modules) closeFunctions(loaded(name));
  const os = loaded('os');
  for (const name of ofOs) closeMember(os, name);
  for (const name of ofProcess) closeMember(process, name);
}

function closeFunctions(owner: object | undefined): void {
  for (const name of Object.keys(owner ?? {})) if (!onOpen.has(name)) closeMember(owner, name);
}

/** Electron has a module that Node does not have. */
function loaded(name: string): object | undefined {
  try {
    // No type has what `require` calls.
    return (Module as unknown as { _load(name: string): object })._load(name);
  } catch {
    return undefined;
  }
}
