// The built pages on loopback, as the app's own handler serves them. A server and not a route of Playwright's: where a route is, the browser
// keeps no file, and asks for the same ones again with every state that is shown.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { builtFiles, builtScreens } from '#build/built-files.ts';
import { appOrigin, serveBuiltFiles } from '#shell/app-protocol.ts';
import { type MadeUp, madeUpCatalogue } from './pseudo.ts';

export interface PageServer {
  /** Scheme, host and port, without a slash at the end. */
  readonly origin: string;
  readonly close: () => void;
}

type AppHandler = ReturnType<typeof serveBuiltFiles>;
/** Made with the first server: who wants only a browser needs nothing that is built. */
let handler: AppHandler | undefined;
const appHandler = (): AppHandler =>
  (handler ??= serveBuiltFiles(
    builtFiles(),
    (path) => readFile(join(builtScreens, path)),
    (name, why) => {
      throw new Error(`${name}: ${why}`);
    },
  ));

/** Serves the built files and nothing else, until it is closed or the process ends. @param language in place of what people speak */
export async function servePages(language?: MadeUp): Promise<PageServer> {
  const serve = appHandler();
  const server = createServer((request, response) => {
    const { url = '', method = '' } = request;
    // Only a Chromium with windows asks for it, and calls it an error of the page where there is none.
    if (url === '/favicon.ico') return response.writeHead(204).end();
    return void serve({ url: `${appOrigin}${url}`, method }).then(async (answer) => {
      const made = language === undefined ? undefined : madeUpCatalogue(language, url);
      response.writeHead(answer.status, headersOf(answer, url));
      response.end(made ?? Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  return { origin: `http://127.0.0.1:${portOf(server)}`, close: () => void server.close() };
}

/** In the app nothing is kept. Here a file whose name carries its own hash may be, because it never changes. */
function headersOf({ ok, headers }: Response, url: string): Record<string, string> {
  const own = Object.fromEntries(headers);
  return ok && url.startsWith('/assets/') ? { ...own, 'cache-control': 'max-age=86400, immutable' } : own;
}

// A server that listens on TCP has an address that is an object.
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
