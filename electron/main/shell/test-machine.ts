// Lets specs run the apps on a machine of files, where sticks and cables come and go. No packaged program has this.
import type { Machine } from '#platform/machine.ts';
import { pretendedMachine, thisMachine } from '#platform/machine.ts';

/** Names the folder of a pretended machine. */
export const testMachineVariable = 'LIFEBOAT_TEST_MACHINE';

/** What Electron reports of how it was started. */
interface StartedProgram {
  /** False only where the program's file has the name of a plain Electron. */
  readonly isPackaged: boolean;
  /** Set by Electron's default_app, which a packaged program does not have, whatever its file is called. */
  readonly isDefaultApp: boolean;
}

/** The machine that the app sees: the real one, unless a test has started the program from the source. */
export function machineOf({ isPackaged, isDefaultApp }: StartedProgram, env: NodeJS.ProcessEnv): Machine {
  const folder = env[testMachineVariable];
  return folder === undefined || isPackaged || !isDefaultApp ? thisMachine : pretendedMachine(folder);
}
