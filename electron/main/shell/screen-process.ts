// A screen's process can crash, or be killed where memory runs out. Main holds the truth, so the screen is loaded again; and where that
// does not help, the program does not stay behind a blank window.
import type { BrowserWindow } from 'electron';

/** How often a window is loaded again before it is given up. */
export const maxReloads = 3;

interface Gone {
  /** The screen has been loaded again. */
  readonly reloaded: (reason: string) => void;
  /** It went once too often, or cannot be loaded any more. */
  readonly lost: (reason: string) => void;
}

/**
 * Loads a window's screen again whenever its process has gone; without this, Electron leaves the window blank.
 * @param url of the screen
 */
export function reloadWhenGone(window: BrowserWindow, url: string, { reloaded, lost }: Gone): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // A window that closes ends its process so.
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    reloads += 1;
    if (reloads > maxReloads) {
      lost(reason);
      return;
    }
    // Before it is loaded, nobody would hear.
    window.loadURL(url).then(
      () => reloaded(reason),
      () => lost(reason),
    );
  });
}

/** Closes a window whose process has gone: what it was for is over, and the waiting caller hears so. */
export function closeWhenGone(window: BrowserWindow): void {
  window.webContents.on('render-process-gone', () => {
    if (!window.isDestroyed()) window.destroy();
  });
}

/** Loads a page into a window that nobody sees yet. One that cannot be loaded would stay unseen, and keep the program from ending. */
export async function loaded(window: BrowserWindow, url: string): Promise<BrowserWindow> {
  try {
    await window.loadURL(url);
    return window;
  } catch (error) {
    window.destroy();
    throw error;
  }
}
