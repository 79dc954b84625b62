// Calls people back to the window, in the ways that the system has: a notification, a window that flashes, progress in the taskbar.
import { BrowserWindow } from 'electron';
import type { Watched } from '#services/app/signal.ts';

/** What Electron takes for "no bar", and for a bar without an end. */
const noBar = -1;
const endless = 2;

/** Shows one message of the system; `opened` when somebody presses it. @returns what takes it away again */
export type Notify = (signal: NonNullable<Watched['signal']>, opened: () => void) => Promise<() => void>;

export class Attention {
  readonly #notify: Notify | undefined;
  #window: BrowserWindow | undefined;
  #bar = noBar;
  #takeAway: (() => void) | undefined;

  /** @param notify without it, the system is told nothing: the window alone calls */
  constructor(notify?: Notify) {
    this.#notify = notify;
  }

  /** Takes the window that people are called back to. */
  take(window: BrowserWindow): void {
    this.#window = window;
    window.on('focus', () => {
      window.flashFrame(false);
      this.#takeAway?.();
      this.#takeAway = undefined;
    });
    window.once('closed', () => {
      this.#window = undefined;
    });
  }

  show({ signal, progress }: Watched): void {
    const bar = progress === undefined ? noBar : progress === 'unknown' ? endless : progress;
    if (bar !== this.#bar) this.#window?.setProgressBar(bar);
    this.#bar = bar;
    if (signal) void this.#call(signal);
  }

  /** The page makes the tone; with a window of ours in front nothing more is needed. */
  async #call(signal: NonNullable<Watched['signal']>): Promise<void> {
    const window = this.#window;
    window?.webContents.send('settings.signal', null);
    if (window === undefined || BrowserWindow.getFocusedWindow() !== null) return;
    window.flashFrame(true);
    this.#takeAway?.();
    this.#takeAway = await this.#notify?.(signal, () => {
      if (window.isDestroyed()) return;
      window.show();
      window.focus();
    });
  }
}
