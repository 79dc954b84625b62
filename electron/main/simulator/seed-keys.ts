// Fills a practice HSM with very many keys at once, for measurements and rehearsals of inventories: made one by one they would take
// an hour.
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type { StoredKey, StoredKeyVersion } from './hsm-state.ts';

export interface SeedOptions {
  readonly keys: number;
  readonly versionsPerKey: number;
}

/** Key pairs are costly to make and nobody signs with these: a few serve for all. */
const poolSize = 4;

/** Keys `seeded-00000` and so on, elliptic, RSA and symmetric in turn; every third has tags, every fifth an expiry, every seventh is disabled. */
export function seededKeys({ keys, versionsPerKey }: SeedOptions, nowSeconds: number): StoredKey[] {
  return Array.from({ length: keys }, (_, at) => ({
    name: `seeded-${String(at).padStart(5, '0')}`,
    versions: Array.from({ length: versionsPerKey }, (__, version) => ({
      ...(makers[at % makers.length] ?? symmetricKey)(at + version),
      version: randomBytes(16).toString('hex'),
      attributes: {
        enabled: at % 7 !== 0,
        created: nowSeconds,
        updated: nowSeconds,
        exportable: false,
        ...(at % 5 === 0 ? { expires: nowSeconds + 400 * 24 * 60 * 60 } : {}),
      },
      tags: at % 3 === 0 ? { owner: `team-${at % 11}` } : {},
    })),
  }));
}

type Material = Pick<StoredKeyVersion, 'kty' | 'material' | 'operations'>;

function pooled(make: () => Material): (at: number) => Material {
  const pool: Material[] = [];
  return (at) => (pool[at % poolSize] ??= make());
}

const pkcs8 = (key: KeyObject): string => key.export({ format: 'der', type: 'pkcs8' }).toString('base64');

const ellipticKey = (): Material => ({
  kty: 'EC-HSM',
  material: pkcs8(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
  operations: ['sign', 'verify'],
});

const rsaKey = (): Material => ({
  kty: 'RSA-HSM',
  material: pkcs8(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
  operations: ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'],
});

const symmetricKey = (): Material => ({
  kty: 'oct-HSM',
  material: randomBytes(32).toString('base64'),
  operations: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
});

/** Made when they are first asked for, and kept. */
const makers = [pooled(ellipticKey), pooled(rsaKey), symmetricKey];
