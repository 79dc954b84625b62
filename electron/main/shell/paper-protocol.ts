// Serves finished documents over paper://document/: each from memory, only while its window is open, and nothing else.

const paperScheme = 'paper';
const paperOrigin = `${paperScheme}://document`;

/** Its own secure origin, without service workers, fetch or a way round the policy. */
export const paperSchemePrivileges = { scheme: paperScheme, privileges: { standard: true, secure: true } } as const;

/** What a document may do: show itself. Its style, fonts and pictures are inside it; it is sandboxed without a single permission. */
export const paperPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'font-src data:',
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox',
].join('; ');

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': paperPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** Whether a page of ours may load this: a document, or a font or picture that is inside one. */
export const isPaperUrl = (url: string): boolean =>
  [`${paperOrigin}/`, 'data:font/woff2;base64,', 'data:image/png;base64,'].some((start) => url.startsWith(start));

/** The documents that are open. */
export class OpenDocuments {
  readonly #papers = new Map<string, string>();
  #count = 0;

  /** Lays a document out, and answers with its address. */
  layOut(html: string): string {
    this.#count += 1;
    const url = `${paperOrigin}/${this.#count}.html`;
    this.#papers.set(url, html);
    return url;
  }

  putAway(url: string): void {
    this.#papers.delete(url);
  }

  /** The handler behind paper://. What is not laid out is answered 404. */
  readonly serve = ({ url, method }: Pick<Request, 'url' | 'method'>): Response => {
    const html = method === 'GET' ? this.#papers.get(url) : undefined;
    return html === undefined ? new Response('', { status: 404, headers }) : new Response(html, { headers });
  };

  /** The scheme for which the handler is registered. */
  readonly scheme = paperScheme;
}
