// `BrowserWindow`: lib/browser/api/browser-window.ts, shell/browser/api/electron_api_base_window.cc and electron_api_browser_window.cc.
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { Browser, ProgramWindow } from './browser.ts';
import { electronEvent, emitPreventable } from './events.ts';
import type { Sessions } from './sessions.ts';
import { standIn } from './stand-in.ts';
import { type ContentsWorld, NativeContents } from './web-contents.ts';
import { NativeView, type ViewParent } from './views.ts';

type Options = Electron.BrowserWindowConstructorOptions;

export interface WindowsWorld extends ContentsWorld {
  readonly browser: Browser;
  readonly sessions: Sessions;
}

export interface Windows {
  readonly BrowserWindow: Pick<typeof Electron.BrowserWindow, 'getAllWindows' | 'getFocusedWindow'>;
  readonly WebContentsView: typeof Electron.WebContentsView;
  /** The system ends: every window is asked, as on Windows, and hears of it; false where one of them holds it up. */
  endSession(reasons: readonly string[]): boolean;
  /** A person turns to another program, and back to the window that had the focus. */
  turnAway(): void;
  turnBack(): void;
  /** Ends the process of the first window's page; false where no window is open. */
  crashPage(): boolean;
}

export function createWindows(world: WindowsWorld): Windows {
  const open = new Set<NativeWindow>();
  const focus = new Focus(open);
  const ofAll = {
    getAllWindows: () => [...open].map(({ window }) => window),
    getFocusedWindow: () => focus.holder?.window ?? null,
  };
  return {
    WebContentsView: new Proxy(notCalled as unknown as typeof Electron.WebContentsView, {
      construct: (_target, [options]: [Options?]) => viewOf(world, options ?? {}),
    }),
    BrowserWindow: new Proxy(Object.assign(notCalled, ofAll), {
      construct: (_target, [options]: [Options?]) => new NativeWindow(world, options ?? {}, open, focus).window,
    }),
    turnAway: () => focus.give(undefined),
    turnBack: () => focus.give(focus.last),
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

function viewOf(world: WindowsWorld, options: Options): Electron.WebContentsView {
  if (!world.browser.isReady) throw new Error('Cannot create WebContentsView before app is ready');
  const preferences = secure(options.webPreferences);
  const contents: NativeContents = new NativeContents(world, world.sessions.of(preferences), options, () =>
    view.contentsGone(),
  );
  const view = new NativeView(contents);
  return view.standIn;
}

/** Which window has the focus: one of them, or none while another program has it. */
class Focus {
  readonly #open: ReadonlySet<NativeWindow>;
  #holder: NativeWindow | undefined;
  /** Those that had it, the latest last. */
  #order: readonly NativeWindow[] = [];

  constructor(open: ReadonlySet<NativeWindow>) {
    this.#open = open;
  }

  get holder(): NativeWindow | undefined {
    return this.#holder;
  }

  /** The one that had it last, and is still there. */
  get last(): NativeWindow | undefined {
    return this.#order.findLast((window) => this.#open.has(window));
  }

  give(window: NativeWindow | undefined): void {
    const before = this.#holder;
    if (before === window) return;
    this.#holder = window;
    if (before?.isDestroyed === false) before.emitter.emit('blur', electronEvent({}));
    if (window === undefined) return;
    this.#order = [...this.#order.filter((each) => each !== window), window];
    window.emitter.emit('focus', electronEvent({}));
  }

  /** The system gives it to the window below one that closes. */
  closed(window: NativeWindow): void {
    if (this.#holder === window) this.give(this.last);
  }
}

/** The native half: it lives until the window is closed. */
class NativeWindow implements ProgramWindow, ViewParent {
  readonly window: Electron.BrowserWindow;
  readonly emitter: EventEmitter;
  readonly contents: NativeContents;
  /** What lies above the page: of those, the last is the highest. */
  readonly contentView: NativeView;
  readonly bounds: Electron.Rectangle;
  readonly #world: WindowsWorld;
  readonly #open: Set<NativeWindow>;
  readonly #focus: Focus;
  isVisible: boolean;
  isDestroyed = false;

  constructor(world: WindowsWorld, options: Options, open: Set<NativeWindow>, focus: Focus) {
    if (!world.browser.isReady) throw new Error('Cannot create BrowserWindow before app is ready');
    const preferences = secure(options.webPreferences);
    const { width = 800, height = 600 } = options;
    this.bounds = { x: 0, y: 0, width, height };
    this.contentView = new NativeView(undefined, this);
    this.#world = world;
    this.#open = open;
    this.#focus = focus;
    this.isVisible = options.show ?? true;
    this.contents = new NativeContents(world, world.sessions.of(preferences), options, () => this.#closed());
    const part = new BrowserWindow(this);
    this.emitter = part;
    this.window = standIn<Electron.BrowserWindow>('BrowserWindow')(part, {
      isDestroyed: () => this.isDestroyed,
      lasting: ['id', 'isDestroyed', 'destroy'],
    });
    this.contents.emitter.on('ready-to-show', () =>
      process.nextTick(() => {
        if (!this.isDestroyed) this.emitter.emit('ready-to-show', electronEvent({}));
      }),
    );
    open.add(this);
    world.browser.windows.add(this);
    world.app.emit('browser-window-created', electronEvent({}), this.window);
  }

  /** A person sees one page at a time: the highest view that covers the window, else the window's own page. */
  laidOut(): void {
    const { width, height } = this.bounds;
    const covering = this.contentView.children.findLast(
      ({ isVisible, bounds }) => isVisible && bounds.width >= width && bounds.height >= height,
    );
    (covering?.contents ?? this.contents).front();
  }

  show(): void {
    if (!this.isVisible) {
      this.isVisible = true;
      this.emitter.emit('show', electronEvent({}));
    }
    this.focus();
  }

  /** A hidden window takes none. */
  focus(): void {
    if (this.isVisible) this.#focus.give(this);
  }

  flashFrame(isOn: boolean): void {
    this.#world.record.flashes.push(isOn);
  }

  /** Below 0 there is no bar, above 1 it has no end. */
  setProgressBar(share: number): void {
    this.#world.record.bars.push(share);
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
    this.#focus.closed(this);
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
  get contentView(): Electron.View {
    return this.#native.contentView.standIn;
  }
  getContentBounds = (): Electron.Rectangle => ({ ...this.#native.bounds });
  isDestroyed = (): boolean => this.#native.isDestroyed;
  isVisible = (): boolean => this.#native.isVisible;
  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url);
  reload(): void {
    this.webContents.reload();
  }
  show(): void {
    this.#native.show();
  }
  focus(): void {
    this.#native.focus();
  }
  flashFrame(isOn: boolean): void {
    this.#native.flashFrame(isOn);
  }
  setProgressBar(share: number): void {
    this.#native.setProgressBar(share);
  }
  setContentProtection = (): void => undefined;
  close(): void {
    this.#native.close();
  }
  destroy(): void {
    this.#native.destroy();
  }
}

/** @throws where the double has not what they ask for */
function secure(preferences: Electron.WebPreferences = {}): Electron.WebPreferences {
  if (preferences.backgroundThrottling === false) throw new Error('the double plays no backgroundThrottling');
  if (insecure(preferences)) throw new Error(`the double has no insecure window: ${JSON.stringify(preferences)}`);
  return preferences;
}

/** Electron would open it; the double has none of the walls that such a window lacks, so nobody would see the difference. */
const insecure = ({ sandbox, contextIsolation, nodeIntegration, webSecurity }: Electron.WebPreferences): boolean =>
  sandbox !== true || contextIsolation !== true || nodeIntegration !== false || webSecurity !== true;
