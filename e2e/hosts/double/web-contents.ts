// `WebContents`: lib/browser/api/web-contents.ts and shell/browser/api/electron_api_web_contents.cc, on a page of a browser.
import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import type * as Electron from 'electron';
import { electronEvent, emitPreventable } from './events.ts';
import type { IpcDispatch } from './ipc.ts';
import { inputChannel } from './page-side.ts';
import { paperSizes, printers } from './printers.ts';
import type { DoubleRecord, HeardMessage } from './record.ts';
import type { PageAnswer, PageRequest, SessionState } from './sessions.ts';
import { standIn } from './stand-in.ts';
import type { OpenSurface, Surface, SurfaceClient, SurfaceShape } from './surface.ts';
import { decodeValue, encodeValue } from './wire.ts';

/** What contents need of the rest of the double. */
export interface ContentsWorld {
  readonly openSurface: OpenSurface;
  readonly ipc: IpcDispatch;
  /** What a person chooses in a dialog of Chromium's own. */
  readonly chooseFile: () => Promise<string | null>;
  readonly record: DoubleRecord;
  readonly hear: (message: HeardMessage) => void;
  /** Emits the events of `app`. */
  readonly app: EventEmitter;
  /** The sessions that have shown an origin, in their order: the browser keeps what pages store by origin alone. */
  readonly partitionsOf: Map<string, string[]>;
  /** By partition and origin. */
  readonly zooms: Map<string, number>;
}

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
let count = 0;

/** The native half: it lives until its page is gone. */
export class NativeContents {
  readonly contents: Electron.WebContents;
  readonly emitter: WebContents;
  readonly debugger = standIn<Electron.Debugger>('Debugger')(new Debugger((...asked) => this.command(...asked)));
  readonly state: SessionState;
  readonly #world: ContentsWorld;
  readonly #shape: SurfaceShape;
  readonly #onDestroyed: () => void;
  #surface: Promise<Surface>;
  #url = '';
  #isBlank = true;
  #isLoading = false;
  /** What the page that is shown was answered with. */
  #status = 0;
  openHandler: OpenHandler | undefined;
  isDestroyed = false;
  isCrashed = false;
  /** Main's debugger has asked for what would open dialogs: then none opens. */
  #keepsChoosersShut = false;

  /** @param onDestroyed hears that the contents are gone, after their own listeners */
  constructor(
    world: ContentsWorld,
    state: SessionState,
    { width = 800, height = 600, webPreferences = {} }: Electron.BrowserWindowConstructorOptions,
    onDestroyed: () => void,
  ) {
    this.#world = world;
    this.state = state;
    this.#onDestroyed = onDestroyed;
    this.emitter = new WebContents(this);
    this.#shape = { width, height, preload: this.#preload(webPreferences.preload) };
    this.contents = standIn<Electron.WebContents>('WebContents')(this.emitter, {
      isDestroyed: () => this.isDestroyed,
      lasting: ['id', 'isDestroyed'],
    });
    this.#surface = this.#open();
    world.app.emit('web-contents-created', electronEvent({ sender: this.contents }), this.contents);
  }

  get url(): string {
    return this.#url;
  }
  get printed(): object[] {
    return this.#world.record.printed;
  }

  /** A preload script that cannot be read is announced, and the page is shown without it. */
  #preload(path: string | undefined): string | undefined {
    if (path === undefined) return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      setImmediate(() => {
        console.error(`Unable to load preload script: ${path}`);
        this.emitter.emit('preload-error', electronEvent({}), path, error);
      });
      return undefined;
    }
  }

  #open(): Promise<Surface> {
    const isCurrent = (): boolean => this.#surface === opening;
    const client: SurfaceClient = {
      request: (request) => this.#serve(request),
      invoke: (frame, channel, json) => this.#world.ipc.invoke(this.contents, frame, channel, json),
      message: (frame, channel, json) => {
        if (channel !== inputChannel) this.#world.ipc.message(this.contents, frame, channel, json);
        else this.emitter.emit('input-event', electronEvent({}), { type: (decodeValue(json) as [string])[0] });
      },
      windowOpen: (url) => this.#windowOpen(url),
      framed: () => this.emitter.emit('frame-created', electronEvent({}), { frame: { parent: {} } }),
      chooseFile: () => (this.#keepsChoosersShut ? Promise.resolve(null) : this.#world.chooseFile()),
      closed: () => {
        if (isCurrent()) this.destroyNow();
      },
      crashed: () => {
        if (isCurrent()) this.#crashed();
      },
    };
    const opening = this.#world.openSurface(client, this.#shape);
    return opening;
  }

  /** A navigation that main has not begun was begun by the page, or by the person in front of it. */
  async #serve(request: PageRequest): Promise<PageAnswer> {
    const { url, resourceType } = request;
    const isMain = resourceType === 'mainFrame';
    const isByPage = resourceType === 'subFrame' || (isMain && url !== this.#url);
    const names = isByPage ? ['will-frame-navigate', ...(isMain ? ['will-navigate'] : [])] : [];
    if (names.some((name) => emitPreventable(this.emitter, name, url))) return { error: 'ERR_ABORTED' };
    const answer = await this.state.serve(request);
    if ('error' in answer) this.#world.record.refusedRequests.push(url);
    if (isMain) {
      this.#isBlank = !('body' in answer) || answer.body.length === 0;
      this.#status = 'status' in answer ? answer.status : 0;
    }
    return answer;
  }

  #windowOpen(url: string): void {
    const details = {
      url,
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'default' },
    };
    const response = this.openHandler?.(details as Electron.HandlerDetails);
    if (response?.action !== 'deny') throw new Error(`the double opens no window that a page asks for: ${url}`);
  }

  #crashed(): void {
    this.isCrashed = true;
    const details = { reason: 'crashed' as const, exitCode: 5 };
    // "Emit asynchronously so app code can't re-launch the renderer from inside that loop."
    setImmediate(() => {
      if (this.isDestroyed) return;
      const event = electronEvent({});
      this.emitter.emit('render-process-gone', event, details);
      this.#world.app.emit('render-process-gone', event, this.contents, details);
    });
  }

  /**
   * A page whose process is gone gets a new one.
   * @throws what Chromium could not load, as an Error with Chromium's own code and number
   */
  async load(url: string): Promise<void> {
    if (this.isCrashed) {
      const gone = this.#surface;
      this.isCrashed = false;
      this.#surface = this.#open();
      (await gone).close();
    }
    this.#url = url;
    this.#isLoading = true;
    try {
      await this.#loadNow(url);
    } finally {
      this.#isLoading = false;
      if (!this.isDestroyed) this.emitter.emit('did-stop-loading', electronEvent({}));
    }
  }

  async #loadNow(url: string): Promise<void> {
    if (this.zoomFactor !== 1) await this.#zoomNow();
    const failed = (await (await this.#surface).load(url, this.#placeOf(url))) ?? undefined;
    const error = this.isDestroyed ? { errorCode: -2, errorDescription: 'ERR_FAILED' } : failed;
    if (error !== undefined) {
      if (!this.isDestroyed) {
        const { errorCode, errorDescription } = error;
        this.emitter.emit('did-fail-load', electronEvent({}), errorCode, errorDescription, url, true);
      }
      throw loadError(url, error.errorCode, error.errorDescription);
    }
    this.emitter.emit('did-navigate', electronEvent({}), url, this.#status, STATUS_CODES[this.#status] ?? '');
    // It comes with the first layout that has something to show: never for a page that is blank.
    if (!this.#isBlank) this.emitter.emit('ready-to-show', electronEvent({}));
    this.emitter.emit('did-finish-load', electronEvent({}));
  }

  /** Which of the sessions that have shown this origin ours is: 0 for the first. */
  #placeOf(url: string): number {
    const origin = originOf(url);
    const { partitionsOf } = this.#world;
    const shownBy = partitionsOf.get(origin) ?? [];
    partitionsOf.set(origin, shownBy);
    const place = shownBy.indexOf(this.state.partition);
    return place === -1 ? shownBy.push(this.state.partition) - 1 : place;
  }

  reload(): Promise<void> {
    return this.load(this.#url);
  }

  /** Chromium keeps it for the origin: pages of the same that are loaded later have it, too. */
  zoom(factor: number): void {
    this.#world.zooms.set(this.#zoomKey, factor);
    void this.#zoomNow();
  }

  get zoomFactor(): number {
    return this.#world.zooms.get(this.#zoomKey) ?? 1;
  }

  get #zoomKey(): string {
    return `${this.state.partition} ${originOf(this.#url)}`;
  }

  async #zoomNow(): Promise<void> {
    await (await this.#surface).zoom(this.zoomFactor);
  }

  send(channel: string, values: readonly unknown[]): void {
    const text = encodeValue(values);
    if (this.isCrashed) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    this.#world.hear({ to: 'page', channel, text });
    this.#withSurface((surface) => surface.deliver(channel, text));
  }

  resize(size: { readonly width: number; readonly height: number }): void {
    this.#withSurface((surface) => surface.resize(size));
  }

  front(): void {
    this.#withSurface((surface) => surface.front());
  }

  #withSurface(work: (surface: Surface) => void): void {
    this.#surface.then(
      (surface) => {
        if (!this.isDestroyed) work(surface);
      },
      () => undefined,
    );
  }

  async pdf(options: Readonly<Record<string, unknown>>): Promise<Buffer> {
    return (await this.#surface).pdf(options);
  }

  /** Waits for a page: where none is ever loaded, it waits forever. What cannot be cloned is an error. */
  async run(script: string): Promise<unknown> {
    if (this.#url === '' || this.#isLoading) await once(this.emitter, 'did-stop-loading');
    return (await this.#surface).run(`(async () => structuredClone(await (${script}\n)))()`);
  }

  /** Pages have no process of the double's own: it gives main's, which no sandbox holds. */
  get osProcessId(): number {
    return this.#url === '' || this.isCrashed ? 0 : process.pid;
  }

  async command(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    const answer = await (await this.#surface).command(method, params);
    if (method === 'Page.setInterceptFileChooserDialog') this.#keepsChoosersShut = params['enabled'] === true;
    return answer;
  }

  async crash(): Promise<void> {
    (await this.#surface).crash();
  }

  /** What Electron posts as a task: a handler that destroys the contents in one of their own events can still finish. */
  destroySoon(): void {
    setImmediate(() => this.destroyNow());
  }

  destroyNow(): void {
    if (this.isDestroyed) return;
    this.isDestroyed = true;
    this.#surface.then(
      (surface) => surface.close(),
      () => undefined,
    );
    this.emitter.emit('destroyed', electronEvent({}));
    this.#onDestroyed();
  }
}

/** `webContents.debugger`: shell/browser/api/electron_api_debugger.cc. */
class Debugger extends EventEmitter {
  readonly #command: NativeContents['command'];
  #isAttached = false;

  constructor(command: NativeContents['command']) {
    super();
    this.#command = command;
  }

  isAttached = (): boolean => this.#isAttached;
  attach(): void {
    if (this.#isAttached) throw new Error('Debugger is already attached to the target');
    this.#isAttached = true;
  }
  async sendCommand(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    if (!this.#isAttached) throw new Error('No target available');
    return this.#command(method, params);
  }
}

class WebContents extends EventEmitter {
  readonly id: number;
  readonly #native: NativeContents;

  constructor(native: NativeContents) {
    super();
    count += 1;
    this.id = count;
    this.#native = native;
  }

  get session(): Electron.Session {
    return this.#native.state.session;
  }
  isDestroyed = (): boolean => this.#native.isDestroyed;
  isCrashed = (): boolean => this.#native.isCrashed;
  getURL = (): string => this.#native.url;
  get debugger(): Electron.Debugger {
    return this.#native.debugger;
  }
  setWebRTCIPHandlingPolicy = (): void => undefined;
  closeDevTools = (): void => undefined;
  /** Each page of the double has a keyboard of its own: what is typed goes to the page that it is typed into. */
  focus = (): void => undefined;
  close(): void {
    this.#native.destroySoon();
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#native.openHandler = handler;
  }

  loadURL(url: string): Promise<void> {
    const loaded = this.#native.load(url);
    // As there: nobody is told of a failure that nobody waits for.
    loaded.catch(() => undefined);
    return loaded;
  }
  reload(): void {
    this.#native.reload().catch(() => undefined);
  }
  forcefullyCrashRenderer(): void {
    void this.#native.crash();
  }

  setZoomFactor(factor: number): void {
    if (factor < Number.EPSILON) throw new Error("'zoomFactor' must be a double greater than 0.0");
    this.#native.zoom(factor);
  }
  getZoomFactor = (): number => this.#native.zoomFactor;

  /** What cannot be sent is written to the error stream, and main goes on (lib/browser/api/web-frame-main.ts). */
  send(channel: string, ...values: readonly unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    try {
      this.#native.send(channel, values);
    } catch (error) {
      console.error('Error sending from webFrameMain: ', error);
    }
  }

  getOSProcessId = (): number => this.#native.osProcessId;
  executeJavaScript = (script: string): Promise<unknown> => this.#native.run(script);

  async printToPDF({
    generateTaggedPDF,
    generateDocumentOutline,
    ...same
  }: Electron.PrintToPDFOptions): Promise<Buffer> {
    refuseTitle(same);
    return this.#native.pdf({ ...same, tagged: generateTaggedPDF ?? false, outline: generateDocumentOutline ?? false });
  }

  getPrintersAsync = (): Promise<Electron.PrinterInfo[]> => Promise.resolve(structuredClone(printers));

  print(
    options: Electron.WebContentsPrintOptions = {},
    callback: (success: boolean, failureReason: string) => void = () => undefined,
  ): void {
    refuseTitle(options);
    const { deviceName, pageSize } = options;
    if (typeof pageSize === 'string' && !paperSizes.includes(pageSize)) {
      throw new Error(`Unsupported pageSize: ${pageSize}`);
    }
    const isKnown = deviceName === undefined || printers.some(({ name }) => name === deviceName);
    if (isKnown) this.#native.printed.push(options);
    setImmediate(callback, isKnown, isKnown ? '' : 'Invalid deviceName provided');
  }
}

/** Electron overlooks it, and whoever gives one expects something of it. */
function refuseTitle(options: object): void {
  if ('title' in options) throw new Error('the title is that of the page');
}

const originOf = (url: string): string => /^[^:]+:\/\/[^/]*/.exec(url)?.[0] ?? url;

function loadError(url: string, errno: number, code: string): Error {
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { errno, code, url });
}
