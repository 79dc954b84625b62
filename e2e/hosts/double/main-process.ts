// How Electron's main process differs from a process of Node: lib/browser/init.ts, shell/browser/electron_browser_main_parts.cc and
// electron_browser_main_parts_posix.cc.
import type { App, Dialog } from 'electron';

/** Makes this process behave like Electron's. Call it before the app's main file is run. */
export function behaveAsMain(app: Pick<App, 'exit' | 'quit'>, dialog: Pick<Dialog, 'showErrorBox'>): void {
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
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A listener of the app takes the place of Electron's.
      if (process.listenerCount(signal) === 1) app.quit();
    });
  }
  Object.defineProperty(process, 'type', { value: 'browser' });
}
