// The transport to Azure checks the certificate of every host that answers, whatever the environment says, and remembers whose answer came over
// which connection.
import { X509Certificate } from 'node:crypto';
import { createServer, get, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, type ConnectionOptions, createSecureContext } from 'node:tls';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { crossSignedServer } from '#e2e/support/server-chains.ts';
import { makeServerIdentity } from '#simulator/server-certificate.ts';
import { createAzureTransport, transportOver, type WitnessedResponse } from './azure-connection.ts';
import { networkPath } from './network-path.ts';
import { WitnessAgent } from './tls-witness.ts';

const { servers, caCertificatePem } = makeServerIdentity(Date.now(), [{ dns: 'localhost' }]);
const derOf = (pem: string): Buffer => new X509Certificate(pem).raw;
const leaves = servers.map(({ certificatePem }) => derOf(certificatePem));

let server: Server;
let requests: number;
let url: string;
/** Which of the servers behind the name took the connection that a request came over. */
let takenBy: Map<string, number>;
/** Requests whose answer waits until the next one has come. */
let held: (() => void)[];
beforeEach(async () => {
  requests = 0;
  takenBy = new Map();
  held = [];
  let handshakes = 0;
  const [{ keyPem: key, certificatePem: cert }] = servers;
  const contexts = servers.map((each) =>
    createSecureContext({ cert: each.certificatePem + caCertificatePem, key: each.keyPem }),
  );
  const SNICallback = (
    _: string,
    chosen: (error: null, context: (typeof contexts)[number] | undefined) => void,
  ): void => chosen(null, contexts[handshakes++ % contexts.length]);
  server = createServer({ key, cert: cert + caCertificatePem, SNICallback }, (request, answer) => {
    requests += 1;
    const shown = (request.socket as unknown as { getCertificate(): { raw?: Buffer } }).getCertificate().raw;
    takenBy.set(
      request.url ?? '',
      leaves.findIndex((leaf) => shown?.equals(leaf)),
    );
    const end = (): void => {
      answer.end('{}');
    };
    if (request.url === '/held') held.push(end);
    else end();
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  url = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await new Promise((closed) => server.close(closed));
});

class TrustingAgent extends WitnessAgent {
  protected override open(options: ConnectionOptions) {
    return connect({ ...options, ca: caCertificatePem, host: '127.0.0.1' });
  }
}

it.each(['1', '0'])(
  'tells nothing to a server that nobody vouches for, with NODE_TLS_REJECT_UNAUTHORIZED=%s',
  async (value) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', value);
    const { httpClient, close } = createAzureTransport(networkPath({}));
    const request = createPipelineRequest({ url: `${url}/`, method: 'GET' });
    await expect(httpClient.sendRequest(request)).rejects.toMatchObject({ code: 'SELF_SIGNED_CERT_IN_CHAIN' });
    expect(requests).toBe(0);
    close();
  },
);

it('puts to each answer the chain of its own connection, not that of the handshake before it', async () => {
  const { httpClient, close } = transportOver(new TrustingAgent());
  const get = async (path: string): Promise<WitnessedResponse> => {
    const request = createPipelineRequest({ url: `${url}${path}`, method: 'GET' });
    return (await httpClient.sendRequest(request)) as WitnessedResponse;
  };
  // The first answer waits while a second connection is made, to another server; then the first connection is used again.
  const first = get('/held');
  await vi.waitFor(() => expect(held).toHaveLength(1));
  const second = await get('/second');
  held[0]?.();
  const answers = [
    ['/held', await first],
    ['/second', second],
    ['/third', await get('/third')],
  ] as const;
  for (const [path, { tlsChain }] of answers) {
    expect(tlsChain).toEqual([leaves[takenBy.get(path) ?? -1], derOf(caCertificatePem)]);
  }
  expect(takenBy.get('/held')).not.toBe(takenBy.get('/second'));
  close();
});

it('sees the whole chain of every connection: no session is resumed', async () => {
  const { httpClient, close } = transportOver(new TrustingAgent());
  const headers = { connection: 'close' };
  for (let number = 0; number < 4; number += 1) {
    const request = createPipelineRequest({ url: `${url}/${number}`, method: 'GET' });
    request.headers.set('connection', headers.connection);
    const { tlsChain } = (await httpClient.sendRequest(request)) as WitnessedResponse;
    expect(tlsChain).toHaveLength(2);
  }
  close();
});

it('ends at the trusted root where the server sends it as signed by an older one', async () => {
  const { keyPem: key, sentPem: cert, newRootPem } = await crossSignedServer();
  const crossing = createServer({ key, cert }, (_, answer) => answer.end());
  await new Promise<void>((listening) => {
    crossing.listen(0, '127.0.0.1', listening);
  });
  const witness = new WitnessAgent({ ca: [newRootPem] });
  try {
    const { agent, chain } = witness.witness();
    await new Promise((ended, failed) => {
      const options = { agent, host: 'localhost', port: (crossing.address() as AddressInfo).port };
      get(options, (answer) => answer.resume().once('end', ended)).once('error', failed);
    });
    expect(chain()).toHaveLength(2);
    expect(chain().at(-1)?.equals(derOf(newRootPem))).toBe(true);
  } finally {
    witness.destroy();
    await new Promise((closed) => crossing.close(closed));
  }
});
