// What both apps do from the first line to the first window: lock down, serve the screens, open one window, allow one instance.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, Menu, protocol, session } from 'electron';
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { englishSystem, type SystemTexts } from '#shared/messages/en/system.ts';
import { appScheme, appSchemePrivileges, serveBuiltFiles } from './app-protocol.ts';
import { builtFiles } from './built.ts';
import { builtFolder } from './built-folder.ts';
import type { Attention } from './attention.ts';
import type { ConfirmationView } from './confirmation-view.ts';
import { type Ending, seeToTheEnd } from './ending.ts';
import { lockContents, type TrustedContents } from './lock-contents.ts';
import { cutSessionOff, lockEverySession, lockSession } from './lock-session.ts';
import { menuTemplate } from './menu.ts';
import { openWindow, screenUrl } from './open-window.ts';
import { paperSchemePrivileges } from './paper-protocol.ts';
import { logAndExit } from './log-and-exit.ts';
import { reloadWhenGone } from './screen-process.ts';
import type { SelfTestParts } from './self-test/self-test.ts';
import { startRefusal } from './start-refusal.ts';
import { applySwitches } from './switches.ts';
import { sessionPartition } from './window-options.ts';

export interface AppShape {
  readonly title: string;
  /** The HTML file of the first window, below app://lifeboat/. */
  readonly page: string;
  /** Name of its built preload script. */
  readonly preload: string;
  /** Registers the calls; runs once, before the first window. */
  readonly prepare: () => Prepared;
}

/** What a program that is prepared can be asked. */
export interface Prepared {
  readonly ending: Ending;
  /** Calls people back to the window. */
  readonly attention: Attention;
  /** Tells people in every window what happened by itself. */
  readonly alarm: (fault: Fault) => void;
  /** Knows the contents of the first window, whose calls are taken. */
  readonly pages: Pick<TrustedContents, 'add'>;
  /** Asks people above the page of the first window. */
  readonly confirmation?: Pick<ConfirmationView, 'prepare'>;
  /** What a self-test needs of the app. */
  readonly selfTest: SelfTestParts;
}

/** In place of a window that people see: the app starts as ever, does this, and ends by itself. */
export interface UnseenRun {
  readonly run: (parts: SelfTestParts) => Promise<void>;
  /** Ends the program where it could not start. */
  readonly end: End;
}

/** Starts one of the apps. Must run in the first turn of the main process: some of it is too late once the app is ready. */
export function runApp(shape: AppShape, unseen?: UnseenRun): void {
  // Electron goes on after an error that nobody catches: without a window, and with the lock that keeps the next start out.
  const end = unseen?.end ?? ((error: unknown): Promise<void> => logAndExit(shape.title, error));
  try {
    const refusal = startRefusal(app);
    if (refusal !== undefined) throw refusal;
    begin(shape, end, unseen);
  } catch (error) {
    void app.whenReady().then(() => end(error));
  }
}

type End = (error: unknown) => Promise<void>;

function begin(shape: AppShape, end: End, unseen: UnseenRun | undefined): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  applySwitches(app.commandLine);
  protocol.registerSchemesAsPrivileged([appSchemePrivileges, paperSchemePrivileges]);
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  lockEverySession(app, (error) => void end(error));
  app.on('window-all-closed', () => {
    if (unseen === undefined) app.quit();
  });
  void app
    .whenReady()
    .then(() => open(shape, end, unseen))
    .catch(end);
}

async function open(shape: AppShape, end: End, unseen: UnseenRun | undefined): Promise<void> {
  // Before the first page has told the language; without any, Electron would set its own.
  setMenu(englishSystem);
  const own = session.fromPartition(sessionPartition);
  // They were locked as they were made, which nobody waits for: no page comes before this is over.
  for (const each of [session.defaultSession, own]) {
    lockSession(each);
    await cutSessionOff(each);
  }
  const { attention, ending, alarm, pages, confirmation, selfTest } = shape.prepare();
  const finish = seeToTheEnd(ending);
  let isFailing = false;
  /** Shares and locks are let go, and a call is answered, before people are told: the box waits for them. */
  const fail = (fault: Fault): void => {
    if (isFailing) return;
    isFailing = true;
    void finish().then(() => end(new Refusal(fault)));
  };
  const changed = (name: string, why: string): void => fail({ code: 'SCREEN_FILE_REFUSED', name, why });
  const read = (path: string): Promise<Buffer> => readFile(join(builtFolder(), 'renderer', path));
  own.protocol.handle(appScheme, serveBuiltFiles(builtFiles, read, changed));
  if (unseen !== undefined) {
    await unseen.run(selfTest);
    return;
  }
  const { title, page, preload } = shape;
  const attach = await confirmation?.prepare(changed);
  await openWindow({ title, page, width: 1366, height: 768, preload }, (window) => {
    pages.add(window.webContents);
    attach?.(window);
    attention.take(window);
    app.on('second-instance', () => {
      window.show();
      window.focus();
    });
    // A document that is still open shows nobody the way back, and would keep shares in memory.
    window.once('closed', () => app.quit());
    reloadWhenGone(window, screenUrl(page), {
      reloaded: (reason) => alarm({ code: 'SCREEN_RELOADED', reason }),
      lost: (reason) => fail({ code: 'SCREEN_LOST', reason }),
    });
  });
}

/** Sets the application menu, in the language that is spoken from now on. */
export function setMenu({ menu }: SystemTexts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, menu)));
}
