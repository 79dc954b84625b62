// What stands around every request to an HSM: no second try, no redirect followed, no token to a stranger, no endless answer.
import { type TokenCredential } from '@azure/core-auth';
import {
  createEmptyPipeline,
  type Pipeline,
  type PipelinePolicy,
  type PipelineResponse,
  setClientRequestIdPolicy,
} from '@azure/core-rest-pipeline';
import { keyVaultAuthenticationPolicy, keyVaultAuthenticationPolicyName } from '@azure/keyvault-common';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { type HsmAddress } from './hsm-address.ts';
import { limitedCredential } from './limited-credential.ts';

/** A real answer is below 100 KB; a list of keys comes in pages. */
export const maxAnswerBytes = 8 * 1024 * 1024;

/**
 * The pipeline of one HSM. The libraries' default pipeline is not used: it repeats a POST whose answer was lost, follows redirects,
 * and asks for a token for whatever host it is given.
 */
export function createHsmPipeline(address: HsmAddress, credential: TokenCredential): Pipeline {
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(setClientRequestIdPolicy());
  pipeline.addPolicy(keyVaultAuthenticationPolicy(limitedCredential(credential, address.cloud.hsmResource)));
  const inside = { afterPolicies: [keyVaultAuthenticationPolicyName] };
  pipeline.addPolicy(challengePolicy(address), inside);
  pipeline.addPolicy(boundedAnswerPolicy(), { afterPolicies: [challengePolicyName] });
  return pipeline;
}

const challengePolicyName = 'lifeboatChallengePolicy';

/**
 * Stricter than the library, which takes any parent domain of the host: the resource is exactly the cloud's, and so is the host
 * that signs people in (REQ-02: the client must check before it sends a token). The library then reads the challenge as we
 * have understood it, not as it came: two readers of one text could find two meanings.
 */
function challengePolicy(address: HsmAddress): PipelinePolicy {
  return {
    name: challengePolicyName,
    sendRequest: async (request, next) => {
      const response = await next(request);
      if (response.status === 401) {
        response.headers.set('www-authenticate', checkedChallenge(address, response.headers.get('www-authenticate')));
      }
      return response;
    },
  };
}

/** @returns the same challenge in its plainest form */
function checkedChallenge({ cloud }: HsmAddress, header: string | undefined): string {
  if (header === undefined || !/^Bearer\s/i.test(header)) return refuse({ code: 'SERVICE_CHALLENGE_MISSING' });
  const fields = challengeFields(header, cloud.hsmResource);
  const claims = fields.get('claims');
  // A claims challenge names no resource: the library answers it with a new token of the same scope.
  if (fields.get('error') === 'insufficient_claims' && claims !== undefined && /^[A-Za-z0-9+/=_-]+$/.test(claims)) {
    return `Bearer error="insufficient_claims", claims="${claims}"`;
  }
  const resource = fields.get('resource') ?? fields.get('scope')?.replace(/\/\.default$/, '') ?? '';
  if (resource !== cloud.hsmResource) foreignChallenge(cloud.hsmResource, resource);
  const authorization = fields.get('authorization') ?? fields.get('authorization_uri') ?? '';
  const expected = `https://${cloud.loginHost}`;
  const url = URL.canParse(authorization) ? new URL(authorization) : undefined;
  const isPlain = url?.username === '' && url.password === '' && /^\/[A-Za-z0-9.-]+\/?$/.test(url.pathname);
  const known = [cloud.loginHost, ...cloud.loginAliases].map((host) => `https://${host}`);
  if (url === undefined || !known.includes(url.origin) || !isPlain) foreignChallenge(expected, authorization);
  // Whatever the service calls it, this program signs in at the one host of the cloud.
  return `Bearer authorization="${expected}${url.pathname}", resource="${resource}"`;
}

/** The fields of a challenge; one that stands twice could mean two things. */
function challengeFields(header: string, expected: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [, name = '', value = ''] of header.matchAll(/([A-Za-z_]+)\s*=\s*"([^"]*)"/g)) {
    if (fields.has(name.toLowerCase())) foreignChallenge(expected, `${name} twice`);
    fields.set(name.toLowerCase(), value);
  }
  return fields;
}

function foreignChallenge(expected: string, found: string): never {
  return refuse({ code: 'SERVICE_CHALLENGE_FOREIGN', expected, found: visibleText(found, 120) });
}

/**
 * The transport failed before a whole answer was there. Kept with it: whether the request carried a token. One without cannot have
 * been acted on, because the first request of a client goes without token and body (toolchain).
 */
export class TransportFailure extends Error {
  readonly hadToken: boolean;

  constructor(hadToken: boolean, cause: unknown) {
    super('the transport failed', { cause });
    this.name = 'TransportFailure';
    this.hadToken = hadToken;
  }
}

/** Stands next to the transport: reads the answer's body up to a limit, so that no answer can fill the memory. */
function boundedAnswerPolicy(): PipelinePolicy {
  return {
    name: 'lifeboatBoundedAnswerPolicy',
    sendRequest: async (request, next) => {
      request.streamResponseStatusCodes = anyStatus;
      try {
        const { readableStreamBody, ...response } = await next(request);
        if (!readableStreamBody) return response;
        // latin1 keeps every byte: the strict JSON reader, not this one, decides whether they are UTF-8.
        return { ...response, bodyAsText: (await readBounded(readableStreamBody)).toString('latin1') };
      } catch (error) {
        if (isRefusal(error)) throw error;
        throw new TransportFailure(request.headers.has('authorization'), error);
      }
    },
  };
}

/** Asks the transport for the body of every answer as a stream. */
export const anyStatus = new Set([Number.POSITIVE_INFINITY]);

/** Reads a body, unpacked as it is by the transport. @throws SERVICE_ANSWER_TOO_LARGE */
export async function readBounded(stream: NonNullable<PipelineResponse['readableStreamBody']>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) refuse({ code: 'SERVICE_ANSWER_TOO_LARGE', limit: maxAnswerBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Whether an error came from us and already says what is wrong. */
export const isRefusal = (error: unknown): error is Refusal => error instanceof Refusal;
