// What custodians do in a ceremony, in one call for tests: open their shares, rebuild the master key, build the blob.
import { createPublicKey, type KeyObject } from 'node:crypto';
import { sha256 } from '../../electron/main/core/encoding/bytes.ts';
import { parseX509 } from '../../electron/main/core/exchange-key/x509.ts';
import { openWrappedJwe } from '../../electron/main/core/security-domain/jwe.ts';
import { buildRestoreBlob } from '../../electron/main/core/security-domain/restore-blob.ts';
import { parseSecurityDomain } from '../../electron/main/core/security-domain/security-domain.ts';
import { combineShares, parseShare } from '../../electron/main/core/security-domain/shamir.ts';

/** Builds a restore blob for an exchange certificate from the shares of the first `required` custodians. */
export function makeRestoreBlob(
  securityDomain: Buffer,
  custodianKeys: readonly KeyObject[],
  exchangeDer: Buffer,
): Buffer {
  const domain = parseSecurityDomain(securityDomain);
  const shares = domain.shares.slice(0, domain.required).map(({ jwe, thumbprintS256 }, i) => {
    const key = custodianKeys[i];
    if (!key) throw new Error('there are fewer keys than shares');
    return { ...parseShare(openWrappedJwe(jwe, key)), custodian: thumbprintS256 };
  });
  const masterKey = combineShares(shares, domain.required);
  const publicKey = createPublicKey({ key: parseX509(exchangeDer).spkiDer, format: 'der', type: 'spki' });
  const thumbprintS256 = sha256(exchangeDer).toString('base64url');
  return buildRestoreBlob(domain.data, masterKey, { publicKey, thumbprintS256 });
}

/** The DER of the certificate in an exchange key's JWK. */
export function certificateOfJwk(jwk: Buffer): Buffer {
  const { x5c } = JSON.parse(jwk.toString('utf8')) as { x5c: [string] };
  return Buffer.from(x5c[0], 'base64');
}
