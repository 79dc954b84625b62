// The packed program does not run without Chromium's sandbox, whoever took it away. An AppImage's own start script does so by itself
// where the system gives ordinary users no user namespace.
import { Refusal } from '../../../shared/faults/fault.ts';

/** What is asked of Electron's `app`. */
interface StartedApp {
  readonly isPackaged: boolean;
  readonly commandLine: { hasSwitch(name: string): boolean };
}

/** Why the program may not go on, if it may not. From the source it may: as root, as in a container, Electron starts in no other way. */
export const sandboxRefusal = ({ isPackaged, commandLine }: StartedApp): Refusal | undefined =>
  isPackaged && commandLine.hasSwitch('no-sandbox') ? new Refusal({ code: 'SANDBOX_OFF' }) : undefined;
