// The one transport of this program to Azure: every client is given it, so that each connection is seen by the same witness.
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import { type TlsChain, WitnessAgent } from './tls-witness.ts';

export interface Transport {
  readonly httpClient: HttpClient;
  /** The certificates of the last connection to a host. */
  readonly chainOf: (hostName: string) => TlsChain;
  /** Closes the kept connections. */
  readonly close: () => void;
}

/** Goes straight to the hosts: with the roots of the system, and through no proxy that could read along. */
export const createAzureTransport = (): Transport => transportOver(new WitnessAgent());

export function transportOver(agent: WitnessAgent): Transport {
  const transport = createDefaultHttpClient();
  return {
    httpClient: {
      sendRequest: (request) => {
        request.agent = agent;
        return transport.sendRequest(request);
      },
    },
    chainOf: (hostName) => agent.chainOf(hostName),
    close: () => {
      agent.destroy();
    },
  };
}
