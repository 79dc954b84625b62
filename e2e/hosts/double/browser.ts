// The life of the program from its first line to its end, step by step as shell/browser/browser.cc has it.

/** A window, as the program's end sees it. */
export interface ProgramWindow {
  /** Asks the window to close; it may refuse. */
  close(): void;
  /** Takes the window away. */
  destroy(): void;
}

/** Who hears of each step. The first two answer whether the step is prevented. */
export interface BrowserObserver {
  beforeQuit(): boolean;
  willQuit(): boolean;
  quit(code: number): void;
  windowAllClosed(): void;
  willFinishLaunching(): void;
  ready(): void;
}

export class Browser {
  readonly windows = new Set<ProgramWindow>();
  /** Names of utility processes that have spawned and not ended, by process id. */
  readonly utilities = new Map<number, string>();
  readonly whenReady: Promise<void>;
  observer: BrowserObserver | undefined;
  readonly #resolveReady: () => void;
  readonly #end: (code: number) => void;
  #isReady = false;
  #isQuitting = false;
  #isExiting = false;
  #isShutDown = false;
  #exitCode = 0;

  /** @param end ends the process before it returns, as far as the app can tell: nothing that is under way goes on */
  constructor(end: (code: number) => void) {
    this.#end = end;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.whenReady = promise;
    this.#resolveReady = () => resolve(undefined);
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** The first turn of main is over: its message loop begins. A program that has quit before becomes ready nevertheless, and then ends. */
  finishLaunching(): void {
    this.observer?.willFinishLaunching();
    this.#isReady = true;
    this.#resolveReady();
    this.observer?.ready();
    if (this.#isShutDown) setImmediate(this.#end, this.#exitCode);
  }

  quit(): void {
    if (this.#isQuitting) return;
    // While this event is heard, the program is not quitting yet: another `quit` begins again.
    this.#isQuitting = this.observer?.beforeQuit() !== true;
    if (!this.#isQuitting) return;
    if (this.windows.size === 0) this.#notifyAndShutDown();
    else for (const window of [...this.windows]) window.close();
  }

  exit(code: number): void {
    // Without a message loop nobody hears of the end.
    if (!this.#isReady) {
      this.#end(code);
      return;
    }
    this.#exitCode = code;
    this.#isQuitting = true;
    this.#isExiting = true;
    if (this.windows.size === 0) this.#shutDown();
    else for (const window of [...this.windows]) window.destroy();
  }

  /** A window stays: then the program stays too. */
  windowCloseCancelled(): void {
    this.#stay();
  }

  /** Whatever a listener puts off to a microtask runs before its event has returned: until then, a second `quit` is forgotten. */
  #stay(): void {
    setImmediate(() => {
      this.#isQuitting = false;
    });
  }

  windowClosed(window: ProgramWindow): void {
    this.windows.delete(window);
    if (this.windows.size > 0) return;
    if (this.#isExiting) this.#shutDown();
    else if (this.#isQuitting) this.#notifyAndShutDown();
    else this.observer?.windowAllClosed();
  }

  #notifyAndShutDown(): void {
    if (this.#isShutDown) return;
    if (this.observer?.willQuit() === true) this.#stay();
    else this.#shutDown();
  }

  #shutDown(): void {
    if (this.#isShutDown) return;
    this.#isShutDown = true;
    this.#isQuitting = true;
    this.observer?.quit(this.#exitCode);
    if (this.#isReady) this.#end(this.#exitCode);
  }
}
