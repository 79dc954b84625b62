// How a client reaches a practice cloud: every host name leads to the loopback, the practice certificate authority alone is trusted,
// and the sign-in is the practice one.
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions } from 'node:tls';
import { type TokenCredential } from '@azure/core-auth';
import {
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  defaultRetryPolicy,
  type HttpClient,
} from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { type Cloud, clouds } from '#core/azure/clouds.ts';
import { parseStrictJson } from '#core/encoding/json.ts';
import { type Transport, transportOver } from './azure-connection.ts';
import { storageResource } from './limited-credential.ts';
import { WitnessAgent } from './tls-witness.ts';
import { apiVersions } from './versions.ts';

export interface PracticeConnectionOptions {
  /** Where the practice cloud listens on 127.0.0.1. */
  readonly port: number;
  readonly caCertificatePem: string;
  /** Who signs in: one of the HSM's administrators. */
  readonly principalId: string;
}

export interface PracticeConnection extends Transport {
  readonly credential: TokenCredential;
}

/** Names stay as they are for TLS and for the Host header, so that every check of names is the real one. */
export function createPracticeConnection({
  port,
  caCertificatePem,
  principalId,
}: PracticeConnectionOptions): PracticeConnection {
  const transport = transportOver(new LoopbackAgent(port, caCertificatePem));
  return { ...transport, credential: practiceCredential(transport.httpClient, principalId) };
}

class LoopbackAgent extends WitnessAgent {
  readonly #port: number;
  readonly #ca: string;

  constructor(port: number, ca: string) {
    super();
    this.#port = port;
    this.#ca = ca;
  }

  protected override open(options: ConnectionOptions): Duplex {
    const servername = options.servername ?? 'localhost';
    return connect({ host: '127.0.0.1', port: this.#port, ca: this.#ca, servername });
  }
}

const TokenAnswer = z.object({ access_token: z.string(), expires_in: z.int() });

/** Tokens for an HSM and for the control plane belong to one cloud; storage has the same scope in all of them. */
function cloudOfScope(scope: string): Cloud {
  const resource = scope.replace(/\/?\/\.default$/, '');
  const cloud = clouds.find(
    ({ hsmResource, managementHost, name }) =>
      resource === hsmResource ||
      resource === `https://${managementHost}` ||
      (resource === storageResource && name === 'practice'),
  );
  if (!cloud) throw new Error('the practice sign-in has no tokens for this scope');
  return cloud;
}

/** Asks the practice token endpoint of the cloud that the scope belongs to; a connection that is cut off is tried again. */
export function practiceCredential(httpClient: HttpClient, principalId: string): TokenCredential {
  // As the service's own sign-in does: a connection that was kept may be closed just when it is used again.
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(defaultRetryPolicy());
  return {
    getToken: async (scopes, options) => {
      const scope = Array.isArray(scopes) ? scopes.join(' ') : scopes;
      const cloud = cloudOfScope(scope);
      const form = {
        grant_type: 'client_credentials',
        client_id: principalId,
        client_secret: 'practice',
        scope,
        ...(options?.claims === undefined ? {} : { claims: options.claims }),
      };
      const answer = await pipeline.sendRequest(
        httpClient,
        createPipelineRequest({
          method: 'POST',
          url: `https://${cloud.loginHost}/${options?.tenantId ?? 'common'}/oauth2/${apiVersions['sign-in'][0].version}/token`,
          headers: createHttpHeaders({ 'content-type': 'application/x-www-form-urlencoded' }),
          body: new URLSearchParams(form).toString(),
        }),
      );
      const body = Buffer.from(answer.bodyAsText ?? '', 'utf8');
      const token = TokenAnswer.parse(parseStrictJson(body, { maxBytes: 64 * 1024 }));
      return { token: token.access_token, expiresOnTimestamp: Date.now() + token.expires_in * 1000 };
    },
  };
}
