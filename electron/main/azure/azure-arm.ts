// Azure's control plane as requests and answers: one host, lists by their pages, and operations that are followed by the newest address that the service names.
import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicy,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
  type PipelineResponse,
  RestError,
  setClientRequestIdPolicy,
} from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { type HsmAnswer, type HsmRequest, keptAnswer, type KeepAnswer } from './answers.ts';
import { answerAs, isForVersion, parseBody } from './connection.ts';
import { fromLibrary } from './library-faults.ts';
import { pollUntilDone, type PollOptions, untilAnswered, type Waiting } from './polling.ts';
import { wordsIn } from './service-words.ts';
import { type Api, type ChosenVersions, inKnownVersion } from './versions.ts';

export interface ArmOptions {
  /** The management host of the cloud. */
  readonly host: string;
  readonly credential: TokenCredential;
  /** Lets requests to the management host pass and no others. */
  readonly httpClient: HttpClient;
  readonly waiting: Waiting;
  readonly versions: ChosenVersions;
}

/** What is asked for, in a version that is chosen when it is sent. */
export interface ArmAddress {
  /** Absolute, on the management host. */
  readonly path: string;
  /** Whose versions it has. */
  readonly api: Api;
  readonly filter?: string;
}

/** A change that the control plane has taken on. */
export interface ArmOperation {
  /** Waits for the end. @throws the SERVICE faults, with the service's reason */
  pollUntilDone(options?: PollOptions): Promise<void>;
}

interface ArmRequest {
  readonly method: HsmRequest['method'];
  /** An address that an answer named is asked as it came. */
  readonly at: ArmAddress | URL;
  readonly body?: unknown;
  /** A POST that changes nothing: where its answer is lost, nothing was done. */
  readonly isQuestion?: boolean;
  /** Keeps the answer, whatever it is, before anything is concluded from it. */
  readonly keep?: KeepAnswer;
}

const operation = 'control-plane';

/** A list of more pages is none of a subscription. */
const mostPages = 200;

/** Recorded: clients ask every half minute of their own accord; the service names no time. */
const usualDelaySeconds = 15;

export class ArmConnection {
  readonly #options: ArmOptions;
  /** Signs requests in, and tries nothing twice. */
  readonly #pipeline: Pipeline;

  constructor(options: ArmOptions) {
    this.#options = options;
    const { credential, host } = options;
    this.#pipeline = createEmptyPipeline();
    this.#pipeline.addPolicy(setClientRequestIdPolicy());
    this.#pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: `https://${host}/.default` }));
  }

  #url({ path, filter }: ArmAddress, apiVersion: string): URL {
    const url = new URL(path, `https://${this.#options.host}`);
    url.searchParams.set('api-version', apiVersion);
    if (filter !== undefined) url.searchParams.set('$filter', filter);
    return url;
  }

  /** Asks for one thing. @throws SERVICE_NOT_FOUND; SERVICE_ANSWER_UNEXPECTED; the other SERVICE faults */
  async get<T>(at: ArmAddress | URL, schema: z.ZodType<T>): Promise<T> {
    return answerAs(schema, operation, await this.#read({ method: 'GET', at }));
  }

  /** Asks a question that is sent as a POST and changes nothing. @throws the SERVICE faults */
  async ask<T>(at: ArmAddress, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return (await this.askWithHeaders(at, body, schema)).value;
  }

  /** As `ask`, with what stands around the answer. */
  async askWithHeaders<T>(
    at: ArmAddress,
    body: unknown,
    schema: z.ZodType<T>,
  ): Promise<{ readonly value: T; readonly header: HsmAnswer['header'] }> {
    const answer = await this.#read({ method: 'POST', at, body, isQuestion: true });
    return { value: answerAs(schema, operation, answer), header: answer.header };
  }

  /**
   * All items of a list. Pages lead to the same host only: the transport refuses others.
   * @throws SERVICE_PAGE_FOREIGN for a next page that is none, that was asked for before, or that is one too many; the other SERVICE faults
   */
  async list<T>(first: ArmAddress, item: z.ZodType<T>): Promise<T[]> {
    const Page = z.object({ value: z.array(item), nextLink: z.string().nullish() });
    const items: T[] = [];
    const asked = new Set<string>();
    for (let next: ArmAddress | URL = first; ;) {
      if (next instanceof URL) asked.add(next.href);
      const { value, nextLink }: z.infer<typeof Page> = await this.get(next, Page);
      items.push(...value);
      if (nextLink === undefined || nextLink === null || nextLink === '') return items;
      const isPage = URL.canParse(nextLink) && !asked.has(new URL(nextLink).href) && asked.size < mostPages - 1;
      // A list that is cut short would pass for the whole of it.
      if (!isPage) return refuse({ code: 'SERVICE_PAGE_FOREIGN', operation, found: visibleText(nextLink, 120) });
      next = new URL(nextLink);
    }
  }

  /**
   * Sends a change once. It is over where the answer has no address to ask at; that is 200 or 204, with or without a body.
   * @throws SERVICE_ANSWER_LOST where the change may have been taken on; the other SERVICE faults
   */
  async begin(request: ArmRequest): Promise<ArmOperation> {
    const answer = await this.#send(request);
    const address = answer.status === 202 ? answer.header('location') : undefined;
    return {
      pollUntilDone: async (options) => {
        if (address !== undefined) await this.#follow(address, options);
      },
    };
  }

  /**
   * Asks at the newest address until it answers with anything but 202. The addresses are long, change with every answer and hold a
   * signature (recorded): each is asked as it came.
   */
  async #follow(first: string, options?: PollOptions): Promise<void> {
    let address = first;
    const ask = async (): Promise<HsmAnswer> => {
      const answer = await this.#send({ method: 'GET', at: this.#addressOf(address) });
      address = answer.header('location') ?? address;
      return answer;
    };
    const poll = {
      operation,
      ask,
      assess: assessOperation,
      firstDelaySeconds: usualDelaySeconds,
      usualDelaySeconds,
    } as const;
    await pollUntilDone(this.#options.waiting, poll, options);
  }

  #addressOf(address: string): URL {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url?.origin === `https://${this.#options.host}` && url.username === '' && url.password === '') return url;
    return refuse({ code: 'SERVICE_OPERATION_FOREIGN', operation, found: visibleText(address, 120) });
  }

  #read(question: ArmRequest): Promise<HsmAnswer> {
    return untilAnswered(this.#options.waiting, () => this.#send(question));
  }

  #send({ at, ...request }: ArmRequest): Promise<HsmAnswer> {
    if (at instanceof URL) return this.#sendTo(at, request);
    const { versions } = this.#options;
    return inKnownVersion(versions, at.api, (version, isLast) => this.#sendTo(this.#url(at, version), request, isLast));
  }

  #sendTo(url: URL, { method, body, isQuestion, keep }: Omit<ArmRequest, 'at'>, isLast = true): Promise<HsmAnswer> {
    const { host, httpClient } = this.#options;
    return fromLibrary({ operation, method: isQuestion ? 'GET' : method, host }, async () => {
      const request = createPipelineRequest({
        url: url.href,
        method,
        headers: createHttpHeaders({
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        }),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const response = await this.#pipeline.sendRequest(httpClient, request);
      const answer = answerOf(response);
      if (isLast || !isForVersion(operation, answer)) await keep?.(keptAnswer(operation, answer));
      const { status } = response;
      if (status < 200 || status >= 300) throw new RestError('refused', { statusCode: status, request, response });
      return { ...answer, json: parseBody(operation, answer) };
    });
  }
}

function answerOf({ status, headers, bodyAsText }: PipelineResponse): Omit<HsmAnswer, 'json'> {
  // Nothing rests on the path to the control plane.
  return { status, header: (name) => headers.get(name), tlsChain: [], bytes: Buffer.from(bodyAsText ?? '', 'utf8') };
}

/** 202 while it runs; anything else is the end: 200 with the resource or without a body, or 204 (recorded). */
function assessOperation({ status, json }: HsmAnswer): true | undefined {
  if (status === 202) return undefined;
  const words = wordsIn(json);
  if (words.serviceCode + words.serviceMessage === '') return true;
  return refuse({ code: 'SERVICE_OPERATION_FAILED', operation, ...words });
}
