// The storage library asks for a transport of the libraries' first generation and hands it requests of that form: this translates.
import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type PipelineRequest,
} from '@azure/core-rest-pipeline';
import type { StoragePipelineOptions } from '@azure/storage-blob';

type StorageTransport = NonNullable<StoragePipelineOptions['httpClient']>;
type StorageRequest = Parameters<StorageTransport['sendRequest']>[0];

/** A transport for the storage library over the one that all other clients use. */
export function storageTransport(httpClient: HttpClient): StorageTransport {
  return {
    sendRequest: async (request) => {
      const { headers, ...response } = await httpClient.sendRequest(translated(request));
      // Of the first generation's headers only the request has some: its copy, emptied, takes those of the answer.
      const answered = request.headers.clone();
      for (const name of answered.headerNames()) answered.remove(name);
      for (const [name, value] of headers) answered.set(name, value);
      return { ...response, request, headers: answered };
    },
  };
}

function translated(request: StorageRequest): PipelineRequest {
  const { url, method, withCredentials, timeout, requestId, streamResponseStatusCodes } = request;
  const body = request.body as PipelineRequest['body'];
  return createPipelineRequest({
    url,
    method,
    withCredentials,
    timeout,
    requestId,
    headers: createHttpHeaders(request.headers.toJson({ preserveCase: true })),
    ...(body === undefined ? {} : { body }),
    ...(request.abortSignal ? { abortSignal: request.abortSignal } : {}),
    ...(streamResponseStatusCodes ? { streamResponseStatusCodes } : {}),
  });
}
