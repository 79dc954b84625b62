// The storage library asks for a transport of the libraries' first generation and hands it requests of that form: this translates. It
// also replaces the version: the library sends its newest, which clouds have refused before.
import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type { StoragePipelineOptions } from '@azure/storage-blob';
import { ChosenVersions } from './versions.ts';

type StorageTransport = NonNullable<StoragePipelineOptions['httpClient']>;
type StorageRequest = Parameters<StorageTransport['sendRequest']>[0];

/** A transport for the storage library over the one that all other clients use. */
export function storageTransport(httpClient: HttpClient, versions = new ChosenVersions()): StorageTransport {
  return {
    sendRequest: async (request) => {
      const { headers, ...response } = await sendInKnownVersion(httpClient, versions, request);
      // Of the first generation's headers only the request has some: its copy, emptied, takes those of the answer.
      const answered = request.headers.clone();
      for (const name of answered.headerNames()) answered.remove(name);
      for (const [name, value] of headers) answered.set(name, value);
      return { ...response, request, headers: answered };
    },
  };
}

/** A service that does not know the version refuses the header by its name, and has done nothing. */
async function sendInKnownVersion(
  httpClient: HttpClient,
  versions: ChosenVersions,
  request: StorageRequest,
): Promise<PipelineResponse> {
  for (;;) {
    const version = versions.current('blobs');
    request.headers.set(versionHeader, version);
    const response = await httpClient.sendRequest(translated(request));
    const isRefused = response.status === 400 && response.headers.get('x-ms-error-code') === 'InvalidHeaderValue';
    // The answer to a HEAD has no body to name the header in.
    const body = response.bodyAsText ?? '';
    const namesIt = body === '' || body.includes(versionHeader);
    if (!isRefused || !namesIt || !versions.refused('blobs', version)) return response;
  }
}

const versionHeader = 'x-ms-version';

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
