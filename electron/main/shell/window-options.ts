// How every window of ours is made: sandboxed, isolated, without Node, without developer tools.
import type { BrowserWindowConstructorOptions } from 'electron';

export interface WindowShape {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** Absolute path of the built preload script. */
  readonly preload: string;
}

/** Every preference that weakens or widens a page is written out, so that no default decides. */
const locked = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  // `showOpenFilePicker`, and handles of what is dropped.
  disableBlinkFeatures: 'FileSystemAccessLocal',
  webviewTag: false,
  plugins: false,
  devTools: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  disableDialogs: true,
  autoplayPolicy: 'document-user-activation-required',
  enableWebSQL: false,
} as const;

/** Preferences of a view of main's own. */
export const lockedPreferences = (own: { readonly preload: string; readonly partition: string }) => ({
  ...locked,
  ...own,
});

/** Options of a window with one of our screens. */
export function windowOptions({ title, width, height, preload }: WindowShape): BrowserWindowConstructorOptions {
  return {
    title,
    width,
    height,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#f4f1ea',
    webPreferences: { ...locked, preload, partition: sessionPartition },
  };
}

/** Options of a window that shows one document: as locked as a screen's, and without script, bridge and the screens' session. */
export function paperWindowOptions(title: string): BrowserWindowConstructorOptions {
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

/** The one session of all screens. Without the prefix `persist:` it lives in memory: nothing a page stores outlives the window. */
export const sessionPartition = 'lifeboat';
/** The session of documents, in memory too. */
export const paperPartition = 'lifeboat-paper';
