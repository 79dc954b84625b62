// A security domain as screens show it: who can open it and what is in it, from the file alone.
import type { SecurityDomainView } from '#shared/contract/offline/security-domain-view.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { domainWarnings, parseSecurityDomain } from '#core/security-domain/security-domain.ts';

/** @throws the faults of parseSecurityDomain */
export function inspectDomain(name: string, bytes: Buffer): Extract<SecurityDomainView, { phase: 'loaded' }> {
  const domain = parseSecurityDomain(bytes);
  return {
    phase: 'loaded',
    file: { name, bytes: bytes.length, sha256: sha256(bytes).toString('hex') },
    version: domain.version,
    required: domain.required,
    custodians: [...new Set(domain.shares.map(({ thumbprintS256 }) => thumbprintS256))],
    data: domain.data.map(({ datumTag, jwe }) => ({ tag: datumTag, bytes: jwe.ciphertext.length })),
    warnings: [...domainWarnings(domain)],
  };
}
