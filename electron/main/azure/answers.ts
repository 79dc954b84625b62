// Requests to an HSM and its answers, and the fault that an answer, or the lack of one, stands for.
import type { Fault } from '#shared/faults/fault.ts';
import type { ServiceOperation } from '#shared/faults/service.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { JsonValue } from '#core/encoding/json.ts';
import type { TransportFailure } from './policies.ts';
import { policyRefusal } from './policy-refusal.ts';
import { wordsIn } from './service-words.ts';
import type { TlsChain } from './tls-witness.ts';
import type { Api } from './versions.ts';

export interface HsmRequest {
  readonly operation: ServiceOperation;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute path on the HSM's host, already encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Whose versions it is sent in; those of the security domain, roles and settings unless told. */
  readonly api?: Api;
  readonly body?: unknown;
  /** Keeps the answer, whatever it is, before anything is concluded from it. */
  readonly keep?: KeepAnswer;
}

/** An answer as it came, for the record. Its texts are safe to print. */
export interface KeptAnswer {
  readonly operation: ServiceOperation;
  readonly status: number;
  /** The service's number of the request; `none` if it gave none. */
  readonly requestId: string;
  /** The Date header; null where there was none, as in the answer with the exchange key (REQ-02). */
  readonly serverDate: string | null;
  /** The Azure-AsyncOperation header. */
  readonly statusAddress: string | undefined;
  /** Certificates of the connection that the answer came over, the server's own first; none where nobody saw them. */
  readonly tlsChain: TlsChain;
  readonly bytes: Buffer;
}

/** Resolves when the answer is on disk. */
export type KeepAnswer = (answer: KeptAnswer) => Promise<void>;

/**
 * All headers of an answer that are kept, by the member of the file that has them: by the first the service finds the request again, the second is
 * its own clock, the third says where the job is asked about. README.md says why no other one is.
 */
export const keptHeaders = {
  requestId: 'x-ms-request-id',
  serverDate: 'date',
  statusAddress: 'azure-asyncoperation',
} as const;

export function keptAnswer(
  operation: ServiceOperation,
  { status, header, bytes, tlsChain }: Omit<HsmAnswer, 'json'>,
): KeptAnswer {
  const line = (name: string, limit: number): string => visibleText((header(name) ?? '').trim(), limit);
  const address = header(keptHeaders.statusAddress);
  return {
    operation,
    status,
    requestId: line(keptHeaders.requestId, 100) || 'none',
    serverDate: line(keptHeaders.serverDate, 60) || null,
    statusAddress: address === undefined ? undefined : visibleText(address, 300),
    tlsChain,
    bytes,
  };
}

export interface HsmAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** Certificates of the connection that it came over, the server's own first; none where nobody saw them. */
  readonly tlsChain: TlsChain;
  /** The body as received. */
  readonly bytes: Buffer;
  /** The body read strictly; undefined if it is empty. */
  readonly json: JsonValue | undefined;
}

/** Errors that arise before a byte of the request leaves this machine. */
const beforeSending: Readonly<Record<string, 'name' | 'refused' | 'certificate' | 'proxy' | 'proxy-refused'>> = {
  ERR_PROXY_UNREACHABLE: 'proxy',
  ERR_PROXY_REFUSED: 'proxy-refused',
  ENOTFOUND: 'name',
  EAI_AGAIN: 'name',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  CERT_HAS_EXPIRED: 'certificate',
  CERT_NOT_YET_VALID: 'certificate',
  CERT_REVOKED: 'certificate',
  CERT_SIGNATURE_FAILURE: 'certificate',
  CERT_UNTRUSTED: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
};

/** SERVICE_UNREACHABLE where nothing can have been done, SERVICE_ANSWER_LOST where something may have been. */
export function transportFault({ method, operation }: HsmRequest, host: string, error: TransportFailure): Fault {
  const {
    code = '',
    name = '',
    message = '',
  } = error.cause as { readonly code?: string; readonly name?: string; readonly message?: string };
  // "connect EHOSTUNREACH": no connection came about. "read EHOSTUNREACH": the way was lost under one that had taken the request.
  const early = /^(?:read|write) /.test(message) ? undefined : beforeSending[code];
  if (early !== undefined) return { code: 'SERVICE_UNREACHABLE', host, reason: early };
  if (method !== 'GET' && error.hadToken) return { code: 'SERVICE_ANSWER_LOST', operation };
  return { code: 'SERVICE_UNREACHABLE', host, reason: name === 'AbortError' ? 'timeout' : 'lost' };
}

/** How long the service asks us to wait, in seconds; 0 if it does not say. */
export function retryAfterSeconds(header: HsmAnswer['header']): number {
  const value = header('retry-after') ?? '';
  return /^\d{1,6}$/.test(value) ? Number(value) : 0;
}

/**
 * What the service may do better in a while. 429 and 503 say that the request was not taken on (REQ-02); any other of 500 and
 * above may come from a gateway that has lost the answer, so a request that changes something may have been acted on.
 */
export function transientFault({ method, operation }: HsmRequest, answer: Omit<HsmAnswer, 'json'>): Fault {
  const { status } = answer;
  const wait = retryAfterSeconds(answer.header);
  if (status === 429) return { code: 'SERVICE_THROTTLED', operation, retryAfterSeconds: wait };
  if (status !== 503 && method !== 'GET') return { code: 'SERVICE_ANSWER_LOST', operation };
  return { code: 'SERVICE_UNAVAILABLE', operation, status, retryAfterSeconds: wait };
}

/** What an answer of 400 to 499 says. */
export function refusedFault(operation: ServiceOperation, { status, json }: Pick<HsmAnswer, 'status' | 'json'>): Fault {
  if (status === 401) return { code: 'SERVICE_SIGN_IN_REFUSED' };
  const policy = policyRefusal(json);
  if (policy) return { code: 'SERVICE_POLICY_DENIED', operation, ...policy };
  const words = wordsIn(json);
  if (status === 403) return { code: 'SERVICE_FORBIDDEN', operation, ...words };
  if (status === 404) return { code: 'SERVICE_NOT_FOUND', operation, ...words };
  if (status === 409) return { code: 'SERVICE_CONFLICT', operation, ...words };
  return { code: 'SERVICE_REFUSED', operation, status, ...words };
}
