// Calls about the security domain: load it and show who can open it.
import type { OfflineHandlers } from '../../../../shared/contract/offline/contract.ts';
import type { SecurityDomainView } from '../../../../shared/contract/offline/view.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { parseSecurityDomain } from '../../core/security-domain/security-domain.ts';
import type { Desk } from '../../offline/desk.ts';
import { readWholeFile } from '../../ports/files.ts';

/** Far above any real one, which has about 15 kB. */
const maxBytes = 16 * 1024 * 1024;

export function securityDomainCalls(desk: Desk): OfflineHandlers['securityDomain'] {
  return {
    async load({ file }) {
      const { purpose } = desk.running('securityDomain.load');
      const { path, name } = desk.world.volumes.file(file, 'in');
      const bytes = await readWholeFile(path, maxBytes);
      const securityDomain = inspect(name, bytes);
      // Another security domain has other shares: whatever was given before belongs to none of them.
      desk.dropShares();
      desk.behind.securityDomain = bytes;
      const everybody = purpose === 'share-check';
      const required = everybody ? securityDomain.custodians.length : securityDomain.required;
      return desk.update({
        securityDomain,
        custodians: { have: 0, required, accepted: [], turn: { phase: 'nobody' } },
        blob: { phase: 'none' },
      });
    },
  };
}

function inspect(name: string, bytes: Buffer): Extract<SecurityDomainView, { phase: 'loaded' }> {
  const domain = parseSecurityDomain(bytes);
  return {
    phase: 'loaded',
    file: { name, bytes: bytes.length, sha256: sha256(bytes).toString('hex') },
    version: domain.version,
    required: domain.required,
    custodians: [...new Set(domain.shares.map(({ thumbprintS256 }) => thumbprintS256))],
    data: domain.data.map(({ datumTag, jwe }) => ({ tag: datumTag, bytes: jwe.ciphertext.length })),
    notes: [],
  };
}
