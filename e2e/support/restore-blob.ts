// What custodians do in a ceremony, in one call for tests: check the exchange key, open shares, rebuild the master key, build the blob.
import type { KeyObject } from 'node:crypto';
import { verifyExchangeKey } from '#core/exchange-key/policy.ts';
import { openWrappedJwe } from '#core/security-domain/jwe.ts';
import { buildRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { combineShares, parseShare } from '#core/security-domain/shamir.ts';

/**
 * Builds a restore blob from the shares of the first `required` custodians.
 * @param exchangeKeyFile the JWK, answer or certificate of a practice HSM at `hsmUri`
 */
export function makeRestoreBlob(
  securityDomain: Buffer,
  custodianKeys: readonly KeyObject[],
  exchangeKeyFile: Buffer,
  hsmUri: string,
): Buffer {
  const domain = parseSecurityDomain(securityDomain);
  const exchangeKey = verifyExchangeKey({
    fileBytes: exchangeKeyFile,
    mode: 'practice',
    use: 'one-shot',
    claim: { kind: 'attested', hsmUri },
    custodianThumbprintsS256: domain.shares.map(({ thumbprintS256 }) => thumbprintS256),
  });
  const shares = domain.shares.slice(0, domain.required).map(({ jwe, thumbprintS256 }, i) => {
    const key = custodianKeys[i];
    if (!key) throw new Error('there are fewer keys than shares');
    return { ...parseShare(openWrappedJwe(jwe, key)), custodian: thumbprintS256 };
  });
  return buildRestoreBlob(domain.data, combineShares(shares, domain.required), exchangeKey);
}
