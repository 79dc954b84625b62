// The way to Azure through a proxy: TLS ends at the host and not before it, and only roots that people know of are trusted.
import { createHash, X509Certificate } from 'node:crypto';
import { createServer as createProxy, type Server as Proxy } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createPipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { makeServerIdentity } from '#simulator/server-certificate.ts';
import { openAccess } from '#services/recovery/access.ts';
import { transportFault } from './answers.ts';
import { createAzureTransport, type WitnessedResponse } from './azure-connection.ts';
import { type NetworkChoice, networkPath, trustedRoots } from './network-path.ts';
import { TransportFailure } from './policies.ts';

/** A name that nobody resolves: only the proxy knows the way to it. */
const host = 'some-hsm.managedhsm.azure.net';
const listen = async (server: Proxy | Server): Promise<number> => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
};

let server: Server;
let proxy: Proxy;
let port: number;
let proxyPort: number;
let root: Buffer;
/** What the proxy was asked, and the first bytes that it carried. */
let asked: string[];
let carried: Buffer[];
let refusal: string | undefined;
const sockets = new Set<Socket>();

beforeEach(async () => {
  [asked, carried, refusal] = [[], [], undefined];
  const { servers, caCertificatePem } = makeServerIdentity(Date.now(), [{ dns: host }]);
  const [{ certificatePem, keyPem }] = servers;
  root = Buffer.from(caCertificatePem, 'utf8');
  server = createServer({ key: keyPem, cert: certificatePem + caCertificatePem }, (request, answer) => {
    answer.end(JSON.stringify({ host: request.headers.host }));
  });
  port = await listen(server);
  proxy = createProxy();
  proxy.on('connect', (request, near: Socket) => {
    asked.push(request.url ?? '');
    sockets.add(near);
    if (refusal !== undefined) {
      near.end(refusal);
      return;
    }
    const far = connect(port, '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      near.once('data', (bytes: Buffer) => carried.push(bytes));
      near.pipe(far).pipe(near);
    });
    sockets.add(far);
  });
  proxyPort = await listen(proxy);
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise((closed) => server.close(closed));
  await new Promise((closed) => proxy.close(closed));
});

async function ask(choice: NetworkChoice): Promise<WitnessedResponse> {
  const { httpClient, close } = createAzureTransport(networkPath(choice));
  try {
    const request = createPipelineRequest({ url: `https://${host}/securitydomain/upload`, method: 'GET' });
    return (await httpClient.sendRequest(request)) as WitnessedResponse;
  } finally {
    close();
  }
}

const byProxy = (): string => `http://127.0.0.1:${proxyPort}`;
const trusting = (): NetworkChoice => ({ proxy: byProxy(), roots: [{ name: 'corp.pem', certificate: root }] });
const reasonOf = async (choice: NetworkChoice): Promise<unknown> => {
  const error: unknown = await ask(choice).catch((refused: unknown) => refused);
  if (!(error instanceof RestError)) throw new Error('expected a failure of the transport');
  const request = { operation: 'restore', method: 'PUT', path: '/restore' } as const;
  return transportFault(request, host, new TransportFailure(true, error));
};

describe('a proxy', () => {
  it('carries bytes of TLS, and the chain of the host is witnessed', async () => {
    const { status, bodyAsText, tlsChain } = await ask(trusting());
    expect([status, bodyAsText]).toEqual([200, JSON.stringify({ host })]);
    expect(asked).toEqual([`${host}:443`]);
    // RFC 8446 §5.1: a handshake record. The proxy saw no request and no token.
    expect(carried[0]?.[0]).toBe(0x16);
    expect(tlsChain.length).toBeGreaterThan(0);
  });

  it('that has another certificate in the place of the host is no way to it', async () => {
    const fault = { code: 'SERVICE_UNREACHABLE', host, reason: 'certificate' };
    expect(await reasonOf({ proxy: byProxy() })).toEqual(fault);
  });

  it.each([
    ['403', 'HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'],
    ['407', 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'],
    ['200 with bytes of its own', 'HTTP/1.1 200 OK\r\n\r\nhello'],
  ])('that answers %s has let nothing out', async (_, answer) => {
    refusal = answer;
    expect(await reasonOf(trusting())).toEqual({ code: 'SERVICE_UNREACHABLE', host, reason: 'proxy-refused' });
  });

  it('that is not there is named, and nothing was sent', async () => {
    const gone = proxyPort;
    await new Promise((closed) => proxy.close(closed));
    expect(await reasonOf({ proxy: `http://127.0.0.1:${gone}` })).toEqual({
      code: 'SERVICE_UNREACHABLE',
      host,
      reason: 'proxy',
    });
    await listen(proxy);
  });

  it.each(['https://proxy:8080', 'http://user:word@proxy:8080', 'http://proxy:8080/path', 'proxy:8080', ''])(
    'is not taken from "%s"',
    (address) => {
      expect(faultOf(() => networkPath({ proxy: address }))).toEqual({ code: 'PROXY_INVALID' });
    },
  );
});

describe('the roots', () => {
  it('are those of the system and the named ones, and the record says which', () => {
    const { description, ca } = networkPath(trusting());
    expect(description).toMatch(
      new RegExp(
        `^Way to Azure: by the proxy 127\\.0\\.0\\.1:${proxyPort}\\. Trusted: ${ca.length - 1} roots of [^,]+, corp\\.pem \\(SHA-256 [0-9a-f]{64}\\)$`,
      ),
    );
    expect(networkPath({}).shown).toMatchObject({ proxy: null, named: [] });
    expect(networkPath({ proxy: 'http://proxy.example.com:8080' }).shown.proxy).toBe('proxy.example.com:8080');
    expect(networkPath({}).description).toMatch(/^Way to Azure: straight\. Trusted: \d+ roots of [^,]+$/);
  });

  it.each([
    // Linux keeps all of them in one list; the others show some only, as one of an administrator on a company's Mac.
    ['linux', ['own'], ['own'], 'system'],
    ['win32', ['own'], ['own', 'ours'], 'both'],
    ['darwin', ['own'], ['own', 'ours'], 'both'],
    ['darwin', [], ['ours'], 'program'],
  ] as const)('on %s, where the system shows %j, are %j', (platform, system, ca, source) => {
    expect(trustedRoots(system, ['ours'], platform)).toEqual({ ca, source });
  });

  it.each([
    ['no certificate', Buffer.from('hello')],
    [
      'the certificate of a server',
      Buffer.from(makeServerIdentity(Date.now(), [{ dns: host }]).servers[0].certificatePem),
    ],
  ])('are not %s', (_, certificate) => {
    const fault = { code: 'ROOT_CERTIFICATE_INVALID', name: 'x.pem' };
    expect(faultOf(() => networkPath({ roots: [{ name: 'x.pem', certificate }] }))).toEqual(fault);
  });
});

describe('the way that a plan names', () => {
  const operator = { kind: 'secret', clientId: '00000000-0000-4000-8000-00000000000c', secret: 'no secret' } as const;
  const waiting = { wait: () => Promise.resolve(), now: Date.now };
  const der = (): string => new X509Certificate(root).raw.toString('base64');
  const planned = () => ({
    ...recoveryPlan,
    network: { proxy: byProxy(), roots: [{ name: 'Corporate root', certificate: der() }] },
  });

  it('is the way of the sign-in, and the record names its proxy and its roots', async () => {
    refusal = 'HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n';
    const access = openAccess(planned(), { kind: 'azure', signIn: operator }, waiting);
    try {
      const hash = createHash('sha256').update(Buffer.from(der(), 'base64')).digest('hex');
      expect(access.networkPath).toContain(`by the proxy 127.0.0.1:${proxyPort}`);
      expect(access.networkPath).toContain(`Corporate root (SHA-256 ${hash})`);
      await expect(access.account()).rejects.toThrow();
    } finally {
      access.close();
    }
    expect(new Set(asked)).toEqual(new Set(['login.microsoftonline.com:443']));
  });

  it('gives way to what was said beside the plan', () => {
    const credentials = { kind: 'azure', signIn: operator, network: { proxy: 'http://other:3128' } } as const;
    const access = openAccess(planned(), credentials, waiting);
    access.close();
    expect(access.networkPath).toContain('by the proxy other:3128');
    expect(access.networkPath).toContain('Corporate root');
  });

  it('is straight where the plan leaves it open', () => {
    const network = { proxy: null, roots: [] };
    const access = openAccess({ ...recoveryPlan, network }, { kind: 'azure', signIn: operator }, waiting);
    access.close();
    expect(access.networkPath).toMatch(/^Way to Azure: straight[.] Trusted: \d+ roots of /);
  });
});
