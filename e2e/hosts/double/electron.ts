// A test double of the `electron` module: windows are pages of a Chromium that Playwright drives. It carries what our main
// processes use and no more; what it cannot prove (sandbox, isolation, real sessions) it only records.
import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Frame, Page, Route } from '@playwright/test';
import { takeInstanceLock } from './instance-lock.ts';
import { bindings, preloadScript } from './page-side.ts';
import type { DoubleRecord, HeardMessage } from './record.ts';
import { decodeValue, encodeValue } from './wire.ts';

export interface DoubleOptions {
  readonly context: BrowserContext;
  readonly appPath: string;
  /** In Electron: whether the program's file has another name than a plain Electron. */
  readonly isPackaged: boolean;
  readonly userData: string;
  readonly version: string;
  /** Gives windows their own size; off where a person resizes them. */
  readonly fixedSize: boolean;
  /** Hears every message between pages and main, as it crosses. */
  readonly hear?: (message: HeardMessage) => void;
  /** Answers a folder dialog that no test has answered; there is no real dialog here. */
  readonly pickFolder?: (title: string) => string;
}

interface WindowOptions {
  readonly title?: string;
  readonly width?: number;
  readonly height?: number;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}
interface PdfOptions {
  readonly preferCSSPageSize: boolean;
  readonly printBackground: boolean;
  readonly generateTaggedPDF: boolean;
  readonly generateDocumentOutline: boolean;
}
type Handler = (event: unknown, ...values: unknown[]) => unknown;
type ProtocolHandler = (request: Request) => Response | Promise<Response>;

// Chromium knows no app:// without Electron: a host name that never resolves stands for each scheme and host.
const toPageUrl = (url: string): string => url.replace(/^(app|paper):\/\/([^/]+)/, 'https://$2.$1.invalid');
const fromPageUrl = (url: string): string => url.replace(/^https:\/\/([^/]+)\.(app|paper)\.invalid/, '$2://$1');

/** The printers of the machine that the double pretends: one on a cable, one somewhere else. */
const printers = [
  { name: 'desk', displayName: 'Printer on the desk', options: { 'device-uri': 'usb://Practice/Desk?serial=1' } },
  { name: 'hall', displayName: 'Printer in the hall', options: { 'device-uri': 'ipp://hall.local/ipp/print' } },
];

const insecure = (preferences: Readonly<Record<string, unknown>>): boolean =>
  preferences['sandbox'] !== true ||
  preferences['contextIsolation'] !== true ||
  preferences['nodeIntegration'] !== false ||
  preferences['webSecurity'] !== true;

/** Anything a locked session is told is taken and has no effect: there is no session to lock. */
function inertSession(): object {
  const nothing = (): Promise<void> => Promise.resolve();
  const names = [
    'setPermissionRequestHandler',
    'setPermissionCheckHandler',
    'setDevicePermissionHandler',
    'setDisplayMediaRequestHandler',
    'setBluetoothPairingHandler',
    'setSpellCheckerEnabled',
    'setSpellCheckerDictionaryDownloadURL',
    'setCertificateVerifyProc',
    'enableNetworkEmulation',
    'setProxy',
    'closeAllConnections',
    'on',
  ];
  return {
    ...Object.fromEntries(names.map((name) => [name, nothing])),
    webRequest: { onBeforeRequest: nothing },
  };
}

/** Makes the module, and the record and levers that a test uses. */
export function createDouble(options: DoubleOptions) {
  const handlers = new Map<string, Handler>();
  const listeners = new EventEmitter();
  const protocols = new Map<string, ProtocolHandler>();
  const windows = new Set<BrowserWindow>();
  const folderAnswers: (string | null)[] = [];
  const record: DoubleRecord = { refusedRequests: [], switches: [], openDialogs: [], printed: [] };
  const utilities = new Set<UtilityProcess>();

  async function route(route: Route): Promise<void> {
    const request = route.request();
    const url = fromPageUrl(request.url());
    const handler = protocols.get(url.slice(0, url.indexOf(':')));
    if (handler === undefined) {
      record.refusedRequests.push(url);
      await route.abort('blockedbyclient');
      return;
    }
    const response = await handler(new Request(url, { method: request.method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  class App extends EventEmitter {
    readonly isPackaged = options.isPackaged;
    readonly commandLine = {
      appendSwitch: (name: string, value = ''): void => {
        record.switches.push(value === '' ? name : `${name}=${value}`);
      },
      hasSwitch: (name: string): boolean => record.switches.some((each) => each.split('=', 1)[0] === name),
    };
    async whenReady(): Promise<void> {
      await options.context.route('**/*', route);
    }
    getVersion = (): string => options.version;
    getAppPath = (): string => options.appPath;
    getPath = (name: string): string => (name === 'userData' ? options.userData : join(options.userData, name));
    setPath = (): void => undefined;
    enableSandbox = (): void => undefined;
    disableHardwareAcceleration = (): void => undefined;
    requestSingleInstanceLock = (): boolean => takeInstanceLock(options.userData);
    quit(): void {
      const event = { isHeld: false, preventDefault: () => void (event.isHeld = true) };
      this.emit('will-quit', event);
      if (!event.isHeld) this.exit(0);
    }
    exit(code: number): void {
      this.emit('quit', {}, code);
    }
  }
  const app = new App();

  class WebContents extends EventEmitter {
    readonly window: BrowserWindow;
    constructor(window: BrowserWindow) {
      super();
      this.window = window;
    }
    send(channel: string, ...values: unknown[]): void {
      const json = encodeValue(values);
      options.hear?.({ to: 'page', channel, text: json });
      // A page that is just closing or navigating misses the message, as it would in Electron.
      void this.window.page
        .then((page) =>
          page.evaluate(
            ([emit, name, text]) => {
              // Put there by page-side.ts under a name of this run.
              (window as unknown as Record<string, (name: string, text: string) => void>)[emit]?.(name, text);
            },
            [bindings.emit, channel, json] as const,
          ),
        )
        .catch(() => undefined);
    }
    async printToPDF(asked: PdfOptions): Promise<Buffer> {
      const { generateTaggedPDF: tagged, generateDocumentOutline: outline, ...same } = asked;
      return (await this.window.page).pdf({ ...same, tagged, outline });
    }
    getPrintersAsync = (): Promise<readonly object[]> => Promise.resolve(printers);
    print(asked: { readonly deviceName: string }, done: (isPrinted: boolean) => void): void {
      record.printed.push(asked);
      done(true);
    }
    setWindowOpenHandler = (): void => undefined;
    setWebRTCIPHandlingPolicy = (): void => undefined;
    closeDevTools = (): void => undefined;
    isDestroyed = (): boolean => this.window.isDestroyed();
  }

  const ipcEvent = (window: BrowserWindow, frame: Frame): object => ({
    sender: window.webContents,
    senderFrame: { url: fromPageUrl(frame.url()), parent: frame.parentFrame() === null ? null : {} },
  });

  class BrowserWindow extends EventEmitter {
    static getAllWindows = (): BrowserWindow[] => [...windows];
    readonly webContents: WebContents;
    readonly page: Promise<Page>;
    #destroyed = false;

    constructor(shape: WindowOptions = {}) {
      super();
      const preferences = shape.webPreferences ?? {};
      if (insecure(preferences)) throw new Error(`insecure window: ${JSON.stringify(preferences)}`);
      this.webContents = new WebContents(this);
      this.page = this.#open(shape);
      windows.add(this);
      app.emit('web-contents-created', {}, this.webContents);
    }

    async #open({ width = 800, height = 600, webPreferences }: WindowOptions): Promise<Page> {
      const page = await options.context.newPage();
      if (options.fixedSize) await page.setViewportSize({ width, height });
      await page.exposeBinding(bindings.invoke, async ({ frame }, channel: string, json: string) => {
        const handler = handlers.get(channel);
        options.hear?.({ to: 'main', channel, text: json });
        try {
          if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
          const value = await handler(ipcEvent(this, frame), ...(decodeValue(json) as unknown[]));
          const text = encodeValue(value);
          options.hear?.({ to: 'page', channel, text });
          return { ok: true, value: text };
        } catch (error) {
          options.hear?.({ to: 'page', channel, text: String(error) });
          return { ok: false, value: String(error) };
        }
      });
      await page.exposeBinding(bindings.send, ({ frame }, channel: string, json: string) => {
        options.hear?.({ to: 'main', channel, text: json });
        listeners.emit(channel, ipcEvent(this, frame), ...(decodeValue(json) as unknown[]));
      });
      const preload = webPreferences?.['preload'];
      if (typeof preload === 'string') await page.addInitScript(preloadScript(readFileSync(preload, 'utf8')));
      page.on('popup', (popup) => void popup.close());
      page.on('close', () => {
        this.#gone();
      });
      return page;
    }

    async loadURL(url: string): Promise<void> {
      const page = await this.page;
      await page.goto(toPageUrl(url), { waitUntil: 'load' });
      this.webContents.emit('did-finish-load');
      this.emit('ready-to-show');
    }

    #gone(): void {
      if (this.#destroyed) return;
      this.#destroyed = true;
      windows.delete(this);
      this.webContents.emit('destroyed');
      this.emit('closed');
      if (windows.size === 0) app.emit('window-all-closed');
    }

    destroy(): void {
      void this.page.then((page) => page.close()).catch(() => undefined);
      this.#gone();
    }
    close(): void {
      this.destroy();
    }
    isDestroyed = (): boolean => this.#destroyed;
    show = (): void => undefined;
    focus = (): void => undefined;
    setContentProtection = (): void => undefined;
  }

  const channelEnds = new Map<number, ChannelEnd>();
  /** One end of a message channel, given away to a utility process; what its peer says is carried there. */
  class ChannelEnd {
    readonly number = channelEnds.size + 1;
    peer: ChannelEnd | undefined;
    owner: UtilityProcess | undefined;
    constructor() {
      channelEnds.set(this.number, this);
    }
    carry(data: unknown): void {
      this.owner?.carry(this.number, data);
    }
  }
  class MessageChannelMain {
    readonly port1 = new ChannelEnd();
    readonly port2 = new ChannelEnd();
    constructor() {
      this.port1.peer = this.port2;
      this.port2.peer = this.port1;
    }
  }

  class UtilityProcess extends EventEmitter {
    static fork(
      worker: string,
      args: readonly string[] = [],
      { env, serviceName = '' }: { env?: NodeJS.ProcessEnv; serviceName?: string } = {},
    ) {
      return new UtilityProcess(worker, args, env, serviceName);
    }
    readonly #child: ChildProcess;
    /** Its name among the metrics of the app's processes. */
    readonly serviceName: string;
    constructor(worker: string, args: readonly string[], env: NodeJS.ProcessEnv | undefined, serviceName: string) {
      super();
      this.serviceName = serviceName;
      const bootstrap = fileURLToPath(new URL('utility-child.ts', import.meta.url));
      this.#child = fork(bootstrap, [worker, ...args], {
        serialization: 'advanced',
        ...(env === undefined ? {} : { env }),
        execArgv: ['--no-warnings'],
      });
      utilities.add(this);
      this.#child.on('spawn', () => this.emit('spawn'));
      this.#child.on('message', ({ port, data }: { port: number; data: unknown }) => {
        if (port === 0) this.emit('message', data);
        else channelEnds.get(port)?.peer?.carry(data);
      });
      this.#child.on('exit', (code) => {
        utilities.delete(this);
        this.emit('exit', code ?? 1);
      });
    }
    get pid(): number | undefined {
      return this.#child.pid;
    }
    postMessage(data: unknown, given: readonly ChannelEnd[] = []): void {
      for (const end of given) end.owner = this;
      this.carry(0, data, given);
    }
    carry(port: number, data: unknown, given: readonly ChannelEnd[] = []): void {
      if (this.#child.connected) this.#child.send({ port, data, ports: given.map(({ number }) => number) });
    }
    kill(): boolean {
      return this.#child.kill('SIGKILL');
    }
  }

  const defaultSession = inertSession();
  const electron = {
    app,
    BrowserWindow,
    utilityProcess: UtilityProcess,
    MessageChannelMain,
    session: { defaultSession, fromPartition: () => defaultSession },
    Menu: { setApplicationMenu: (): void => undefined, buildFromTemplate: (template: unknown) => template },
    ipcMain: {
      handle(channel: string, handler: Handler): void {
        if (handlers.has(channel)) throw new Error(`a second handler for '${channel}'`);
        handlers.set(channel, handler);
      },
      on: listeners.on.bind(listeners),
    },
    protocol: {
      registerSchemesAsPrivileged: (): void => undefined,
      handle: (scheme: string, handler: ProtocolHandler): void => void protocols.set(scheme, handler),
    },
    dialog: {
      showOpenDialog(...values: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
        const asked = values.at(-1) as { readonly title?: string } | undefined;
        record.openDialogs.push(asked);
        const folder = folderAnswers.shift() ?? options.pickFolder?.(asked?.title ?? '') ?? null;
        return Promise.resolve({ canceled: folder === null, filePaths: folder === null ? [] : [folder] });
      },
    },
    powerSaveBlocker: { start: (): number => 1 },
  };
  // The browser's own network process obeys these; a page protocol is per session in Electron, here there is one for all.
  Object.assign(defaultSession, { protocol: electron.protocol });

  return {
    electron,
    record,
    answerFolder: (folder: string | null): void => void folderAnswers.push(folder),
    /** Kills a running utility process, as the system would under memory pressure; false where none of that name runs. */
    killUtility: (name: string): boolean =>
      [...utilities].find(({ serviceName }) => serviceName === name)?.kill() ?? false,
    closeWindows: (): void => {
      for (const window of [...windows]) window.destroy();
    },
    windowCount: (): number => windows.size,
  };
}
