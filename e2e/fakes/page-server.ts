// The built pages on loopback, with the policy that they have in the app. A server and not a route of Playwright's: where a route is, the
// browser keeps no file, and asks for the same ones again with every state that is shown.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '../../build/root.ts';
import { pageHeaders } from '../../electron/main/shell/content-policy.ts';
import { type MadeUp, madeUpCatalogue } from './pseudo.ts';

const folder = join(root, 'out', 'renderer');
const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
};

export interface PageServer {
  /** Scheme, host and port, without a slash at the end. */
  readonly origin: string;
  readonly close: () => void;
}

/** Serves the built files and nothing else, until it is closed or the process ends. @param language in place of what people speak */
export async function servePages(language?: MadeUp): Promise<PageServer> {
  const server = createServer(({ url = '' }, response) => {
    // The host does not matter: only a path and what follows it are asked for.
    const { pathname, search } = new URL(url, 'http://page');
    const path = pathname.slice(1);
    try {
      const made = language === undefined ? undefined : madeUpCatalogue(language, path, search);
      const body = made ?? readFileSync(join(folder, path));
      response.writeHead(200, headersOf(path)).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  return { origin: `http://127.0.0.1:${portOf(server)}`, close: () => void server.close() };
}

/** In the app nothing is kept. Here a file whose name carries its own hash may be, because it never changes. */
function headersOf(path: string): Record<string, string> {
  const headers = pageHeaders(contentTypes[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain');
  return path.startsWith('assets/') ? { ...headers, 'Cache-Control': 'max-age=86400, immutable' } : headers;
}

// A server that listens on TCP has an address that is an object.
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
