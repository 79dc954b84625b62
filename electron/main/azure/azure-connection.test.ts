// The one transport to Azure before a server that means harm: nothing it sends fills the memory, and nothing it asks to keep is kept.
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { createHttpHeaders, createPipelineRequest, type PipelineResponse, RestError } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { makeServerIdentity } from '#simulator/server-certificate.ts';
import { transportOver } from './azure-connection.ts';
import { maxAnswerBytes } from './policies.ts';
import { WitnessAgent } from './tls-witness.ts';

const { servers, caCertificatePem } = makeServerIdentity(Date.now(), [{ dns: 'localhost' }]);
const [{ keyPem, certificatePem }] = servers;
const identity: ServerOptions = { key: keyPem, cert: certificatePem + caCertificatePem };

class TrustingAgent extends WitnessAgent {
  protected override open(options: ConnectionOptions) {
    return connect({ ...options, ca: caCertificatePem, host: '127.0.0.1' });
  }
}

/** Writes for as long as anybody reads. */
function writeOn(answer: ServerResponse): void {
  const more = (): void => {
    while (!answer.destroyed && answer.write(Buffer.alloc(1 << 16, 0x20)));
  };
  answer.on('drain', more);
  more();
}

const answers: Readonly<Record<string, (answer: ServerResponse, request: IncomingMessage) => void>> = {
  '/endless': writeOn,
  '/bomb': (answer) => {
    answer.setHeader('content-encoding', 'gzip');
    answer.end(gzipSync(Buffer.alloc(maxAnswerBytes * 8, 0x20)));
  },
  '/largest': (answer) => {
    answer.end(Buffer.alloc(maxAnswerBytes, 0x20));
  },
  '/cut': (answer) => {
    answer.setHeader('content-length', '100');
    answer.write('{"value":', () => answer.destroy());
  },
  '/cookie': (answer, { headers }) => {
    answer.setHeader('set-cookie', 'who=somebody; Path=/');
    answer.end(headers.cookie ?? 'none');
  },
};

let server: Server;
const transport = transportOver(new TrustingAgent());
beforeAll(async () => {
  server = createServer(identity, (request, answer) => {
    answers[request.url ?? '']?.(answer, request);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  transport.close();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const get = (path: string): Promise<PipelineResponse> => {
  const url = `https://localhost:${(server.address() as AddressInfo).port}${path}`;
  // As the pipelines of the libraries ask.
  const headers = createHttpHeaders({ 'accept-encoding': 'gzip,deflate' });
  return transport.httpClient.sendRequest(createPipelineRequest({ url, method: 'GET', headers }));
};

it.each(['/endless', '/bomb'])('reads %s up to the greatest size of an answer', async (path) => {
  expect(await faultOfPromise(get(path))).toEqual({ code: 'SERVICE_ANSWER_TOO_LARGE', limit: maxAnswerBytes });
});

it('reads an answer of the greatest size whole', async () => {
  expect((await get('/largest')).bodyAsText).toHaveLength(maxAnswerBytes);
});

it('says of an answer that breaks off that the transport failed', async () => {
  await expect(get('/cut')).rejects.toBeInstanceOf(RestError);
});

it('keeps no cookie for the next request', async () => {
  expect((await get('/cookie')).bodyAsText).toBe('none');
  expect((await get('/cookie')).bodyAsText).toBe('none');
});
