// Proves that a recovered key is the one whose public half is on paper, by using it (REQ-23).
import { constants, createHash, type KeyObject, publicEncrypt, randomBytes, verify } from 'node:crypto';
import { refuse } from '#shared/faults/fault.ts';
import { equalBytes, sha256, wipe } from '#core/encoding/bytes.ts';
import type { KeyBundle } from '#azure/keys-client.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';
import { publicKeyOf } from '#azure/public-half.ts';

export interface CanaryProof {
  readonly key: string;
  readonly version: string;
  /** SHA-256 of the SubjectPublicKeyInfo, as on paper. */
  readonly publicSha256: string;
  readonly proven: readonly ('sign' | 'unwrap')[];
}

export interface Canary {
  readonly key: string;
  readonly version: string;
  /** SHA-256 over the DER SubjectPublicKeyInfo, hex, typed from paper. */
  readonly publicSha256: string;
}

/**
 * Lets the HSM sign, and unwrap, what only the private half can; the other half of each is done here.
 * @throws CANARY_OTHER_KEY, CANARY_NOT_USABLE, CANARY_WRONG, the SERVICE faults
 */
export async function proveCanary(hsm: ManagedHsm, canary: Canary): Promise<CanaryProof> {
  const bundle = await hsm.keys.getKey(canary.key, canary.version);
  const publicKey = publicKeyOf(bundle) ?? refuse({ code: 'CANARY_NOT_USABLE', kty: bundle.key.kty });
  const found = sha256(publicKey.export({ format: 'der', type: 'spki' })).toString('hex');
  const expected = canary.publicSha256.replace(/\s/g, '').toLowerCase();
  if (found !== expected) refuse({ code: 'CANARY_OTHER_KEY', expected, found });
  const uses = usesOf(bundle);
  if (uses.length === 0) refuse({ code: 'CANARY_NOT_USABLE', kty: bundle.key.kty });
  for (const use of uses) await (use === 'sign' ? signs : unwraps)(hsm, canary, publicKey);
  return { key: canary.key, version: canary.version, publicSha256: found, proven: uses };
}

/** What the key may do, and what its public half can check. */
function usesOf({ key }: KeyBundle): ('sign' | 'unwrap')[] {
  const mayUnwrap = key.kty.startsWith('RSA') && key.key_ops.includes('unwrapKey');
  return [...(key.key_ops.includes('sign') ? (['sign'] as const) : []), ...(mayUnwrap ? (['unwrap'] as const) : [])];
}

/** RFC 7518 §3.1: the algorithm and hash that belong to each curve. */
const ecAlgorithms: Readonly<Record<string, readonly [alg: string, hash: string]>> = {
  prime256v1: ['ES256', 'sha256'],
  secp384r1: ['ES384', 'sha384'],
  secp521r1: ['ES512', 'sha512'],
};

async function signs(hsm: ManagedHsm, { key, version }: Canary, publicKey: KeyObject): Promise<void> {
  const curve = publicKey.asymmetricKeyDetails?.namedCurve ?? '';
  const [alg, hash] = publicKey.asymmetricKeyType === 'rsa' ? ['RS256', 'sha256'] : (ecAlgorithms[curve] ?? []);
  if (alg === undefined || hash === undefined) return refuse({ code: 'CANARY_NOT_USABLE', kty: `EC ${curve}` });
  const message = randomBytes(64);
  const signature = await hsm.keys.sign(key, version, alg, createHash(hash).update(message).digest());
  if (!verify(hash, message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)) {
    refuse({ code: 'CANARY_WRONG', use: 'sign' });
  }
}

async function unwraps(hsm: ManagedHsm, { key, version }: Canary, publicKey: KeyObject): Promise<void> {
  const secret = randomBytes(32);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const wrapped = publicEncrypt({ key: publicKey, padding, oaepHash: 'sha256' }, secret);
  const unwrapped = await hsm.keys.unwrapKey(key, version, 'RSA-OAEP-256', wrapped);
  try {
    if (!equalBytes(secret, unwrapped)) refuse({ code: 'CANARY_WRONG', use: 'unwrap' });
  } finally {
    wipe(secret, unwrapped);
  }
}
