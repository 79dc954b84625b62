// The public half of a key in an HSM, from the numbers that the service names.
import { createPublicKey, type KeyObject } from 'node:crypto';
import { sha256 } from '#core/encoding/bytes.ts';
import { DER, encodeDer, encodeDerOid } from '#core/encoding/der.ts';
import type { KeyBundle } from './keys-client.ts';

/** SEC 1 §2.3.3 and RFC 5480 §2.1.1.1; P-256K is the name that the service has for secp256k1. */
const curves = {
  'P-256': { oid: '1.2.840.10045.3.1.7', bytes: 32 },
  'P-256K': { oid: '1.3.132.0.10', bytes: 32 },
  'P-384': { oid: '1.3.132.0.34', bytes: 48 },
  'P-521': { oid: '1.3.132.0.35', bytes: 66 },
} as const;

const ecPublicKey = encodeDerOid('1.2.840.10045.2.1');

/**
 * A key to verify or encrypt with; undefined for AES, and for P-256K, a curve that the library inside Electron does not have.
 */
export function publicKeyOf(bundle: KeyBundle): KeyObject | undefined {
  const spki = bundle.key.crv === 'P-256K' ? undefined : spkiOf(bundle);
  return spki && createPublicKey({ key: spki, format: 'der', type: 'spki' });
}

/** SHA-256 over the DER SubjectPublicKeyInfo, hex; null where there is no public half. */
export function publicSha256(bundle: KeyBundle): string | null {
  const spki = spkiOf(bundle);
  return spki ? sha256(spki).toString('hex') : null;
}

/** DER SubjectPublicKeyInfo; undefined where there is no public half. */
export function spkiOf({ key: { kty, n, e, crv, x, y } }: KeyBundle): Buffer | undefined {
  if (kty.startsWith('RSA') && n && e) {
    return createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' }).export({ format: 'der', type: 'spki' });
  }
  return crv && x && y ? ellipticSpki(crv, x, y) : undefined;
}

/** RFC 5480 §2: by hand, because it is only bytes, and the library may not know the curve. */
function ellipticSpki(crv: keyof typeof curves, x: string, y: string): Buffer {
  const { oid, bytes } = curves[crv];
  const point = Buffer.alloc(2 + 2 * bytes);
  // No unused bits, and an uncompressed point: two coordinates of full length.
  point[1] = 0x04;
  for (const [i, coordinate] of [x, y].entries()) {
    const number = Buffer.from(coordinate, 'base64url');
    number.copy(point, 2 + (i + 1) * bytes - number.length);
  }
  const algorithm = encodeDer(DER.sequence, ecPublicKey, encodeDerOid(oid));
  return encodeDer(DER.sequence, algorithm, encodeDer(DER.bitString, point));
}
