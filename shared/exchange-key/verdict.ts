// What was found when an exchange key was judged: plain data, the same for screen, paper, record and JSON.
import { type Fault } from '../faults/fault.ts';

/** Which roots may have signed the attestation. What is practice is refused in production, and the reverse. */
export type TrustMode = 'production' | 'practice';

/** The classes of evidence: form, attestation, name, second observer, people, path. */
export type EvidenceClass = 'E0' | 'E1' | 'E2' | 'E3' | 'E4' | 'E5';

/** Every check, in the order of a verdict, with the class of evidence that it belongs to. */
export const exchangeKeyChecks = {
  'file-form': 'E0',
  'certificate-form': 'E0',
  'file-jwk': 'E0',
  'key-size': 'E0',
  'key-exponent': 'E0',
  'key-modulus': 'E0',
  'key-owner': 'E0',
  'key-usage': 'E0',
  extensions: 'E0',
  'self-signature': 'E0',
  validity: 'E0',
  'attestation-form': 'E1',
  'quote-header': 'E1',
  'quote-vendor': 'E1',
  'quote-layout': 'E1',
  'quote-key-binding': 'E1',
  'quote-debug': 'E1',
  'quote-signer': 'E1',
  'quote-enclave': 'E1',
  'quote-signature': 'E1',
  'pck-chain-form': 'E1',
  'pck-root': 'E1',
  'pck-chain-signatures': 'E1',
  'pck-chain-roles': 'E1',
  'pck-validity': 'E1',
  'pck-collateral': 'E1',
  'quoting-enclave-signer': 'E1',
  'quoting-enclave-debug': 'E1',
  'quoting-enclave-binding': 'E1',
  'quoting-enclave-signature': 'E1',
  'exception-needed': 'E1',
  'exception-fingerprint': 'E1',
  'exception-reason': 'E1',
  'exception-approvers': 'E1',
  'hsm-address': 'E2',
  'certificate-name': 'E2',
  'second-observer': 'E3',
  'spoken-words': 'E4',
  'connection-path': 'E5',
} as const satisfies Readonly<Record<string, EvidenceClass>>;

export type ExchangeKeyCheckId = keyof typeof exchangeKeyChecks;

/**
 * How a check ended. `note`: true, and worth a look. `absent`: there was nothing to judge. `not-judged`: an earlier failure
 * took away what it needs. `not-asked`: the claim does not rest on it. `on-caller`: nothing in the file can show it; people or
 * the record of the ceremony must.
 */
export type CheckOutcome = 'passed' | 'failed' | 'note' | 'absent' | 'not-judged' | 'not-asked' | 'on-caller';

export interface ExchangeKeyCheck {
  readonly id: ExchangeKeyCheckId;
  readonly evidence: EvidenceClass;
  readonly outcome: CheckOutcome;
  /** What was found, safe to print; empty when nothing was. Hashes and fingerprints are lower-case hex. */
  readonly value: string;
  /** Why it failed. */
  readonly fault?: Fault;
}

export interface ExchangeKeyVerdict {
  /** Whether the claim holds: no check failed, and each that the claim rests on passed. */
  readonly accepted: boolean;
  /** `inspected`: no HSM was named, so that the verdict says nothing about whose key it is. */
  readonly claim: 'attested' | 'unattested' | 'inspected';
  readonly mode: TrustMode;
  readonly use: 'one-shot' | 'ceremony';
  /** SHA-256 of the certificate's DER in hex; empty when no certificate could be read. */
  readonly certificateSha256Hex: string;
  /** The exception branch's reason and approvers, as given; absent where the key is attested. */
  readonly exception?: { readonly reason: string; readonly approvers: readonly string[] };
  readonly checks: readonly ExchangeKeyCheck[];
}
