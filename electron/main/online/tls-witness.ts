// Sees the certificates of each TLS connection, so that the record of a fetch says over which path it came (evidence E5).
import { Agent } from 'node:https';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, type DetailedPeerCertificate, TLSSocket } from 'node:tls';

/** Certificates of a server, its own first, in DER. */
export type TlsChain = readonly Buffer[];

/** An agent like Node's own, with the system's roots and the usual check of names, that remembers chains by host. */
export class WitnessAgent extends Agent {
  readonly #chains = new Map<string, TlsChain>();

  constructor() {
    // Said, and not left to the default: NODE_TLS_REJECT_UNAUTHORIZED in the environment would switch the check off.
    super({ keepAlive: true, rejectUnauthorized: true });
  }

  /** The chain of the last whole handshake with a host; empty if there was none. */
  chainOf(hostName: string): TlsChain {
    return this.#chains.get(hostName) ?? [];
  }

  override createConnection(
    options: ConnectionOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const socket = this.open(options, callback);
    if (socket instanceof TLSSocket) {
      socket.once('secureConnect', () => {
        const chain = peerChain(socket);
        // A resumed session shows no certificates; those of the first handshake stand for it.
        if (chain.length > 0) this.#chains.set(options.servername ?? '', chain);
      });
    }
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
