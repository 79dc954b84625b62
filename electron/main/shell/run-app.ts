// What both apps do from the first line to the first window: lock down, serve the screens, open one window, allow one instance.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, Menu, protocol, session, type Session } from 'electron';
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { englishSystem, type SystemTexts } from '#shared/messages/en/system.ts';
import { appOrigin, appScheme, appSchemePrivileges, serveBuiltFiles } from './app-protocol.ts';
import { builtFiles } from './built.ts';
import { builtFolder } from './built-folder.ts';
import { type Ending, seeToTheEnd } from './ending.ts';
import { lockContents } from './lock-contents.ts';
import { lockSession } from './lock-session.ts';
import { menuTemplate } from './menu.ts';
import { paperSchemePrivileges } from './paper-protocol.ts';
import { sayAndEnd } from './say-and-end.ts';
import { closeWhenGone, loaded, reloadWhenGone } from './screen-process.ts';
import type { SelfTestParts } from './self-test/self-test.ts';
import { startRefusal } from './start-refusal.ts';
import { applySwitches, type Switch } from './switches.ts';
import { sessionPartition, windowOptions } from './window-options.ts';

export interface AppShape {
  readonly title: string;
  /** The HTML file of the first window, below app://lifeboat/. */
  readonly page: string;
  readonly switches: readonly Switch[];
  /** Name of its built preload script. */
  readonly preload: string;
  /** Runs on the session before the first window. */
  readonly prepareSession?: (session: Session) => Promise<void>;
  /** Registers the calls; runs once, before the first window. */
  readonly prepare: () => Prepared;
}

/** What a program that is prepared can be asked. */
export interface Prepared {
  readonly ending: Ending;
  /** Tells people in every window what happened by itself. */
  readonly alarm: (fault: Fault) => void;
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
  const end = unseen?.end ?? ((error: unknown): Promise<void> => sayAndEnd(shape.title, error));
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
  applySwitches(app.commandLine, shape.switches);
  protocol.registerSchemesAsPrivileged([appSchemePrivileges, paperSchemePrivileges]);
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents);
  });
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
  for (const each of [session.defaultSession, own]) {
    lockSession(each);
    await shape.prepareSession?.(each);
  }
  const { ending, alarm, selfTest } = shape.prepare();
  const finish = seeToTheEnd(ending);
  let isFailing = false;
  /** Shares and locks are let go, and a call is answered, before people are told: the box waits for them. */
  const fail = (fault: Fault): void => {
    if (isFailing) return;
    isFailing = true;
    void finish().then(() => end(new Refusal(fault)));
  };
  own.protocol.handle(
    appScheme,
    serveBuiltFiles(
      builtFiles,
      (path) => readFile(join(builtFolder(), 'renderer', path)),
      (name, why) => {
        fail({ code: 'SCREEN_FILE_REFUSED', name, why });
      },
    ),
  );
  if (unseen !== undefined) {
    await unseen.run(selfTest);
    return;
  }
  const { title, page, preload } = shape;
  await openWindow({ title, page, width: 1366, height: 768, preload }, (window) => {
    app.on('second-instance', () => {
      window.show();
      window.focus();
    });
    // A document that is still open shows nobody the way back, and would keep shares in memory.
    window.once('closed', () => {
      app.quit();
    });
    reloadWhenGone(window, screenUrl(page), {
      reloaded: (reason) => {
        alarm({ code: 'SCREEN_RELOADED', reason });
      },
      lost: (reason) => {
        fail({ code: 'SCREEN_LOST', reason });
      },
    });
  });
}

const screenUrl = (page: string): string => `${appOrigin}/${page}`;

/** Sets the application menu, in the language that is spoken from now on. */
export function setMenu({ menu }: SystemTexts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, menu)));
}

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
    window.once('ready-to-show', () => {
      window.show();
    });
  }
  made(window);
  return loaded(window, screenUrl(page));
}
