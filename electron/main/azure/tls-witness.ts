// Sees the certificates of the TLS connection that each answer comes over, so that the record of a fetch says its path (REQ-12).
import type { ClientRequest } from 'node:http';
import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, type DetailedPeerCertificate, getCACertificates, TLSSocket } from 'node:tls';
import { Refusal } from '#shared/faults/fault.ts';
import { readPemBlocks } from '#core/encoding/pem.ts';
import { parseX509, type X509 } from '#core/x509/certificate.ts';

/** Certificates of a server, its own first, in DER. */
export type TlsChain = readonly Buffer[];

/** The method by which an agent takes a request: Node's agents have it, its types do not. */
interface RequestAgent extends Agent {
  addRequest(request: ClientRequest, options: RequestOptions): void;
}

/** The agent as one request sees it, and the chain of the connection that this request went over. */
export interface WitnessedRequest {
  readonly agent: Agent;
  /** Empty where no handshake was made. */
  readonly chain: () => TlsChain;
}

/** An agent like Node's own, with the system's roots and the usual check of names, that keeps the chain of each connection. */
export class WitnessAgent extends Agent {
  readonly #chains = new WeakMap<Duplex, TlsChain>();
  readonly #roots: readonly string[] | undefined;

  /** @param ca trusted roots in PEM; those of this program unless told */
  constructor({ ca }: { readonly ca?: readonly string[] } = {}) {
    super({
      ...(ca === undefined ? {} : { ca: [...ca] }),
      keepAlive: true,
      // Said, and not left to the default: NODE_TLS_REJECT_UNAUTHORIZED in the environment would switch the check off.
      rejectUnauthorized: true,
      // A resumed session shows no certificates. An HSM is several servers behind one name, each with its own certificate.
      maxCachedSessions: 0,
    });
    this.#roots = ca;
  }

  /** For one request: many run at a time, over connections to servers that may differ. */
  witness(): WitnessedRequest {
    let used: Duplex | undefined;
    // The types of Node leave out the method by which an agent takes a request.
    const shared = this as unknown as RequestAgent;
    const agent = Object.create(shared, {
      addRequest: {
        value: (request: ClientRequest, options: RequestOptions): void => {
          request.once('socket', (socket: Duplex) => {
            used = socket;
          });
          shared.addRequest(request, options);
        },
      },
    }) as Agent;
    return { agent, chain: () => (used && this.#chains.get(used)) ?? [] };
  }

  override createConnection(
    options: ConnectionOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const watch = (socket: Duplex | null | undefined): void => {
      if (!(socket instanceof TLSSocket)) return;
      socket.once('secureConnect', () => {
        this.#chains.set(socket, toTrustedRoot(peerChain(socket), this.#roots));
      });
    };
    // A way that takes time, as through a proxy, gives its socket to the callback alone.
    const socket = this.open(options, (error, stream) => {
      watch(stream);
      callback?.(error, stream);
    });
    watch(socket);
    return socket;
  }

  protected open(
    options: ConnectionOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    return super.createConnection(options, callback);
  }
}

function peerChain(socket: TLSSocket): Buffer[] {
  const chain: Buffer[] = [];
  // Without a certificate there is an empty object; the root names itself as its issuer.
  let certificate: Partial<DetailedPeerCertificate> = socket.getPeerCertificate(true);
  while (certificate.raw !== undefined && chain.length < 8) {
    const der = certificate.raw;
    if (chain.some((known) => known.equals(der))) break;
    chain.push(der);
    certificate = certificate.issuerCertificate ?? {};
  }
  return chain;
}

/**
 * A server may send a root that an older one has signed, too. Where only the newer one is trusted, OpenSSL ends at that one, and what was sent
 * leads on to nowhere: from there on, the trusted root of the same name and key is taken instead.
 */
function toTrustedRoot(chain: readonly Buffer[], trusted: readonly string[] | undefined): TlsChain {
  const sent = chain.map(certificateIn);
  const last = sent.at(-1);
  if (!last || last.issuerDer.equals(last.subjectDer)) return chain;
  const roots = (trusted ?? getCACertificates('default')).flatMap(certificatesIn);
  for (const [position, certificate] of sent.entries()) {
    const root = roots.find(
      (each) =>
        certificate !== undefined &&
        each.subjectDer.equals(certificate.subjectDer) &&
        each.spkiDer.equals(certificate.spkiDer) &&
        each.issuerDer.equals(each.subjectDer),
    );
    if (root) return [...chain.slice(0, position), root.der];
  }
  return chain;
}

/** What cannot be read is kept as it came; whoever checks the record says so. */
function certificateIn(der: Buffer): X509 | undefined {
  try {
    return parseX509(der);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function certificatesIn(pem: string): readonly X509[] {
  try {
    return readPemBlocks(Buffer.from(pem, 'utf8')).flatMap(({ der }) => certificateIn(der) ?? []);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
