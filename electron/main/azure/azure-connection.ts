// The one transport of this program to Azure: every client is given it, so that each connection is seen by the same witness.
import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';
import { agentFor, type NetworkPath } from './network-path.ts';
import { anyStatus, isRefusal, readBounded } from './policies.ts';
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
        const response = await boundedAnswer(transport, request);
        return Object.assign(response, { tlsChain: witnessed.chain() });
      },
    },
    close: () => agent.destroy(),
  };
}

/**
 * Reads the body of an answer up to a limit, which counts unpacked bytes: the libraries' own transport reads and unpacks without end. A client
 * that reads the stream itself has its own limit.
 * @throws SERVICE_ANSWER_TOO_LARGE
 */
async function boundedAnswer(transport: HttpClient, request: PipelineRequest): Promise<PipelineResponse> {
  if (request.streamResponseStatusCodes !== undefined) return transport.sendRequest(request);
  request.streamResponseStatusCodes = anyStatus;
  try {
    const { readableStreamBody, ...response } = await transport.sendRequest(request);
    if (!readableStreamBody) return response;
    return { ...response, bodyAsText: (await readBounded(readableStreamBody)).toString('utf8') };
  } catch (error) {
    if (isRefusal(error) || error instanceof RestError) throw error;
    throw new RestError('the answer broke off', { code: RestError.PARSE_ERROR, request });
  } finally {
    // Else the library would take the text for a stream.
    delete request.streamResponseStatusCodes;
  }
}
