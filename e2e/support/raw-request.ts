// Requests to a practice cloud past our own clients: for what they would never send, and for every header of what comes back.
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { clouds } from '#core/azure/clouds.ts';
import type { PracticeCloud } from '#simulator/practice-cloud.ts';
import type { PracticeWorkspace } from './make-practice-workspace.ts';

export interface RawRequest {
  /** GET unless told. */
  readonly method?: string;
  /** Text as it is, anything else as JSON. */
  readonly body?: unknown;
  /** False: without one. */
  readonly token?: boolean;
  readonly principalId?: string;
  /** What the token is made for; the service at that host unless told. */
  readonly audience?: string;
}

export interface RawAnswer {
  readonly status: number;
  /** A header by its name in any case. */
  readonly header: (name: string) => string | undefined;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The text as JSON. */
  readonly json: () => unknown;
}

/** Sends one request, with a token for the service at that host. */
export async function rawRequest(
  workspace: PracticeWorkspace,
  cloud: PracticeCloud,
  url: string,
  { method = 'GET', body, token = true, principalId, audience = audienceOf(url) }: RawRequest = {},
): Promise<RawAnswer> {
  const { httpClient, credential } = workspace.connect(cloud, principalId);
  const given = token ? await credential.getToken(`${audience}/.default`) : null;
  const answer = await httpClient.sendRequest(
    createPipelineRequest({
      url,
      method: method as 'GET',
      headers: createHttpHeaders(given ? { authorization: `Bearer ${given.token}` } : {}),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  const text = answer.bodyAsText ?? '';
  return {
    status: answer.status,
    header: (name) => answer.headers.get(name),
    headers: answer.headers.toJSON(),
    text,
    json: () => JSON.parse(text) as unknown,
  };
}

function audienceOf(url: string): string {
  const { hostname } = new URL(url);
  const hsmCloud = clouds.find(({ hsmSuffix }) => hostname.endsWith(`.${hsmSuffix}`));
  return hsmCloud?.hsmResource ?? `https://${hostname}`;
}
