// How Electron's main process differs from a process of Node: lib/browser/init.ts, shell/browser/electron_browser_main_parts.cc and
// electron_browser_main_parts_posix.cc.
import type { App, Dialog } from 'electron';

/**
 * Makes this process behave like Electron's. Call it before the app's main file is run.
 * @returns what Electron does when the first turn of main is over
 */
export function behaveAsMain(app: Pick<App, 'exit' | 'quit'>, dialog: Pick<Dialog, 'showErrorBox'>): () => void {
  // Whoever read it may be gone; else what is said of the error would be the next one.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  // options()->unhandled_rejections = "warn-with-error-code": nobody sees a window, and the program goes on.
  process.on('unhandledRejection', (reason) => {
    process.exitCode = 1;
    console.error('UnhandledPromiseRejectionWarning:', reason);
  });
  process.on('uncaughtException', (error) => {
    // The app hears of it itself.
    if (process.listenerCount('uncaughtException') > 1) return;
    dialog.showErrorBox(
      'A JavaScript error occurred in the main process',
      `Uncaught Exception:\n${error.stack ?? error.message}`,
    );
  });
  process.exit = ((code?: number) => {
    if (code !== undefined) process.exitCode = code;
    app.exit(Number(process.exitCode ?? 0));
  }) as typeof process.exit;
  Object.defineProperty(process, 'type', { value: 'browser' });
  return () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) takeSignal(signal, app);
  };
}

/**
 * Takes the place of whatever handles a signal in this process. Node asks the system once for each signal: its listeners of the first turn,
 * and those that are added to them, wait for a signal that does not come.
 */
function takeSignal(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', app: Pick<App, 'quit'>): void {
  const isLost = process.listenerCount(signal) > 0;
  process.removeAllListeners(signal);
  process.on(signal, () => {
    // A listener of the app takes the place of Electron's.
    if (isLost || process.listenerCount(signal) === 1) app.quit();
  });
  if (!isLost) return;
  process.on('newListener', (name, listener: (...values: unknown[]) => void) => {
    if (name === signal) process.nextTick(() => process.removeListener(signal, listener));
  });
}
