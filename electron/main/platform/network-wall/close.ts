// The wall to the network, inside a process of Node: closed before anything else runs there, and never opened again. It holds against code
// that nobody meant to be here, as from a package of a stranger. It does not hold against native code: see SECURITY.md.
import { closeLoading, type GiveElectron } from './loading.ts';
import { closeMachine } from './machine.ts';
import { closeNatives, type Passage } from './natives.ts';
import { closeOwnProcess } from './own-process.ts';

export type { Passage } from './natives.ts';

interface WallOptions {
  /** Modules that lead to others and that this process needs all the same: `child_process` starts programs through the passage alone. */
  readonly mayLoad?: readonly string[];
  /** In a worker: files and other processes are closed as well. */
  readonly isWorker?: boolean;
  /** In Electron's main process: what is in the place of Electron's module. */
  readonly giveElectron?: GiveElectron;
}

/**
 * Takes away every way to a network, another program, a thread or a debugger. Everything that is refused says NETWORK_REFUSED.
 * @returns the passage for programs; who does not get it starts none
 */
export function closeNetwork({ mayLoad = [], isWorker = false, giveElectron }: WallOptions = {}): Passage {
  const passage = closeNatives();
  if (isWorker) closeMachine();
  closeOwnProcess(giveElectron !== undefined, !isWorker);
  closeLoading({ mayLoad: new Set(mayLoad), mayLoadFiles: !isWorker }, giveElectron);
  return passage;
}
