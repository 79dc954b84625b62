// What somebody claims about an exchange key: the plain data from which any process can check it again.
import type { TrustMode } from '#shared/exchange-key/verdict.ts';

/** The key carries an attestation and belongs to the HSM with this address, typed from paper. */
interface AttestedClaim {
  readonly kind: 'attested';
  readonly hsmUri: string;
}

/** The exception branch: people answer for the key, because its certificate carries no attestation. */
export interface UnattestedClaim {
  readonly kind: 'unattested';
  /** SHA-256 of the certificate's DER, 64 hex digits, as people compared it. */
  readonly certificateSha256Hex: string;
  readonly reason: string;
  /** Names of those who approved; a ceremony needs two different ones. */
  readonly approvers?: readonly string[];
}

/** Nobody claims anything yet: the file is looked at, and its name is shown. Enough for a verdict, never for a verified key. */
interface InspectedClaim {
  readonly kind: 'inspected';
}

/** One operator's fetch of the key, as a bundle carries it: the answer and the connection that it came over. */
export interface ObservedFetch {
  readonly observer: 'operator-1' | 'operator-2';
  /** The raw body of the service's answer, base64. */
  readonly answer: string;
  /** Certificates of the TLS connection, the server's own first, DER in base64. */
  readonly tlsChain: readonly string[];
  /** When, by the observer's own clock, ISO 8601 in UTC: the answer with the key bears no date (REQ-02). */
  readonly fetchedAt: string;
  /** The Date header of the answer, where it had one. It is compared, and decides nothing. */
  readonly serverDate: string | null;
}

/** What two people have decided where the operators saw different keys twice. */
export interface ChosenKey {
  readonly key: ObservedFetch['observer'];
  readonly decidedBy: readonly string[];
  readonly reason: string;
}

/** Structured-clonable and free of functions, so that it crosses to another process as it is. */
export interface ExchangeKeyInput {
  /** The exchange key file as it came: PEM, DER, JWK or the service's raw answer. */
  readonly fileBytes: Uint8Array;
  readonly mode: TrustMode;
  /** A ceremony asks for approvers in the exception branch; a one-shot command does not. */
  readonly use: 'one-shot' | 'ceremony';
  readonly claim: AttestedClaim | UnattestedClaim;
  /** The custodians' thumbprints of the security domain: an exchange certificate that is one of them is a mix-up or an attack. */
  readonly custodianThumbprintsS256: readonly string[];
  /** The custodians' moduli in hex, where their keys or certificates are at hand. */
  readonly custodianModuliHex?: readonly string[];
  /** Milliseconds since 1970 UTC: in a ceremony as people read it from the wall, else the machine's clock, which decides nothing. */
  readonly wallClockMs?: number;
  /** Revocation lists of the authorities that vouch for the processor, DER in base64, where somebody carried them along. */
  readonly revocationLists?: readonly string[];
  /** MRSIGNER values of the HSM's enclave that the plan accepts, in hex; without it, those seen in service. */
  readonly acceptedQuoteSigners?: readonly string[];
  /**
   * How the key was fetched, one fetch for each operator, and from which HSM by the plan; without it the second observer and the
   * connection rest on the caller.
   */
  readonly observed?: {
    readonly hsmUri: string;
    readonly fetches: readonly ObservedFetch[];
    /** Where the operators saw different keys: whose two people have chosen. The file is that one's. */
    readonly decision?: ChosenKey;
  };
}

/** What a verdict can be asked about. */
export type AssessedInput = Omit<ExchangeKeyInput, 'claim'> & {
  readonly claim: ExchangeKeyInput['claim'] | InspectedClaim;
};
