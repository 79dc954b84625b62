// How every window of ours is made: sandboxed, isolated, without Node, without developer tools.
import type { BrowserWindowConstructorOptions } from 'electron';

export interface WindowShape {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** Absolute path of the built preload script. */
  readonly preload: string;
}

/** Options of a window; every preference that weakens or widens a page is written out, so that no default decides. */
export function windowOptions({ title, width, height, preload }: WindowShape): BrowserWindowConstructorOptions {
  return {
    title,
    width,
    height,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#f4f1ea',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      enableBlinkFeatures: '',
      webviewTag: false,
      plugins: false,
      devTools: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      disableDialogs: true,
      autoplayPolicy: 'document-user-activation-required',
      enableWebSQL: false,
      // In memory only: nothing a page stores outlives the window.
      partition: sessionPartition,
    },
  };
}

/** Options of a window that shows one document: as locked as every other, and without script, bridge and the session of the screens. */
export function paperWindowOptions(title: string): BrowserWindowConstructorOptions {
  const { preload: _, ...locked } =
    windowOptions({ title, width: 1000, height: 900, preload: '' }).webPreferences ?? {};
  return {
    title,
    width: 1000,
    height: 900,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: { ...locked, javascript: false, partition: paperPartition },
  };
}

/** The session of documents; it lives in memory too. */
export const paperPartition = 'lifeboat-paper';
/** The one session of all screens; without the prefix `persist:` it lives in memory. */
export const sessionPartition = 'lifeboat';
