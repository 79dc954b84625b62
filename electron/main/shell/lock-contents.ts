// Locks a page in: it goes nowhere, opens nothing, embeds nothing, gets no file of people, and shows no developer tools.
import type { WebContents } from 'electron';
import type { SenderEvent } from '#ipc/registrar.ts';

/** Chromium's ways to ask a page for another address. */
const navigations = ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const;

/** Call for every web contents as it is created, before it loads anything. */
export function lockContents(contents: WebContents): void {
  for (const name of navigations) {
    // The events have one listener type each; all of them can be prevented, and that is all that is used here.
    (contents.on as (name: string, listener: (event: { preventDefault(): void }) => void) => void)(name, (event) =>
      event.preventDefault(),
    );
  }
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('devtools-opened', () => contents.closeDevTools());
  // A file that is dropped on the window, or a reload by a stray key, must not take the screen away.
  contents.on('before-input-event', (event, input) => {
    if (isReloadKey(input)) event.preventDefault();
  });
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // Our pages have no frames. In one, the preload script would not hear what is dropped.
  contents.on('frame-created', (_event, { frame }) => {
    if (frame?.parent) contents.forcefullyCrashRenderer();
  });
  keepChoosersShut(contents);
}

/**
 * Chromium opens no dialog for a file input where a debugger asks for it instead: this one chooses nothing. `cancel` tells the page so.
 * Where it fails, the self-test says so.
 */
function keepChoosersShut({ debugger: devtools }: Pick<WebContents, 'debugger'>): void {
  devtools.attach();
  for (const [method, params] of [
    ['Page.enable', {}],
    ['Page.setInterceptFileChooserDialog', { enabled: true, cancel: true }],
  ] as const) {
    devtools.sendCommand(method, params).catch(() => undefined);
  }
}

function isReloadKey({ key, control, meta }: { key: string; control: boolean; meta: boolean }): boolean {
  return key === 'F5' || key === 'BrowserBack' || ((control || meta) && key.toLowerCase() === 'r');
}

const pressed: readonly string[] = ['rawKeyDown', 'keyDown', 'mouseDown', 'touchStart'];

/** Contents whose messages are taken: each is known by its id. An address is what a page can give itself (`history.pushState`). */
export class TrustedContents {
  readonly #ids = new Set<number>();
  readonly #onInput: () => void;

  /** @param onInput hears that somebody presses a key or a button in one of them, from Chromium: a page cannot say it */
  constructor(onInput: () => void = () => undefined) {
    this.#onInput = onInput;
  }

  add(contents: Pick<WebContents, 'id' | 'on'>): void {
    this.#ids.add(contents.id);
    contents.on('input-event', (_event, { type }) => {
      if (pressed.includes(type)) this.#onInput();
    });
  }

  /** Whether a message comes from the top frame of one of them. */
  readonly isTop = ({ sender, senderFrame }: SenderEvent): boolean =>
    this.#ids.has(sender.id) && senderFrame?.parent === null;
}
