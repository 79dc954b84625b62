// The confirmation view: contents of main's own above the page in the program's window, with their own origin, session, preload script and
// page, in which no package of other people runs. While it asks, it covers the page, which gets neither keys nor pixels.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, ipcMain, session, type WebContents, WebContentsView } from 'electron';
import { type ConfirmationSheet, confirmationContract } from '#shared/contract/confirmation.ts';
import { type Fault, Refusal, refuse } from '#shared/faults/fault.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { register } from '#ipc/registrar.ts';
import type { OwnSettings } from '#services/app/app-settings.ts';
import type { Confirm, Question, Typed } from '#services/app/confirmation.ts';
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
  /** Of the sheet that was drawn last. */
  id: number;
}

/**
 * Registers the view's calls. There is one question at a time.
 * @param onTyping hears that somebody types
 * @param secondsLeft until a turn ends because nobody types; null before its last minute
 */
export function confirmationView(
  settings: OwnSettings,
  onTyping: () => void,
  secondsLeft: () => number | null = () => null,
): ConfirmationView {
  const trusted = new TrustedContents();
  let asking: Asking | undefined;
  let sheets = 0;
  let shown: Shown | undefined;
  /** What is answered is the sheet that people saw. */
  const current = (sheet: number): Asking =>
    asking?.id === sheet ? asking : refuse({ code: 'CONFIRMATION_NOT_GIVEN' });
  register({ ipc: ipcMain, isOwn: trusted.isTop }, confirmationContract, {
    confirmation: {
      sheet: async () => (await asking?.sheet()) ?? null,
      async answer({ sheet, typed, secret, act }) {
        try {
          // The sheet is over: then nothing is copied either.
          await current(sheet).answer(typed, Buffer.from(secret ?? []), act);
        } finally {
          wipe(secret ?? undefined);
        }
        return null;
      },
      typing() {
        onTyping();
        return null;
      },
      cancel({ sheet }) {
        current(sheet).cancel();
        return null;
      },
    },
  });

  const confirm = async <T>(question: Question<T>): Promise<T> => {
    asking?.cancel();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let problem: Fault | undefined;
    const draw = async (): Promise<void> => {
      own.id = sheets += 1;
      const sheet = await own.sheet();
      if (asking === own) shown?.show(sheet, settings.textSize);
    };
    const own: Asking = {
      id: 0,
      sheet: () => sheetOf(question, settings, { id: own.id, problem, secondsLeft: secondsLeft() }),
      cancel: () => reject(new Refusal({ code: 'CONFIRMATION_NOT_GIVEN' })),
      async answer(typed, secret, act) {
        // A second press of the same button answers nothing.
        own.id = 0;
        try {
          resolve(await question.take({ typed, secret, act, texts: await settings.catalogue() }));
          // Nobody waits for it any more.
          if (asking !== own) wipe(secret);
        } catch (error) {
          wipe(secret);
          if (error instanceof Refusal && question.again.includes(error.fault.code)) {
            problem = error.fault;
            draw().catch(reject);
          } else reject(error);
        }
      },
    };
    asking = own;
    draw().catch(reject);
    try {
      return await promise;
    } finally {
      if (asking === own) {
        asking = undefined;
        shown?.hide();
      }
    }
  };
  const dismiss = (): void => asking?.cancel();
  let saidLast: number | null = null;
  const hurry = (): void => {
    const own = asking;
    const now = secondsLeft();
    if (own === undefined || own.id === 0 || now === saidLast) return;
    saidLast = now;
    void own.sheet().then((sheet) => {
      if (asking === own && own.id === sheet.id) shown?.say(sheet);
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

interface Drawing {
  readonly id: number;
  /** Why it is asked again. */
  readonly problem: Fault | undefined;
  readonly secondsLeft: number | null;
}

async function sheetOf<T>(
  { practice, draw }: Question<T>,
  settings: OwnSettings,
  { id, problem, secondsLeft }: Drawing,
): Promise<ConfirmationSheet> {
  const texts = await settings.catalogue();
  const { happened, todo } = problem === undefined ? { happened: '', todo: '' } : adviceFor(texts.advice, problem);
  const { modes, idle } = texts.screens.frame;
  return {
    id,
    language: texts.language,
    theme: settings.theme,
    band: { isPractice: practice, mode: modes[practice ? 'practice' : 'production'], asks: texts.system.asks },
    hurry: secondsLeft === null ? null : `${idle.somebody} ${idle.ends(secondsLeft)}`,
    ...draw(texts),
    problem: problem === undefined ? [] : [happened, todo, problem.code],
    pressAndHold: texts.screens.files.pressAndHold,
    back: texts.screens.passphrase.back,
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
