// The one transport of this program to Azure: every client is given it, so that each connection is seen by the same witness.
import { createDefaultHttpClient, type HttpClient, type PipelineResponse } from '@azure/core-rest-pipeline';
import { agentFor, type NetworkPath } from './network-path.ts';
import type { TlsChain, WitnessAgent } from './tls-witness.ts';

export interface Transport {
  /** Its answers are `WitnessedResponse`s. */
  readonly httpClient: HttpClient;
  /** Closes the kept connections. */
  readonly close: () => void;
}

/** An answer with the certificates of the connection that it came over; the libraries pass on what an answer has besides their own. */
export interface WitnessedResponse extends PipelineResponse {
  readonly tlsChain: TlsChain;
}

/** Goes the way that people have chosen, with TLS end to end. */
export const createAzureTransport = (path: NetworkPath): Transport => transportOver(agentFor(path));

export function transportOver(agent: WitnessAgent): Transport {
  const transport = createDefaultHttpClient();
  return {
    httpClient: {
      sendRequest: async (request): Promise<WitnessedResponse> => {
        const witnessed = agent.witness();
        request.agent = witnessed.agent;
        const response = await transport.sendRequest(request);
        return Object.assign(response, { tlsChain: witnessed.chain() });
      },
    },
    close: () => agent.destroy(),
  };
}
