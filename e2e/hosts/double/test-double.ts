// The double without a browser, for the tests of its parts: pages are lists of what was said to them.
import { runInNewContext } from 'node:vm';
import type * as Electron from 'electron';
import { createDouble, type DoubleOptions } from './electron.ts';
import type { HeardMessage } from './record.ts';
import type { PageAnswer } from './sessions.ts';
import type { SurfaceClient, SurfaceShape } from './surface.ts';

/** A page that shows nothing. */
export interface TestPage {
  readonly client: SurfaceClient;
  readonly shape: SurfaceShape;
  /** What the page's listeners got: the channel and the values as `wire.ts` writes them. */
  readonly delivered: [channel: string, text: string][];
  readonly answers: PageAnswer[];
  /** For each load, which of the sessions that have shown its origin it belongs to. */
  readonly places: number[];
  /** Of the DevTools protocol. */
  readonly commands: [method: string, params: object][];
  readonly zooms: number[];
  readonly sizes: { readonly width: number; readonly height: number }[];
  /** How often it came to the front. */
  fronts: number;
  isClosed: boolean;
}

/** What Electron's own preferences must be here. */
export const securePreferences: Electron.WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
};

/**
 * @param given what differs from an app "Lifeboat Test" in `/app`
 * @returns the double; every end of the process, by exit code, in place of an end; every page
 */
export function testDouble(given: Partial<DoubleOptions & { userData: string; isPackaged: boolean }> = {}) {
  const ends: number[] = [];
  const pages: TestPage[] = [];
  const heard: HeardMessage[] = [];
  const double = createDouble({
    identity: {
      appPath: '/app',
      name: 'Lifeboat Test',
      version: '1.2.3',
      appData: '/profiles',
      userData: given.userData ?? '/nonexistent',
      isPackaged: given.isPackaged ?? false,
    },
    argv: given.argv ?? [],
    end: (code) => ends.push(code),
    hear: (message) => heard.push(message),
    openSurface: (client, shape) => {
      const page: TestPage = {
        client,
        shape,
        delivered: [],
        answers: [],
        places: [],
        commands: [],
        zooms: [],
        sizes: [],
        fronts: 0,
        isClosed: false,
      };
      pages.push(page);
      return Promise.resolve({
        async load(url: string, place: number) {
          page.places.push(place);
          const answer = await client.request({ url, method: 'GET', resourceType: 'mainFrame' });
          page.answers.push(answer);
          return 'error' in answer ? { errorCode: -2, errorDescription: answer.error } : undefined;
        },
        deliver: (channel: string, text: string) => page.delivered.push([channel, text]),
        command: (method: string, params: object) => {
          page.commands.push([method, params]);
          return Promise.resolve({});
        },
        zoom: (factor: number) => {
          page.zooms.push(factor);
          return Promise.resolve();
        },
        resize: (size) => page.sizes.push(size),
        front: () => {
          page.fronts += 1;
        },
        pdf: () => Promise.resolve(Buffer.from('%PDF-')),
        run: (script: string) => runInNewContext(script, { structuredClone }) as Promise<unknown>,
        close: () => {
          page.isClosed = true;
        },
        crash: () => client.crashed(),
      });
    },
  });
  return { ...double, ends, pages, heard };
}
export type TestDouble = ReturnType<typeof testDouble>;

/** Where main is when it is ready: its first turn is over. */
export function readyDouble(given: Parameters<typeof testDouble>[0] = {}): TestDouble {
  const double = testDouble(given);
  double.electron.protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true } },
    { scheme: 'paper', privileges: { standard: true, secure: true } },
  ]);
  double.finishLaunching();
  return double;
}

/** Opens a window on a page of its session. */
export async function openedWindow({ electron }: TestDouble): Promise<Electron.BrowserWindow> {
  const { protocol } = electron.session.defaultSession;
  if (!protocol.isProtocolHandled('app')) protocol.handle('app', () => new Response('<p>a page</p>'));
  const window = new electron.BrowserWindow({ webPreferences: securePreferences });
  await window.loadURL('app://test/page.html');
  return window;
}

/** Waits until everything that was put off to a later turn has happened. */
export const laterTurn = (): Promise<void> =>
  new Promise((done) => {
    setImmediate(() => setImmediate(done));
  });
