// A locked window, shown once it has drawn itself.
import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { appOrigin } from './app-protocol.ts';
import { builtFolder } from './built-folder.ts';
import { closeWhenGone, loaded } from './screen-process.ts';
import { windowOptions } from './window-options.ts';

/** The address of a built page. */
export const screenUrl = (page: string): string => `${appOrigin}/${page}`;

export interface WindowRequest {
  readonly title: string;
  readonly page: string;
  readonly width: number;
  readonly height: number;
  /** Name of the built preload script. */
  readonly preload: string;
  /** For a self-test: nobody sees it. */
  readonly isHidden?: boolean;
}

/**
 * Opens a locked window and shows it once it has drawn itself.
 * @param made is given the window before it loads anything; without it, the window closes when its process has gone
 * @throws what Electron says where the page cannot be loaded; no window is left behind then
 */
export async function openWindow(
  { title, page, width, height, preload, isHidden = false }: WindowRequest,
  made: (window: BrowserWindow) => void = closeWhenGone,
): Promise<BrowserWindow> {
  const window = new BrowserWindow(
    windowOptions({ title, width, height, preload: join(builtFolder(), 'electron', `${preload}.cjs`) }),
  );
  // Where the system can, other programs and screen sharing see a black rectangle.
  window.setContentProtection(true);
  if (!isHidden) {
    window.once('ready-to-show', () => window.show());
  }
  made(window);
  return loaded(window, screenUrl(page));
}
