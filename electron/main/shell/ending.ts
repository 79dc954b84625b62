// How a program ends: what must be finished is finished first, and where the system waits for nothing, what others wait for is let go.
import { app } from 'electron';

export interface Ending {
  /** Finishes what must not be cut off, as a call that can be made only once. The program ends when it has settled. */
  readonly finish: () => Promise<unknown>;
  /** Ends processes with secrets and gives locks back, all before it returns: the system ends the program next. Safe to call twice. */
  readonly cutOff: () => void;
  /** Whether the program holds up the end of the session, because something exists nowhere else yet. */
  readonly isBusy?: () => boolean;
}

/**
 * Sees to the end of the program. `quit` waits for nothing, so the work is done at `will-quit`; at the end of a session of Windows that does
 * not come, and the system ends the program when `session-end` has been heard.
 * @returns does that work now, once; for code that must end the program in another way
 */
export function seeToTheEnd({ finish, cutOff, isBusy = () => false }: Ending): () => Promise<void> {
  let isFinished = false;
  let finishing: Promise<void> | undefined;
  const finishOnce = (): Promise<void> => {
    const done = (): void => {
      isFinished = true;
    };
    return (finishing ??= finish().then(done, done));
  };
  app.on('will-quit', (event) => {
    if (isFinished) return;
    event.preventDefault();
    void finishOnce().then(() => {
      // Not in a microtask of this event: until it has returned, Electron takes a second call for the first and forgets it
      // (shell/browser/browser.cc, Quit and NotifyAndShutdown).
      setImmediate(() => app.quit());
    });
  });
  app.on('browser-window-created', (_event, window) => {
    window.on('query-session-end', (event) => {
      if (isBusy()) event.preventDefault();
    });
    window.on('session-end', cutOff);
  });
  return finishOnce;
}

/**
 * Ends the program once everything that was printed has left the process: a pipe takes what it can, and `app.exit` waits for nothing.
 * @param exitCode 0 becomes that of output that was lost
 */
export async function endAfterWriting(exitCode: number): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map(written));
  app.exit(exitCode === 0 ? Number(process.exitCode ?? 0) : exitCode);
}

/** Resolves when everything that was written has left this process. */
const written = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((done) => {
    stream.write('', () => done());
  });
