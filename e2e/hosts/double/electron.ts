// A test double of the `electron` module, put together from its parts. Each part does what Electron's source does where the two could
// differ (CONFORMANCE.md), and refuses loudly what it cannot play. What it cannot show (sandbox, isolation, real sessions) only Electron can.
import type * as Electron from 'electron';
import { type AppIdentity, createApp } from './app.ts';
import { Browser } from './browser.ts';
import { CommandLine } from './command-line.ts';
import { type Chooser, createDialogs } from './dialog.ts';
import { createIpc } from './ipc.ts';
import { menu } from './menu.ts';
import { MessageChannelMain } from './message-ports.ts';
import { createNotifications } from './notification.ts';
import { createPower, type PowerEvent } from './power-monitor.ts';
import { createUtilityProcesses } from './processes.ts';
import type { DoubleRecord, HeardMessage } from './record.ts';
import { createSessions } from './sessions.ts';
import { standIn } from './stand-in.ts';
import type { OpenSurface } from './surface.ts';
import { createWindows } from './windows.ts';

export interface DoubleOptions {
  readonly openSurface: OpenSurface;
  readonly identity: AppIdentity;
  /** What the program was started with, without its own name: Chromium's switches count wherever they stand. */
  readonly argv: readonly string[];
  /** Ends the process at once. */
  readonly end: (code: number) => void;
  /** Hears every message between pages and main, as it crosses. */
  readonly hear?: (message: HeardMessage) => void;
  /** Answers a folder dialog that no test has answered; there is no real dialog here. */
  readonly choose?: Chooser;
}

type Parts = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'session'
  | 'WebContentsView'
> &
  Pick<typeof Electron, 'utilityProcess'>;

/** What the system, a person or a defect does to the program. */
export type Played =
  | PowerEvent
  | 'session-end'
  | 'quit'
  | 'crash-page'
  | 'turn-away'
  | 'turn-back'
  | 'press-notification';

/** Makes the module, and the record and levers that a test uses. */
export function createDouble({ openSurface, identity, argv, end, hear = () => undefined, choose }: DoubleOptions) {
  const record: DoubleRecord = {
    refusedRequests: [],
    openDialogs: [],
    printed: [],
    notifications: [],
    flashes: [],
    bars: [],
  };
  const browser = new Browser(end);
  const { app, emitter } = createApp(browser, identity, new CommandLine(argv));
  const sessions = createSessions(browser, emitter);
  const ipc = createIpc(hear);
  const dialogs = createDialogs(browser, {
    choose,
    seen: (options) => record.openDialogs.push(options),
    showError: (title, content) => {
      process.stderr.write(`${title}\n${content}\n`);
    },
  });
  const windows = createWindows({
    ...{ browser, sessions, openSurface, ipc, record, hear },
    chooseFile: dialogs.chooseFile,
    app: emitter,
    partitionsOf: new Map(),
    zooms: new Map(),
  });
  const power = createPower();
  const processes = createUtilityProcesses(browser);
  const notifications = createNotifications(browser, record);
  const parts = {
    app,
    BrowserWindow: standIn<typeof Electron.BrowserWindow>('BrowserWindow')(windows.BrowserWindow),
    dialog: dialogs.dialog,
    ipcMain: ipc.ipcMain,
    Menu: standIn<typeof Electron.Menu>('Menu')(menu),
    MessageChannelMain,
    Notification: standIn<typeof Electron.Notification>('Notification')(notifications.Notification),
    powerMonitor: power.powerMonitor,
    protocol: sessions.protocol,
    WebContentsView: windows.WebContentsView,
    session: standIn<typeof Electron.session>('session')(sessions.session),
    utilityProcess: standIn<typeof Electron.utilityProcess>('utilityProcess')(processes.utilityProcess),
  } satisfies Parts;

  return {
    electron: standIn<typeof Electron>('electron')(parts),
    record,
    /** The first turn of main is over. */
    finishLaunching: () => browser.finishLaunching(),
    answerFolder: (path: string | null): void => dialogs.answerFolder(path),
    /** Kills one running utility process, as the system would under memory pressure; false where none runs. */
    killUtility: (name?: string): boolean => processes.kill(name),
    play: (what: Played): void => {
      if (what === 'quit') browser.quit();
      else if (what === 'crash-page') windows.crashPage();
      else if (what === 'turn-away') windows.turnAway();
      else if (what === 'turn-back') windows.turnBack();
      else if (what === 'press-notification') notifications.press();
      else if (what === 'session-end') {
        // Once the windows have heard of it, the system takes the process away.
        if (windows.endSession(['shutdown'])) setImmediate(end, 0);
      } else power.play(what);
    },
  };
}
