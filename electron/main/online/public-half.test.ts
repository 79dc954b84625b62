// The public half of every kind of key that an HSM names, with node:crypto as the judge.
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../core/encoding/bytes.ts';
import type { KeyBundle } from './keys-client.ts';
import { publicKeyOf, publicSha256 } from './public-half.ts';

const bundle = (key: Partial<KeyBundle['key']> & Pick<KeyBundle['key'], 'kty'>): KeyBundle => ({
  key: { kid: 'https://hsm/keys/a/b', key_ops: [], ...key },
  attributes: { enabled: true, created: 0, updated: 0 },
});

describe.each([
  ['P-256', 'P-256'],
  ['P-384', 'P-384'],
  ['P-521', 'P-521'],
  ['P-256K', 'secp256k1'],
] as const)('a key over %s', (crv, namedCurve) => {
  const judged = (publicKey: KeyObject, x: string, y: string): void => {
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    const key = bundle({ kty: 'EC-HSM', crv, x, y });
    expect(publicSha256(key)).toBe(sha256(spki).toString('hex'));
    expect(publicKeyOf(key)?.equals(publicKey)).toBe(crv === 'P-256K' ? undefined : true);
  };

  it('has the SubjectPublicKeyInfo that node:crypto writes', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    judged(publicKey, x, y);
  });

  it('has it also where a coordinate begins with zeros, written or not', () => {
    for (;;) {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve });
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      if (!x.startsWith('AA')) continue;
      judged(publicKey, x, y);
      const number = Buffer.from(x, 'base64url');
      judged(publicKey, number.subarray(number.findIndex((octet) => octet !== 0)).toString('base64url'), y);
      return;
    }
  });
});

it('a key over RSA is the one that node:crypto reads', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const key = bundle({ kty: 'RSA-HSM', n, e });
  expect(publicKeyOf(key)?.equals(createPublicKey(publicKey.export({ format: 'pem', type: 'spki' })))).toBe(true);
  expect(publicSha256(key)).toBe(sha256(publicKey.export({ format: 'der', type: 'spki' })).toString('hex'));
});

it('a key of AES has no public half', () => {
  expect(publicKeyOf(bundle({ kty: 'oct-HSM' }))).toBeUndefined();
  expect(publicSha256(bundle({ kty: 'oct-HSM' }))).toBeNull();
});
