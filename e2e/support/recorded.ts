// Recorded exchanges with the real service, beside the project: read, and played back to a client as the service sent them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { TokenCredential } from '@azure/core-auth';
import { createHttpHeaders, type HttpClient, type PipelineRequest } from '@azure/core-rest-pipeline';
import { referenceFile } from './reference-tools.ts';

/** One exchange, as the README beside the recordings describes it. */
export interface Recorded {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly body: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly bodyText?: string;
  };
}

/** What a client sent while recordings were played to it. */
export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
  readonly hasToken: boolean;
}

export interface Recordings {
  /** Whether they do not be beside the project. */
  readonly missing: boolean;
  readonly names: readonly string[];
  /** Those that no test has asked for yet. */
  readonly unused: () => readonly string[];
  readonly read: (name: string) => Recorded;
  /** Answers one request after the other with these recordings. */
  readonly play: (...names: readonly string[]) => { readonly httpClient: HttpClient; readonly sent: readonly Sent[] };
}

/** The name of the HSM that is where the recorders have put a word of theirs. */
export const recordedHsm = 'https://recorded-hsm.managedhsm.azure.net';
export const recordedContainer = 'https://recorded.blob.core.windows.net/hsmbackups';

/**
 * The recorders replaced hosts by words that are no names of an HSM, and lost the slash between an account and its container. Their
 * words are replaced by names that the service could have; nothing else is touched.
 */
const withNames = (text: string): string =>
  text
    .replaceAll(/(?:Sanitized|azure_managedhsm)\.managedhsm\.azure\.net/g, 'recorded-hsm.managedhsm.azure.net')
    .replaceAll('https://REDACTED/', `${recordedHsm}/`)
    .replaceAll('https://Sanitized.blob.core.windows.nethsmbackups', recordedContainer);

/** The recordings; none (and a loud line) where they do not be beside the project. */
export function recordings(): Recordings {
  const folder = referenceFile('fixtures', 'recorded');
  const files = new Map(
    (folder === undefined ? [] : readdirSync(folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => [
        name.replace(/\.json$/, ''),
        JSON.parse(withNames(readFileSync(join(folder ?? '', name), 'utf8'))) as Recorded,
      ]),
  );
  const used = new Set<string>();
  const read = (name: string): Recorded => {
    const found = files.get(name);
    if (!found) throw new Error(`there is no recording ${name}`);
    used.add(name);
    return found;
  };
  return {
    missing: folder === undefined,
    names: [...files.keys()],
    unused: () => [...files.keys()].filter((name) => !used.has(name)),
    read,
    play: (...names) => {
      const queue = names.map(read);
      const sent: Sent[] = [];
      return {
        sent,
        httpClient: {
          sendRequest: (request) => {
            sent.push(sentOf(request));
            const next = queue.shift();
            if (!next) throw new Error(`more was asked than was recorded: ${request.method} ${request.url}`);
            return Promise.resolve(answerTo(request, next));
          },
        },
      };
    },
  };
}

const sentOf = (request: PipelineRequest): Sent => ({
  method: request.method,
  url: new URL(request.url),
  body: typeof request.body === 'string' ? JSON.parse(request.body) : null,
  hasToken: request.headers.has('authorization'),
});

/** The exact text where the recording kept it. */
export function bodyTextOf({ response: { body, bodyText } }: Recorded): string {
  if (bodyText !== undefined) return bodyText;
  if (body === null) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function answerTo(request: PipelineRequest, recorded: Recorded): Awaited<ReturnType<HttpClient['sendRequest']>> {
  const { status, headers } = recorded.response;
  const text = bodyTextOf(recorded);
  const answer = { request, status, headers: createHttpHeaders(headers) };
  // A caller that reads the body itself gets it in bytes, as from a socket.
  return request.streamResponseStatusCodes
    ? { ...answer, readableStreamBody: Readable.from([Buffer.from(text, 'utf8')]) }
    : { ...answer, bodyAsText: text };
}

/** A sign-in that gives a token without asking anybody. */
export const recordedSignIn: TokenCredential = {
  getToken: () => Promise.resolve({ token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 }),
};
