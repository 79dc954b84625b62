// `BrowserWindow`: lib/browser/api/browser-window.ts, shell/browser/api/electron_api_base_window.cc and electron_api_browser_window.cc.
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { Browser, ProgramWindow } from './browser.ts';
import { electronEvent, emitPreventable } from './events.ts';
import type { Sessions } from './sessions.ts';
import { standIn } from './stand-in.ts';
import { type ContentsWorld, NativeContents } from './web-contents.ts';

type Options = Electron.BrowserWindowConstructorOptions;

export interface WindowsWorld extends ContentsWorld {
  readonly browser: Browser;
  readonly sessions: Sessions;
}

export interface Windows {
  readonly BrowserWindow: Pick<typeof Electron.BrowserWindow, 'getAllWindows'>;
  /** The system ends: every window is asked, as on Windows, and hears of it; false where one of them holds it up. */
  endSession(reasons: readonly string[]): boolean;
  /** Ends the process of the first window's page; false where no window is open. */
  crashPage(): boolean;
}

export function createWindows(world: WindowsWorld): Windows {
  const open = new Set<NativeWindow>();
  return {
    BrowserWindow: new Proxy(Object.assign(notCalled, { getAllWindows: () => [...open].map(({ window }) => window) }), {
      construct: (_target, [options]: [Options?]) => new NativeWindow(world, options ?? {}, open).window,
    }),
    endSession(reasons) {
      const asked = [...open].map(({ emitter }) => {
        const event = electronEvent({ reasons });
        emitter.emit('query-session-end', event);
        return event.defaultPrevented;
      });
      if (asked.includes(true)) return false;
      for (const { emitter } of open) emitter.emit('session-end', electronEvent({ reasons }));
      return true;
    },
    crashPage() {
      const [first] = open;
      first?.contents.contents.forcefullyCrashRenderer();
      return first !== undefined;
    },
  };
}

/** Only a function can be called with `new`; who leaves it out gets what Electron throws. */
function notCalled(): never {
  throw new TypeError("Class constructor BrowserWindow cannot be invoked without 'new'");
}

/** The native half: it lives until the window is closed. */
class NativeWindow implements ProgramWindow {
  readonly window: Electron.BrowserWindow;
  readonly emitter: EventEmitter;
  readonly contents: NativeContents;
  readonly #world: WindowsWorld;
  readonly #open: Set<NativeWindow>;
  isVisible: boolean;
  isDestroyed = false;

  constructor(world: WindowsWorld, options: Options, open: Set<NativeWindow>) {
    if (!world.browser.isReady) throw new Error('Cannot create BrowserWindow before app is ready');
    const preferences = options.webPreferences ?? {};
    if (insecure(preferences)) throw new Error(`the double has no insecure window: ${JSON.stringify(preferences)}`);
    this.#world = world;
    this.#open = open;
    this.isVisible = options.show ?? true;
    this.contents = new NativeContents(world, world.sessions.of(preferences), options, () => {
      this.#closed();
    });
    const part = new BrowserWindow(this);
    this.emitter = part;
    this.window = standIn<Electron.BrowserWindow>('BrowserWindow')(part, {
      isDestroyed: () => this.isDestroyed,
      lasting: ['id', 'isDestroyed', 'destroy'],
    });
    this.contents.emitter.on('ready-to-show', () => {
      process.nextTick(() => {
        if (!this.isDestroyed) this.emitter.emit('ready-to-show', electronEvent({}));
      });
    });
    open.add(this);
    world.browser.windows.add(this);
    world.app.emit('browser-window-created', electronEvent({}), this.window);
  }

  show(): void {
    if (this.isVisible) return;
    this.isVisible = true;
    this.emitter.emit('show', electronEvent({}));
  }

  /** A listener may keep the window open; else its page is closed first, and the window with it. */
  close(): void {
    if (emitPreventable(this.emitter, 'close')) this.#world.browser.windowCloseCancelled();
    else this.contents.destroySoon();
  }

  /** The window is gone before the call returns; its contents follow. */
  destroy(): void {
    this.#closed();
    this.contents.destroySoon();
  }

  #closed(): void {
    if (this.isDestroyed) return;
    this.isDestroyed = true;
    this.#open.delete(this);
    this.emitter.emit('closed', electronEvent({}));
    this.#world.browser.windowClosed(this);
  }
}

let count = 0;

class BrowserWindow extends EventEmitter {
  readonly id: number;
  readonly #native: NativeWindow;

  constructor(native: NativeWindow) {
    super();
    count += 1;
    this.id = count;
    this.#native = native;
  }

  get webContents(): Electron.WebContents {
    return this.#native.contents.contents;
  }
  isDestroyed = (): boolean => this.#native.isDestroyed;
  isVisible = (): boolean => this.#native.isVisible;
  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url);
  reload(): void {
    this.webContents.reload();
  }
  show(): void {
    this.#native.show();
  }
  /** A hidden window takes no focus; which window has it, the double does not know. */
  focus = (): void => undefined;
  setContentProtection = (): void => undefined;
  close(): void {
    this.#native.close();
  }
  destroy(): void {
    this.#native.destroy();
  }
}

/** Electron would open it; the double has none of the walls that such a window lacks, so nobody would see the difference. */
const insecure = ({ sandbox, contextIsolation, nodeIntegration, webSecurity }: Electron.WebPreferences): boolean =>
  sandbox !== true || contextIsolation !== true || nodeIntegration !== false || webSecurity !== true;
