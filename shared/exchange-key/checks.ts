// The checks of an exchange key, by their names and the evidence that each belongs to.

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
