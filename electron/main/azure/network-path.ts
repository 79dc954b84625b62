// The way from this machine to Azure: straight or through a proxy, and whose certificates are trusted on it. TLS runs end to end: a proxy
// carries bytes that it cannot read, unless a root that people have named lets it.
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions, getCACertificates } from 'node:tls';
import type { NetworkUse } from '#shared/contract/online/account-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { readRootCertificate } from '#core/x509/root-certificate.ts';
import { WitnessAgent } from './tls-witness.ts';

/** What people have said about the way. */
export interface NetworkChoice {
  /** `http://HOST:PORT`; without it the way is straight. */
  readonly proxy?: string | undefined;
  /** Roots beside those of the system: certificates in PEM or DER, and where each is from. */
  readonly roots?: readonly { readonly name: string; readonly certificate: Uint8Array }[] | undefined;
}

/** The way as it is used. */
export interface NetworkPath {
  readonly proxy: { readonly host: string; readonly port: number } | undefined;
  /** PEM. */
  readonly ca: readonly string[];
  /** One line for a journal: proxy, roots, and the hash of each root that was named. */
  readonly description: string;
  /** The same for a screen. */
  readonly shown: NetworkUse;
}

/**
 * Reads what people have said, and the roots of the system.
 * @throws PROXY_INVALID, ROOT_CERTIFICATE_INVALID
 */
export function networkPath({ proxy, roots = [] }: NetworkChoice): NetworkPath {
  const address = proxy === undefined ? undefined : proxyAddress(proxy);
  const base = trustedRoots(getCACertificates('system'), getCACertificates('bundled'));
  const named = roots.map(namedRoot);
  const extra = named.map(({ name, hash }) => `, ${name} (SHA-256 ${hash})`).join('');
  const way = address === undefined ? 'straight' : `by the proxy ${address.host}:${address.port}`;
  const { ca, source } = base;
  return {
    proxy: address,
    shown: {
      proxy: address === undefined ? null : `${address.host}:${address.port}`,
      roots: ca.length,
      source,
      named: named.map(({ name, hash }) => ({ name, sha256: hash })),
    },
    ca: [...ca, ...named.map(({ pem }) => pem)],
    description: visibleText(`Way to Azure: ${way}. Trusted: ${ca.length} roots of ${rootsOf[source]}${extra}`, 480),
  };
}

const rootsOf: Readonly<Record<NetworkUse['source'], string>> = {
  system: 'the system',
  program: 'this program (the system shows none)',
  both: 'the system and this program',
};

/**
 * The roots that a host's certificate may lead to: those of the system. Windows fetches some only when they are needed, and on macOS Node sees
 * what the keychains of this machine have, not the roots that Apple built in: so there the list that comes with this program is taken, too.
 * It is alone where the system shows none.
 */
export function trustedRoots(
  system: readonly string[],
  bundled: readonly string[],
  platform: NodeJS.Platform = process.platform,
): { readonly ca: readonly string[]; readonly source: NetworkUse['source'] } {
  if (system.length === 0) return { ca: bundled, source: 'program' };
  if (platform !== 'win32' && platform !== 'darwin') return { ca: system, source: 'system' };
  return { ca: [...new Set([...system, ...bundled])], source: 'both' };
}

function namedRoot({ name, certificate }: { readonly name: string; readonly certificate: Uint8Array }) {
  const root = readRootCertificate(name, certificate);
  return { name: visibleText(name, 80), pem: root.toString(), hash: sha256(root.raw).toString('hex') };
}

/** A name and a password would be in the plan, in arguments and in a list of processes: proxies that want them are not served. */
function proxyAddress(proxy: string): { readonly host: string; readonly port: number } {
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  const isPlain =
    url?.protocol === 'http:' &&
    url.username + url.password + url.search + url.hash === '' &&
    url.pathname === '/' &&
    url.hostname !== '';
  if (!isPlain) return refuse({ code: 'PROXY_INVALID' });
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: url.port === '' ? 80 : Number(url.port) };
}

/** An agent for this way. */
export const agentFor = ({ proxy, ca }: NetworkPath): WitnessAgent =>
  proxy === undefined ? new WitnessAgent({ ca }) : new ProxyAgent(ca, proxy);

/** Reaches every host through a tunnel of the proxy, and speaks TLS with the host inside it. */
class ProxyAgent extends WitnessAgent {
  readonly #proxy: NonNullable<NetworkPath['proxy']>;

  constructor(ca: readonly string[], proxy: NonNullable<NetworkPath['proxy']>) {
    super({ ca });
    this.#proxy = proxy;
  }

  protected override open(
    options: ConnectionOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const failed = callback as ((error: Error) => void) | undefined;
    openTunnel(this.#proxy, `${options.host ?? ''}:${options.port ?? 443}`).then(
      (socket) => {
        // The request's path must not be taken for that of a local socket.
        callback?.(null, connect({ ...options, path: undefined, socket }));
      },
      (error: unknown) => {
        failed?.(error as Error);
      },
    );
  }
}

const tunnelTimeoutMs = 30_000;

/**
 * RFC 9110 §9.3.6.
 * @param authority HOST:PORT
 * @throws an error whose code is ERR_PROXY_UNREACHABLE or ERR_PROXY_REFUSED: nothing of a request has left this machine
 */
function openTunnel({ host, port }: NonNullable<NetworkPath['proxy']>, authority: string): Promise<Duplex> {
  return new Promise((done, fail) => {
    const asking = request({
      ...{ host, port, method: 'CONNECT', path: authority, agent: false, timeout: tunnelTimeoutMs },
      headers: { host: authority },
    });
    const failWith = (code: 'ERR_PROXY_UNREACHABLE' | 'ERR_PROXY_REFUSED', message: string, cause?: Error): void =>
      fail(Object.assign(new Error(message, { cause }), { code }));
    asking.once('connect', ({ statusCode }, socket, head) => {
      // Bytes before the first of ours are not the host's.
      if (statusCode === 200 && head.length === 0) {
        done(socket);
        return;
      }
      socket.destroy();
      failWith('ERR_PROXY_REFUSED', `the proxy answered with status ${statusCode ?? 0}`);
    });
    asking.once('response', (answer) => {
      answer.resume();
      failWith('ERR_PROXY_REFUSED', `the proxy answered with status ${answer.statusCode ?? 0}`);
    });
    asking.once('timeout', () => asking.destroy(new Error('the proxy did not answer')));
    asking.once('error', (error) => failWith('ERR_PROXY_UNREACHABLE', 'the proxy was not reached', error));
    asking.end();
  });
}
