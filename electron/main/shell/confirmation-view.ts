// The confirmation view: contents of main's own above the page in the program's window, with their own origin, session, preload script and
// page, in which no package of other people runs. While it asks, it covers the page, which gets neither keys nor pixels.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, ipcMain, session, type WebContents, WebContentsView } from 'electron';
import { type ConfirmationSheet, confirmationContract } from '#shared/contract/confirmation.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { register } from '#ipc/registrar.ts';
import type { OwnSettings } from '#services/app/app-settings.ts';
import { type Confirm, drawSheet, type Question, type Typed } from '#services/app/confirmation.ts';
import { appScheme, isOwnUrl, serveBuiltFiles } from './app-protocol.ts';
import { builtFiles } from './built.ts';
import { builtFolder } from './built-folder.ts';
import { TrustedContents } from './lock-contents.ts';
import { cutSessionOff, lockSession } from './lock-session.ts';
import { lockedPreferences } from './window-options.ts';

const origin = `${appScheme}://confirmation`;
const url = `${origin}/confirmation.html`;
/** Its page, what that loads, and the fonts, which are shipped once. */
const isOwnFile = (path: string): boolean => /^(assets\/)?confirmation[-.]|[.]woff2$/u.test(path);

export interface ConfirmationView {
  readonly confirm: Confirm;
  /** Ends what is asked, if anything is. */
  readonly dismiss: () => void;
  /** Says on the sheet that is shown how much time is left; what was typed stays in it. */
  readonly hurry: () => void;
  /**
   * Locks the view's session. What it gives lays the view over the page of a window, until that closes.
   * @param refused hears of a file of the view that is not as it was built
   */
  readonly prepare: (refused: FileRefused) => Promise<(window: BrowserWindow) => void>;
}

type FileRefused = (name: string, why: string) => void;

/** One question, from its first drawing to its end. */
interface Asking {
  readonly sheet: () => Promise<ConfirmationSheet>;
  readonly answer: (typed: Typed, secret: Buffer, act: string) => Promise<void>;
  readonly cancel: () => void;
  readonly draw: () => void;
  /** Whether further questions are asked above it. */
  readonly isBelow: boolean;
  /** Of the sheet that was drawn last. */
  id: number;
}

/**
 * Registers the view's calls. There is one question at a time, but what ends by itself may ask others meanwhile.
 * @param onInput hears that somebody presses a key or a button in it
 * @param secondsLeft until a turn ends because nobody types; null before its last minute
 */
export function confirmationView(
  settings: OwnSettings,
  onInput: () => void,
  secondsLeft: () => number | null = () => null,
): ConfirmationView {
  const trusted = new TrustedContents(onInput);
  /** The last is the one that is drawn. */
  const asked: Asking[] = [];
  let sheets = 0;
  let shown: Shown | undefined;
  /** What is answered is the sheet that people saw. */
  const current = (sheet: number): Asking => {
    const last = asked.at(-1);
    return last?.id === sheet ? last : refuse({ code: 'CONFIRMATION_NOT_GIVEN' });
  };
  register({ ipc: ipcMain, isOwn: trusted.isTop }, confirmationContract, {
    confirmation: {
      sheet: async () => (await asked.at(-1)?.sheet()) ?? null,
      async answer({ sheet, typed, secret, act }) {
        try {
          // The sheet is over: then nothing is copied either.
          await current(sheet).answer(typed, Buffer.from(secret ?? []), act);
        } finally {
          wipe(secret ?? undefined);
        }
        return null;
      },
      cancel({ sheet }) {
        current(sheet).cancel();
        return null;
      },
    },
  });

  /** Whatever is asked above a question ends with it. */
  const takeDown = (own: Asking): void => {
    const at = asked.indexOf(own);
    if (at === -1) return;
    const isShown = at === asked.length - 1;
    for (const above of asked.splice(at).slice(1)) above.cancel();
    const below = asked.at(-1);
    if (below === undefined) shown?.hide();
    else if (isShown) below.draw();
  };
  const confirm = async <T>(question: Question<T>): Promise<T> => {
    const before = asked.at(-1);
    if (before?.isBelow === false) before.cancel();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const ended = new AbortController();
    let { problem } = question;
    const drawNow = async (): Promise<void> => {
      own.id = sheets += 1;
      const sheet = await own.sheet();
      if (asked.at(-1) === own && sheet.id === own.id) shown?.show(sheet, settings.textSize);
    };
    const own: Asking = {
      id: 0,
      isBelow: question.until !== undefined,
      draw: () => void drawNow().catch(reject),
      sheet: async () =>
        drawSheet(question, await settings.catalogue(), {
          id: own.id,
          theme: settings.theme,
          problem,
          secondsLeft: secondsLeft(),
        }),
      cancel: () => reject(new Refusal({ code: 'CONFIRMATION_NOT_GIVEN' })),
      async answer(typed, secret, act) {
        // A second press of the same button answers nothing.
        own.id = 0;
        try {
          resolve(await question.take({ typed, secret, act, texts: await settings.catalogue() }));
          // Nobody waits for it any more.
          if (!asked.includes(own)) wipe(secret);
        } catch (error) {
          wipe(secret);
          if (error instanceof Refusal && question.again.includes(error.fault.code)) {
            problem = error.fault;
            own.draw();
          } else reject(error);
        }
      },
    };
    if (before?.isBelow === false) asked.splice(asked.indexOf(before), 1);
    asked.push(own);
    own.draw();
    question.until?.(ended.signal).then(resolve, reject);
    try {
      return await promise;
    } finally {
      ended.abort();
      takeDown(own);
    }
  };
  const dismiss = (): void => {
    for (const each of [...asked].reverse()) each.cancel();
  };
  let saidLast: number | null = null;
  const hurry = (): void => {
    const own = asked.at(-1);
    const now = secondsLeft();
    if (own === undefined || own.id === 0 || now === saidLast) return;
    saidLast = now;
    void own.sheet().then((sheet) => {
      if (asked.at(-1) === own && own.id === sheet.id) shown?.say(sheet);
    });
  };

  return {
    confirm,
    dismiss,
    hurry,
    prepare: async (refused) => {
      await prepareSession(refused);
      return (window) => {
        shown = new Shown(window, dismiss);
        trusted.add(shown.contents);
        shown.load();
      };
    },
  };
}

/** Where the system can (macOS), no other program sees the keys that are pressed while a secret is typed. */
function keepKeysFromOthers(on: boolean): void {
  if (process.platform === 'darwin') app.setSecureKeyboardEntryEnabled(on);
}

/** The view in its window. */
class Shown {
  readonly #window: BrowserWindow;
  readonly #view: WebContentsView;
  #isAsking = false;
  #isLost = false;

  constructor(window: BrowserWindow, lost: () => void) {
    this.#window = window;
    const preload = join(builtFolder(), 'electron', 'confirmation-preload.cjs');
    this.#view = new WebContentsView({ webPreferences: lockedPreferences({ preload, partition }) });
    // Until it has drawn itself, the page must not be seen through it.
    this.#view.setBackgroundColor('#f4f1ea');
    this.#view.setVisible(false);
    window.contentView.addChildView(this.#view);
    window.on('resize', () => this.#cover());
    // Electron gives the keyboard back to the window's own page (electron/electron#28163).
    window.on('focus', () => {
      if (this.#isAsking) this.contents.focus();
    });
    this.contents.on('render-process-gone', () => {
      this.#isLost = true;
      lost();
    });
    // The page that asked is loaded again, and asks again.
    window.webContents.on('render-process-gone', lost);
    // Electron closes no contents of views with their window.
    const { contents } = this;
    window.once('closed', () => {
      lost();
      if (!contents.isDestroyed()) contents.close();
    });
  }

  get contents(): WebContents {
    return this.#view.webContents;
  }

  /** Its page asks by itself for what is asked. One that does not come is loaded again for the next question. */
  load(): void {
    this.#isLost = false;
    this.contents.loadURL(url).catch(() => {
      this.#isLost = true;
    });
  }

  /** @param textSize in per cent, as in the pages */
  show(sheet: ConfirmationSheet, textSize: number): void {
    if (this.#window.isDestroyed()) return;
    this.#isAsking = true;
    keepKeysFromOthers(sheet.fields.some(({ form }) => form.kind === 'secret'));
    this.contents.setZoomFactor(textSize / 100);
    this.#cover();
    if (this.#isLost) this.load();
    else this.contents.send('confirmation.changed', sheet);
    this.#view.setVisible(true);
    this.contents.focus();
  }

  /** Says something on the sheet that is shown. */
  say(sheet: ConfirmationSheet): void {
    if (!this.#window.isDestroyed() && !this.#isLost) this.contents.send('confirmation.changed', sheet);
  }

  hide(): void {
    this.#isAsking = false;
    keepKeysFromOthers(false);
    if (this.#window.isDestroyed()) return;
    if (!this.#isLost) this.contents.send('confirmation.changed', null);
    this.#view.setVisible(false);
    this.#window.webContents.focus();
  }

  #cover(): void {
    const { width, height } = this.#window.getContentBounds();
    this.#view.setBounds({ x: 0, y: 0, width, height });
  }
}

/** In memory: nothing that the view is shown outlives the program. */
const partition = 'lifeboat-confirmation';

async function prepareSession(refused: FileRefused): Promise<void> {
  const own = session.fromPartition(partition);
  lockSession(own, (asked) => isOwnUrl(asked, origin));
  await cutSessionOff(own);
  const files = Object.fromEntries(Object.entries(builtFiles).filter(([path]) => isOwnFile(path)));
  const read = (path: string): Promise<Buffer> => readFile(join(builtFolder(), 'renderer', path));
  own.protocol.handle(appScheme, serveBuiltFiles(files, read, refused, origin));
}
