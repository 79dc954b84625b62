// What is between this program and the libraries for control plane and storage: one host, no practice answers in production and
// the reverse, and their errors as faults of ours.
import { type HttpClient, RestError } from '@azure/core-rest-pipeline';
import { refuse } from '#shared/faults/fault.ts';
import type { ServiceOperation } from '#shared/faults/service.ts';
import type { TrustMode } from '#shared/exchange-key/verdict.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { practiceHeader } from '#core/azure/practice-header.ts';
import { parseStrictJson, type JsonValue } from '#core/encoding/json.ts';
import { type HsmRequest, refusedFault, transientFault, transportFault } from './answers.ts';
import { maxAnswerBytes, TransportFailure } from './policies.ts';

/** Lets requests to one host pass and no others: a library follows addresses that an answer names, with the token. */
export function onlyHost(httpClient: HttpClient, host: string, mode: TrustMode): HttpClient {
  return {
    sendRequest: async (request) => {
      const url = new URL(request.url);
      if (url.origin !== `https://${host}` || url.username !== '' || url.password !== '') {
        refuse({ code: 'SERVICE_REDIRECTED', host, to: visibleText(url.origin, 120) });
      }
      const answer = await httpClient.sendRequest(request);
      const isPractice = answer.headers.has(practiceHeader);
      if (isPractice && mode === 'production') refuse({ code: 'SERVICE_IS_PRACTICE', host });
      if (!isPractice && mode === 'practice') refuse({ code: 'SERVICE_NOT_PRACTICE', host });
      return answer;
    },
  };
}

/** Waits for a library's answer. @throws the SERVICE faults; what is no error of the service goes through as it is */
export async function fromLibrary<T>(
  { operation, method, host }: { operation: ServiceOperation; method: HsmRequest['method']; host: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isRestError(error)) throw error;
    const request = { operation, method, path: '' };
    // Observed: the library for the control plane gives the status as text, whatever its type says.
    const status = Number.parseInt(String(error.statusCode ?? error.response?.status), 10);
    if (Number.isNaN(status)) return refuse(transportFault(request, host, new TransportFailure(true, error)), error);
    const header = (name: string): string | undefined => error.response?.headers.get(name);
    const answer = { status, header, tlsChain: [], bytes: Buffer.alloc(0) };
    if (status >= 500 || status === 429) return refuse(transientFault(request, answer), error);
    return refuse(refusedFault(operation, { ...answer, json: bodyOf(error) }), error);
  }
}

/** Libraries bring their own copies of the class. */
const isRestError = (error: unknown): error is RestError =>
  error instanceof RestError || (error instanceof Error && error.name === 'RestError');

/** Where the body is not JSON, the code that the library found in a header is all that there is. */
function bodyOf({ response, code, details, message }: RestError): JsonValue {
  try {
    return parseStrictJson(Buffer.from(response?.bodyAsText ?? '', 'utf8'), { maxBytes: maxAnswerBytes });
  } catch {
    const inside = (details as { readonly error?: { readonly code?: string; readonly message?: string } } | undefined)
      ?.error;
    // Where a library knows the service's code, its error's message is the service's too.
    const said = code === undefined ? '' : message;
    return { error: { code: inside?.code ?? code ?? '', message: inside?.message ?? said } };
  }
}
