// Sends one request to an HSM and says exactly what came of it: an answer in JSON, or a named fault.
import { type Client, getClient } from '@azure-rest/core-client';
import { type TokenCredential } from '@azure/core-auth';
import { type HttpClient } from '@azure/core-rest-pipeline';
import type { z } from 'zod';
import { refuse } from '../../../shared/faults/fault.ts';
import { type ServiceOperation } from '../../../shared/faults/service.ts';
import { visibleText } from '../../../shared/formatting/visible-text.ts';
import { practiceHeader } from '../core/azure/practice-header.ts';
import { readFields } from '../core/encoding/fields.ts';
import { type JsonValue, parseStrictJson } from '../core/encoding/json.ts';
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
import type { TlsChain } from './tls-witness.ts';

export interface ConnectionOptions {
  readonly address: HsmAddress;
  readonly credential: TokenCredential;
  /** The transport; the library's own unless told. */
  readonly httpClient?: HttpClient;
  /** protocol §5: 7.5 serves every call but the pre-checks. */
  readonly apiVersion?: string;
  /** How long one request may stay without an answer, in milliseconds. */
  readonly requestTimeoutMs?: number;
}

export class HsmConnection {
  readonly address: HsmAddress;
  readonly #client: Client;
  readonly #apiVersion: string;
  readonly #timeout: number;

  constructor({ address, credential, httpClient, apiVersion, requestTimeoutMs }: ConnectionOptions) {
    this.address = address;
    this.#apiVersion = apiVersion ?? '7.5';
    this.#timeout = requestTimeoutMs ?? 60_000;
    this.#client = getClient(address.origin, {
      pipeline: createHsmPipeline(address, credential),
      ...(httpClient ? { httpClient } : {}),
    });
  }

  /**
   * Sends once. What was refused, redirected, lost or is no JSON is thrown; a success or `202 Accepted` is returned.
   * @throws SERVICE_UNREACHABLE where nothing can have been done, SERVICE_ANSWER_LOST where something may have been; the other
   *   SERVICE faults for what the answer says
   */
  async send(request: HsmRequest): Promise<HsmAnswer> {
    const answer = await this.#exchange(request);
    await request.keep?.(keptAnswer(request.operation, answer));
    this.#checkPractice(answer);
    if (answer.status >= 300 && answer.status < 400) this.#refuseRedirect(answer);
    if (answer.status >= 500 || answer.status === 429) refuse(transientFault(request, answer));
    const read = { ...answer, json: parseBody(request.operation, answer) };
    return answer.status >= 400 ? refuse(refusedFault(request.operation, read)) : read;
  }

  async #exchange(request: HsmRequest): Promise<Omit<HsmAnswer, 'json'>> {
    const sent: { answer?: Omit<HsmAnswer, 'json'> } = {};
    const options = {
      queryParameters: { 'api-version': this.#apiVersion, ...request.query },
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
    return refuse({ code: 'SERVICE_REDIRECTED', host: this.address.hostName, to });
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

function parseBody(
  operation: ServiceOperation,
  { status, header, bytes }: Omit<HsmAnswer, 'json'>,
): JsonValue | undefined {
  if (bytes.length === 0) return undefined;
  const contentType = header('content-type') ?? '';
  if (!/^application\/json\b/i.test(contentType)) {
    refuse({ code: 'SERVICE_NOT_JSON', status, contentType: visibleText(contentType, 60) });
  }
  try {
    return parseStrictJson(bytes, { maxBytes: maxAnswerBytes });
  } catch (cause) {
    return refuse({ code: 'SERVICE_JSON_BROKEN', operation }, cause);
  }
}

/**
 * The body in the wanted form; members that we do not know are passed over, because the service may add some.
 * @throws SERVICE_ANSWER_UNEXPECTED
 */
export function answerAs<Schema extends z.ZodType>(
  schema: Schema,
  operation: ServiceOperation,
  answer: HsmAnswer,
): z.output<Schema> {
  const read = readFields(schema, answer.json);
  return read.ok ? read.value : refuse({ code: 'SERVICE_ANSWER_UNEXPECTED', operation, problems: read.problems });
}
