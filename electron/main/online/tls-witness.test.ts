// The transport to Azure judges the certificate of whoever answers, whatever the environment says.
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeServerIdentity } from '../practice/server-certificate.ts';
import { createAzureTransport } from './azure-connection.ts';

let server: Server;
let requests: number;
beforeEach(async () => {
  requests = 0;
  const { certificatePem, caCertificatePem, keyPem } = makeServerIdentity(Date.now(), [{ dns: 'localhost' }]);
  server = createServer({ key: keyPem, cert: certificatePem + caCertificatePem }, (_request, answer) => {
    requests += 1;
    answer.end('{}');
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await new Promise((closed) => server.close(closed));
});

it.each(['1', '0'])(
  'tells nothing to a server that nobody vouches for, with NODE_TLS_REJECT_UNAUTHORIZED=%s',
  async (value) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', value);
    const { httpClient, close } = createAzureTransport();
    const { port } = server.address() as AddressInfo;
    const request = createPipelineRequest({ url: `https://localhost:${port}/`, method: 'GET' });
    await expect(httpClient.sendRequest(request)).rejects.toMatchObject({ code: 'SELF_SIGNED_CERT_IN_CHAIN' });
    expect(requests).toBe(0);
    close();
  },
);
