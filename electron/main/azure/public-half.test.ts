// The public half of every kind of key that an HSM names, with node:crypto as the oracle.
import { createECDH, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#core/encoding/bytes.ts';
import type { KeyBundle } from './keys-client.ts';
import { publicKeyOf, publicSha256 } from './public-half.ts';

const bundle = (key: Partial<KeyBundle['key']> & Pick<KeyBundle['key'], 'kty'>): KeyBundle => ({
  key: { kid: 'https://hsm/keys/a/b', key_ops: [], ...key },
  attributes: { enabled: true, created: 0, updated: 0 },
});

describe.each([
  ['P-256', 'prime256v1'],
  ['P-384', 'secp384r1'],
  ['P-521', 'secp521r1'],
  ['P-256K', 'secp256k1'],
] as const)('a key over %s', (crv, namedCurve) => {
  const assessed = (publicKey: KeyObject, x: string, y: string): void => {
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    const key = bundle({ kty: 'EC-HSM', crv, x, y });
    expect(publicSha256(key)).toBe(sha256(spki).toString('hex'));
    expect(publicKeyOf(key)?.equals(publicKey)).toBe(crv === 'P-256K' ? undefined : true);
  };

  it('has the SubjectPublicKeyInfo that node:crypto writes', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    assessed(publicKey, x, y);
  });

  it('has it also where a coordinate begins with a zero, written or not', () => {
    const pair = createECDH(namedCurve);
    // One of some 256 private keys has such a public half; counting up from one finds the same one every time.
    for (let d = 1; ; d += 1) {
      pair.setPrivateKey(d.toString(16).padStart(8, '0'), 'hex');
      const point = pair.getPublicKey().subarray(1);
      const [x, y] = [point.subarray(0, point.length / 2), point.subarray(point.length / 2)];
      if (x[0] !== 0) continue;
      const [written, long] = [x.toString('base64url'), y.toString('base64url')];
      const publicKey = createPublicKey({
        key: { kty: 'EC', crv: crv === 'P-256K' ? 'secp256k1' : crv, x: written, y: long },
        format: 'jwk',
      });
      assessed(publicKey, written, long);
      assessed(publicKey, x.subarray(x.findIndex((octet) => octet !== 0)).toString('base64url'), long);
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
