// Windows as pages of a Chromium that Playwright drives.
import type { BrowserContext, CDPSession, Frame, Page, Request, Route } from '@playwright/test';
import { bindings, preloadScript } from './page-side.ts';
import type { SpeakingFrame } from './ipc.ts';
import { SeenWindows } from './seen-windows.ts';
import type { PageRequest } from './sessions.ts';
import type { LoadError, OpenSurface, Surface, SurfaceClient } from './surface.ts';

// Chromium knows no app:// without Electron: a host name that never resolves stands for each scheme and host. A second session that
// shows the same origin gets another name, and so what its pages store is apart.
const toPageUrl = (url: string, place: number): string =>
  url.replace(/^(app|paper):\/\/([^/]+)/, `https://$2${place === 0 ? '' : `.session-${place}`}.$1.invalid`);
const fromPageUrl = (url: string): string =>
  url.replace(/^https:\/\/([^/]+?)(?:\.session-\d+)?\.(app|paper)\.invalid/, '$2://$1');

interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** @param seen where somebody sits in front of it: windows without an address bar, which they resize; absent: pages of a size of their own */
export function chromiumSurfaces(context: BrowserContext, seen?: SeenWindows): OpenSurface {
  const fixedSize = seen === undefined;
  return async (client, { width, height, preload }) => {
    const page = await (seen?.open() ?? context.newPage());
    if (fixedSize) await page.setViewportSize({ width, height });
    await page.route('**/*', (route) => answer(route, client));
    await page.exposeBinding(bindings.invoke, ({ frame }, channel: string, json: string) =>
      client.invoke(speaking(frame), channel, json),
    );
    await page.exposeBinding(bindings.send, ({ frame }, channel: string, json: string) =>
      client.message(speaking(frame), channel, json),
    );
    if (preload !== undefined) await page.addInitScript(preloadScript(preload));
    page.on('popup', (popup) => {
      if (seen?.isOwn(popup) === true) return;
      void popup.close();
      client.windowOpen(fromPageUrl(popup.url()));
    });
    page.on('frameattached', () => client.framed());
    // Where a person sits in front of it, Chromium shows its dialog itself.
    if (fixedSize) {
      page.on('filechooser', async (chooser) => {
        const path = await client.chooseFile();
        if (path !== null) await chooser.setFiles(path).catch(() => undefined);
      });
    }
    page.on('close', () => client.closed());
    page.on('crash', () => client.crashed());
    return surfaceOf(page, seen ?? { width, height });
  };
}

/** @param shown the windows, where a person resizes them; else the size of this page */
function surfaceOf(page: Page, shown: SeenWindows | PageSize): Surface {
  const seen = shown instanceof SeenWindows ? shown : undefined;
  let size = shown instanceof SeenWindows ? undefined : shown;
  let factor = 1;
  let devtools: Promise<CDPSession> | undefined;
  const lay = async (): Promise<void> => {
    if (size === undefined) return;
    const { width, height } = size;
    await page.setViewportSize({ width: Math.round(width / factor), height: Math.round(height / factor) });
  };
  return {
    load: async (url, place) => {
      try {
        await page.goto(toPageUrl(url, place), { waitUntil: 'load', timeout: 0 });
        return undefined;
      } catch (error) {
        return loadErrorOf(String(error));
      }
    },
    deliver(channel, text) {
      const delivered = page.evaluate(
        ([emit, name, json]) => {
          // Put there by page-side.ts under a name of this run.
          (window as unknown as Record<string, (name: string, text: string) => void>)[emit]?.(name, json);
        },
        [bindings.emit, channel, text] as const,
      );
      delivered.catch(() => undefined);
    },
    zoom: async (wanted) => {
      factor = wanted;
      // The page has the room that it has on a screen at this size; its pixels are nobody's concern here.
      if (size) await lay();
      else await page.evaluate(`document.documentElement.style.zoom = ${factor}`);
    },
    resize(wanted) {
      if (size === undefined) return;
      size = wanted;
      lay().catch(() => undefined);
    },
    front() {
      // Where nobody looks, every page has the keyboard that is typed on.
      seen?.front(page).catch(() => undefined);
    },
    pdf: (options) => page.pdf(options),
    run: (script) => page.evaluate(script),
    async command(method, params) {
      devtools ??= page.context().newCDPSession(page);
      // The names are those of whoever asks: Chromium refuses what it does not know.
      return (await devtools).send(method as 'Page.enable', params);
    },
    close() {
      page.close().catch(() => undefined);
    },
    crash() {
      // The page never answers.
      page.goto('chrome://crash').catch(() => undefined);
    },
  };
}

const speaking = (frame: Frame): SpeakingFrame => ({
  url: fromPageUrl(frame.url()),
  isTop: frame.parentFrame() === null,
});

async function answer(route: Route, client: SurfaceClient): Promise<void> {
  const request = route.request();
  const response = await client.request({
    url: fromPageUrl(request.url()),
    method: request.method(),
    resourceType: resourceType(request),
  });
  if ('error' in response) await route.abort(response.error === 'ERR_UNEXPECTED' ? 'failed' : 'blockedbyclient');
  else await route.fulfill({ status: response.status, headers: { ...response.headers }, body: response.body });
}

function resourceType(request: Request): PageRequest['resourceType'] {
  if (!request.isNavigationRequest()) return 'other';
  return request.frame().parentFrame() === null ? 'mainFrame' : 'subFrame';
}

const errorNumbers: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_HTTP_RESPONSE_CODE_FAILURE: -379,
};

function loadErrorOf(text: string): LoadError {
  const name = /net::(ERR_[A-Z_]+)/.exec(text)?.[1] ?? 'ERR_FAILED';
  return { errorCode: errorNumbers[name] ?? -2, errorDescription: name };
}
