// Sends one request to an HSM and says exactly what came of it: an answer in JSON, or a named fault.
import { type Client, getClient } from '@azure-rest/core-client';
import { type TokenCredential } from '@azure/core-auth';
import { type HttpClient } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { type ServiceOperation } from '#shared/faults/service.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { practiceHeader } from '#core/azure/practice-header.ts';
import { readFields } from '#core/encoding/fields.ts';
import { type JsonValue, parseStrictJson } from '#core/encoding/json.ts';
import {
  type HsmAnswer,
  type HsmRequest,
  keptAnswer,
  refusedFault,
  transientFault,
  transportFault,
} from './answers.ts';
import { type HsmAddress } from './hsm-address.ts';
import { createHsmPipeline, maxAnswerBytes, TransportFailure } from './policies.ts';
import { realWaiting, untilAnswered, type Waiting } from './polling.ts';
import { wordsIn } from './service-words.ts';
import type { TlsChain } from './tls-witness.ts';
import { type Api, ChosenVersions, inKnownVersion, isVersionRefusal } from './versions.ts';

export interface ConnectionOptions {
  readonly address: HsmAddress;
  readonly credential: TokenCredential;
  /** The transport; the library's own unless told. */
  readonly httpClient?: HttpClient;
  /** The versions in use, shared by all that one access opens. */
  readonly versions?: ChosenVersions;
  /** How long one request may stay without an answer, in milliseconds. */
  readonly requestTimeoutMs?: number;
  readonly waiting?: Waiting;
}

export class HsmConnection {
  readonly address: HsmAddress;
  readonly #client: Client;
  readonly #versions: ChosenVersions;
  readonly #timeout: number;
  readonly #waiting: Waiting;

  constructor({ address, credential, httpClient, versions, requestTimeoutMs, waiting }: ConnectionOptions) {
    this.address = address;
    this.#versions = versions ?? new ChosenVersions();
    this.#waiting = waiting ?? realWaiting;
    this.#timeout = requestTimeoutMs ?? 60_000;
    this.#client = getClient(address.origin, {
      pipeline: createHsmPipeline(address, credential),
      ...(httpClient ? { httpClient } : {}),
    });
  }

  /**
   * Sends once; again only in another version, where the service refuses the one that was asked. What was refused, redirected, lost or is
   * no JSON is thrown; a success or `202 Accepted` is returned.
   * @throws SERVICE_UNREACHABLE where nothing can have been done, SERVICE_ANSWER_LOST where something may have been; the other
   *   SERVICE faults for what the answer says
   */
  async send(request: HsmRequest): Promise<HsmAnswer> {
    return inKnownVersion(this.#versions, request.api ?? 'hsm', (version, isLast) =>
      this.#sendIn(version, isLast, request),
    );
  }

  /** The version of an interface that is in use. */
  version(api: Api): string {
    return this.#versions.current(api);
  }

  async #sendIn(version: string, isLast: boolean, request: HsmRequest): Promise<HsmAnswer> {
    const answer = await this.#exchange(version, request);
    if (isLast || !isForVersion(request.operation, answer)) await request.keep?.(keptAnswer(request.operation, answer));
    this.#checkPractice(answer);
    if (answer.status >= 300 && answer.status < 400) this.#refuseRedirect(answer);
    if (answer.status >= 500 || answer.status === 429) refuse(transientFault(request, answer));
    if (answer.status >= 400) {
      refuse(refusedFault(request.operation, { status: answer.status, json: errorBody(answer) }));
    }
    return { ...answer, json: parseBody(request.operation, answer) };
  }

  /** Asks what changes nothing, by the rule of `untilAnswered`. @throws what `send` throws */
  read(question: Omit<HsmRequest, 'method' | 'body'>): Promise<HsmAnswer> {
    return untilAnswered(this.#waiting, () => this.send({ ...question, method: 'GET' }));
  }

  /**
   * The items of a list, page by page.
   * @throws SERVICE_PAGE_FOREIGN for a next page that is elsewhere: the token would go along; what `send` throws
   */
  async *pages<Item>(
    { operation, path, api }: Pick<HsmRequest, 'operation' | 'path' | 'api'>,
    item: z.ZodType<Item>,
  ): AsyncGenerator<Item> {
    const Page = z.object({ value: z.array(item), nextLink: z.string().nullish() });
    const asked = new Set<string>();
    let query: Readonly<Record<string, string>> = {};
    for (;;) {
      const page = answerAs(Page, operation, await this.read({ operation, path, query, ...(api ? { api } : {}) }));
      yield* page.value;
      const { nextLink } = page;
      if (nextLink === undefined || nextLink === null || nextLink === '') return;
      const url = URL.canParse(nextLink) ? new URL(nextLink) : undefined;
      const isOurs = url?.origin === this.address.origin && url.username === '' && url.password === '';
      // A page that was asked for before would be asked for without end.
      if (!isOurs || plainPath(url.pathname) !== plainPath(path) || asked.has(url.search)) {
        return refuse({ code: 'SERVICE_PAGE_FOREIGN', operation, found: visibleText(nextLink, 120) });
      }
      asked.add(url.search);
      query = Object.fromEntries(url.searchParams);
    }
  }

  async #exchange(version: string, request: HsmRequest): Promise<Omit<HsmAnswer, 'json'>> {
    const sent: { answer?: Omit<HsmAnswer, 'json'> } = {};
    const options = {
      queryParameters: { 'api-version': version, ...request.query },
      timeout: this.#timeout,
      ...(request.body === undefined ? {} : { body: request.body, contentType: 'application/json' }),
      onResponse: (raw: RawAnswer): void => {
        sent.answer = {
          status: raw.status,
          header: (name) => raw.headers.get(name),
          tlsChain: raw.tlsChain ?? [],
          bytes: Buffer.from(raw.bodyAsText ?? '', 'latin1'),
        };
      },
    };
    try {
      await this.#client.pathUnchecked(request.path)[verbs[request.method]](options);
    } catch (error) {
      // The library's own JSON reader may have failed on an answer that we read ourselves.
      if (sent.answer) return sent.answer;
      if (!(error instanceof TransportFailure)) throw error;
      return refuse(transportFault(request, this.address.hostName, error), error);
    }
    return sent.answer ?? refuse({ code: 'SERVICE_ANSWER_LOST', operation: request.operation });
  }

  #checkPractice(answer: Omit<HsmAnswer, 'json'>): void {
    const host = this.address.hostName;
    const isPractice = answer.header(practiceHeader) !== undefined;
    if (isPractice && this.address.mode === 'production') refuse({ code: 'SERVICE_IS_PRACTICE', host });
    if (!isPractice && this.address.mode === 'practice') refuse({ code: 'SERVICE_NOT_PRACTICE', host });
  }

  #refuseRedirect(answer: Omit<HsmAnswer, 'json'>): never {
    const to = visibleText(answer.header('location') ?? '', 120);
    return refuse({ code: 'SERVICE_REDIRECTED', host: this.address.hostName, to, status: answer.status });
  }
}

/** What the library hands on: a `WitnessedResponse` where the transport is ours. */
interface RawAnswer {
  readonly tlsChain?: TlsChain;
  readonly status: number;
  readonly headers: { get(name: string): string | undefined };
  readonly bodyAsText?: string | null;
}

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

/**
 * The body read strictly; undefined where there is none.
 * @throws SERVICE_NOT_JSON, SERVICE_JSON_BROKEN
 */
export function parseBody(
  operation: ServiceOperation,
  { status, header, bytes }: Omit<HsmAnswer, 'json'>,
): JsonValue | undefined {
  if (bytes.length === 0) return undefined;
  const contentType = header('content-type') ?? '';
  if (!isJson(contentType)) {
    refuse({ code: 'SERVICE_NOT_JSON', status, contentType: visibleText(contentType, 60) });
  }
  try {
    return parseStrictJson(bytes, { maxBytes: maxAnswerBytes });
  } catch (cause) {
    return refuse({ code: 'SERVICE_JSON_BROKEN', operation }, cause);
  }
}

/** The service writes doubled slashes and letters of either case. */
const plainPath = (path: string): string => path.replace(/\/+/g, '/').replace(/\/$/, '').toLowerCase();

/**
 * What a refusal says. A 401 to a GET has the two letters `OK` as its JSON (recorded): what cannot be read there says nothing, and
 * must not hide the status. A page of HTML is somebody else's.
 */
function errorBody(answer: Omit<HsmAnswer, 'json'>): JsonValue | undefined {
  if (answer.status === 401 || answer.bytes.length === 0) return undefined;
  const contentType = answer.header('content-type') ?? '';
  if (!isJson(contentType)) {
    refuse({ code: 'SERVICE_NOT_JSON', status: answer.status, contentType: visibleText(contentType, 60) });
  }
  try {
    return parseStrictJson(answer.bytes, { maxBytes: maxAnswerBytes });
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Whether an answer refuses the version alone. */
export function isForVersion(operation: ServiceOperation, { status, bytes }: Omit<HsmAnswer, 'json'>): boolean {
  if (status !== 400 && status !== 404) return false;
  try {
    const json = parseStrictJson(bytes, { maxBytes: maxAnswerBytes });
    return isVersionRefusal(refusedFault(operation, { status, json }));
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

const isJson = (contentType: string): boolean => /^application\/json\b/i.test(contentType);

/**
 * The body in the wanted form; members that we do not know are passed over, because the service may add some.
 * @throws SERVICE_ANSWER_UNEXPECTED, with the service's words where an error is in the place of an answer
 */
export function answerAs<Schema extends z.ZodType>(
  schema: Schema,
  operation: ServiceOperation,
  answer: Pick<HsmAnswer, 'json'>,
): z.output<Schema> {
  const read = readFields(schema, answer.json);
  if (read.ok) return read.value;
  return refuse({ code: 'SERVICE_ANSWER_UNEXPECTED', operation, problems: read.problems, ...wordsIn(answer.json) });
}
