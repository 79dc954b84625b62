// Who may vouch for an exchange key: Intel's root in production, the practice root in practice, and nobody else.
import type { TrustMode } from '#shared/exchange-key/verdict.ts';

export interface TrustAnchor {
  readonly mode: TrustMode;
  /** SHA-256 over the root's SubjectPublicKeyInfo, lower-case hex. */
  readonly rootSpkiSha256Hex: string;
  readonly rootName: string;
  readonly intermediateNames: readonly string[];
  readonly leafName: string;
}

const intel: TrustAnchor = {
  mode: 'production',
  rootSpkiSha256Hex: 'a0af031289f5d5d4132f9186068a7fc13628633ba235777472e29b6b6c67a49e',
  rootName: 'Intel SGX Root CA',
  intermediateNames: ['Intel SGX PCK Platform CA', 'Intel SGX PCK Processor CA'],
  leafName: 'Intel SGX PCK Certificate',
};

/** The key of this root is derived from a public text, so it proves nothing: see the practice room. */
export const practiceAnchor: TrustAnchor = {
  mode: 'practice',
  rootSpkiSha256Hex: '572afc1be164e551f05195c41a4654a031751f9d720e507f2ff6dfee5c13641d',
  rootName: 'PRACTICE SGX Root CA',
  intermediateNames: ['PRACTICE SGX PCK Platform CA'],
  leafName: 'PRACTICE SGX PCK Certificate',
};

export const trustAnchors: readonly TrustAnchor[] = [intel, practiceAnchor];

/** Intel's id as the vendor of a quoting enclave. */
export const quotingEnclaveVendorHex = '939a7233f79c4ca9940a0db3957f0607';

/** MRSIGNER of Intel's quoting enclave. */
export const quotingEnclaveSignerHex = '8c4f5775d796503e96137f77c68a829a0056ac8ded70140b081b094490c57bff';

/** MRSIGNER of the HSM's enclave, as seen in service; a plan may name others. */
export const hsmEnclaveSignersHex: readonly string[] = [
  'db55904b231f08298eb093180562d07631c3cab9b7706b2efa53da58b42c943a',
];
