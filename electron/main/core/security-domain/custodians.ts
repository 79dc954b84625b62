// Whose keys open a security domain.
import { refuse } from '#shared/faults/fault.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { sha256 } from '../encoding/bytes.ts';
import { thumbprintOf } from '../encoding/thumbprint.ts';
import type { SecurityDomain } from './security-domain.ts';

/**
 * A security domain is for the certificates that were sent for it, and for no others: before it is used, and before it is sent.
 * @param certificates of the bundle from the offline side, in base64
 * @throws SECURITY_DOMAIN_OTHER_CUSTODIANS
 */
export function assertDomainFor(
  { shares }: Pick<SecurityDomain, 'shares'>,
  certificates: readonly { readonly custodian: string; readonly certificate: string }[],
): void {
  assertSharesFor(
    shares.map(({ thumbprintS256 }) => thumbprintS256),
    Object.fromEntries(
      certificates.map(({ custodian, certificate }) => [custodian, sha256(decodeBase64(certificate)).toString('hex')]),
    ),
  );
}

/**
 * Every share is for one of these custodians, and each of them has one (REQ-29).
 * @param thumbprintsS256 of the shares: base64url of the SHA-256 over each certificate's DER
 * @param certificatesSha256 of the custodians: the same hashes in hex, by the custodian's code in the plan
 * @throws SECURITY_DOMAIN_OTHER_CUSTODIANS
 */
export function assertSharesFor(
  thumbprintsS256: readonly string[],
  certificatesSha256: Readonly<Record<string, string>>,
): void {
  const wanted = new Map(Object.entries(certificatesSha256).map(([custodian, hex]) => [thumbprintOf(hex), custodian]));
  const found = new Set(thumbprintsS256);
  const missing = [...wanted].flatMap(([thumbprint, custodian]) => (found.has(thumbprint) ? [] : [custodian]));
  const extra = [...found].filter((thumbprint) => !wanted.has(thumbprint)).length;
  if (extra > 0 || missing.length > 0) refuse({ code: 'SECURITY_DOMAIN_OTHER_CUSTODIANS', extra, missing });
}
