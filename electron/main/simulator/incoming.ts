// One request as it came over the wire, read whole before anything looks at it.
import type { IncomingMessage } from 'node:http';
import { badParameter, ServiceRefusal } from './answers.ts';

export const maxBodyBytes = 16 * 1024 * 1024;

export interface Incoming {
  readonly method: string;
  /** The Host header, with its port if it has one. */
  readonly authority: string;
  readonly hostName: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  /** A header by its name in lower case, if the request has it once. */
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
}

/** @throws 400 for an address that is not properly encoded, 413 for a body that is too large */
export async function readRequest(request: IncomingMessage): Promise<Incoming> {
  const authority = request.headers.host ?? '';
  const target = request.url ?? '/';
  const [rawPath, search] = splitOnce(target, '?');
  return {
    method: request.method ?? '',
    authority,
    hostName: authority.replace(/:\d+$/, '').toLowerCase(),
    path: decodePath(rawPath),
    query: new URLSearchParams(search),
    authorization: request.headers.authorization,
    header: (name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? value : undefined;
    },
    body: await readBody(request),
  };
}

function splitOnce(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw badParameter('the address is not properly encoded');
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new ServiceRefusal(413, 'RequestTooLarge', 'the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
