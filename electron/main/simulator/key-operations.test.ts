// Practice keys against node:crypto: what one side makes the other takes, for random keys and messages.
import {
  constants,
  createCipheriv,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  privateDecrypt,
  publicEncrypt,
  sign as nodeSign,
  verify as nodeVerify,
} from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoredKeyVersion } from './hsm-state.ts';
import { privateKey } from './key-kinds.ts';
import { decrypt, encrypt, sign, unwrap, verify, wrap } from './key-operations.ts';

const stored = (kty: StoredKeyVersion['kty'], material: Buffer): StoredKeyVersion => ({
  version: '0'.repeat(32),
  kty,
  operations: [],
  attributes: { enabled: true, created: 0, updated: 0, exportable: false },
  tags: {},
  material: material.toString('base64'),
});
const pkcs8 = { format: 'der', type: 'pkcs8' } as const;
const newElliptic = (namedCurve: string): StoredKeyVersion =>
  stored('EC-HSM', generateKeyPairSync('ec', { namedCurve }).privateKey.export(pkcs8));
const rsa = stored('RSA-HSM', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(pkcs8));

const bytes = (minLength: number, maxLength = minLength): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array));

describe('RSASSA-PSS on a digest', () => {
  const odd = stored('RSA-HSM', generateKeyPairSync('rsa', { modulusLength: 2049 }).privateKey.export(pkcs8));
  test.each([
    ['PS256', 'sha256', rsa],
    ['PS384', 'sha384', rsa],
    ['PS512', 'sha512', rsa],
    // A modulus of 8k + 1 bits leaves a whole byte in front of the padding.
    ['PS256', 'sha256', odd],
  ] as const)('%s is what node:crypto makes and takes, and refuses a changed bit', (alg, hash, key) => {
    fc.assert(
      fc.property(bytes(0, 200), fc.nat(2047), (message, bit) => {
        const digest = createHash(hash).update(message).digest();
        const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
        const ours = sign(key, alg, digest);
        expect(nodeVerify(hash, message, { key: createPublicKey(privateKey(key)), ...pss }, ours)).toBe(true);
        const theirs = nodeSign(hash, message, { key: privateKey(key), ...pss });
        expect(verify(key, alg, digest, theirs)).toBe(true);
        theirs[bit >> 3]! ^= 1 << (bit & 7);
        expect(verify(key, alg, digest, theirs)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  test('takes no salt of another length, and no digest of another', () => {
    const message = Buffer.from('message');
    const digest = createHash('sha256').update(message).digest();
    const signature = nodeSign('sha256', message, {
      key: privateKey(rsa),
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: 20,
    });
    expect(verify(rsa, 'PS256', digest, signature)).toBe(false);
    expect(() => sign(rsa, 'PS384', digest)).toThrow('48 bytes');
  });
});

describe('ECDSA on a digest', () => {
  test.each([
    ['ES256', 'P-256', 'sha256', 64],
    ['ES256K', 'secp256k1', 'sha256', 64],
    ['ES384', 'P-384', 'sha384', 96],
    ['ES512', 'P-521', 'sha512', 132],
  ])('%s is what node:crypto makes and takes, and refuses a changed bit', (alg, curve, hash, signatureBytes) => {
    fc.assert(
      fc.property(bytes(0, 200), fc.nat(signatureBytes * 8 - 1), (message, bit) => {
        const key = newElliptic(curve);
        const digest = createHash(hash).update(message).digest();
        const dsaEncoding = 'ieee-p1363';
        const ours = sign(key, alg, digest);
        const publicKey = createPublicKey(privateKey(key));
        expect(nodeVerify(hash, message, { key: publicKey, dsaEncoding }, ours)).toBe(true);
        const theirs = nodeSign(hash, message, { key: privateKey(key), dsaEncoding });
        expect(verify(key, alg, digest, theirs)).toBe(true);
        theirs[bit >> 3]! ^= 1 << (bit & 7);
        expect(verify(key, alg, digest, theirs)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  test('refuses signatures outside the group, and digests of another length', () => {
    const key = newElliptic('P-256');
    const digest = Buffer.alloc(32, 7);
    for (const signature of [Buffer.alloc(64), Buffer.alloc(64, 0xff), Buffer.alloc(63, 1)]) {
      expect(verify(key, 'ES256', digest, signature)).toBe(false);
    }
    expect(() => sign(key, 'ES256', Buffer.alloc(31))).toThrow('32 bytes');
    expect(() => sign(newElliptic('P-384'), 'ES384', digest)).toThrow('48 bytes');
    expect(() => sign(key, 'ES384', Buffer.alloc(48))).toThrow('does not know');
    expect(() => sign(newElliptic('P-384'), 'ES256', digest)).toThrow('does not know');
  });
});

test.each([
  ['RS256', 'sha256'],
  ['RS384', 'sha384'],
  ['RS512', 'sha512'],
])('RSA: %s is what node:crypto makes and takes', (alg, hash) => {
  fc.assert(
    fc.property(bytes(0, 200), (message) => {
      const digest = createHash(hash).update(message).digest();
      expect(sign(rsa, alg, digest)).toEqual(nodeSign(hash, message, privateKey(rsa)));
      expect(verify(rsa, alg, digest, nodeSign(hash, message, privateKey(rsa)))).toBe(true);
      expect(verify(rsa, alg, digest, Buffer.alloc(256))).toBe(false);
    }),
    { numRuns: 10 },
  );
});

// RFC 3394 §4.6: 256 bits of key data wrapped with a 256-bit key.
test('AES Key Wrap gives the value of RFC 3394', () => {
  const key = stored('oct-HSM', Buffer.from('000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F', 'hex'));
  const data = Buffer.from('00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F', 'hex');
  const wrapped = '28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21';
  expect(wrap(key, 'A256KW', data).toString('hex').toUpperCase()).toBe(wrapped);
  expect(unwrap(key, 'A256KW', Buffer.from(wrapped, 'hex'))).toEqual(data);
});

test('AES Key Wrap is what node:crypto makes and takes, and refuses a changed bit', () => {
  fc.assert(
    fc.property(fc.constantFrom(16, 24, 32), bytes(2, 9), fc.nat(), (keyBytes, shape, bit) => {
      const secret = Buffer.alloc(keyBytes, shape[0]);
      const key = stored('oct-HSM', secret);
      const alg = `A${keyBytes * 8}KW`;
      const data = Buffer.concat([...shape].map((byte) => Buffer.alloc(8, byte)));
      const cipher = createCipheriv(`id-aes${keyBytes * 8}-wrap`, secret, Buffer.alloc(8, 0xa6));
      const wrapped = Buffer.concat([cipher.update(data), cipher.final()]);
      expect(wrap(key, alg, data)).toEqual(wrapped);
      expect(unwrap(key, alg, wrapped)).toEqual(data);
      wrapped[(bit >> 3) % wrapped.length]! ^= 1 << (bit & 7);
      expect(() => unwrap(key, alg, wrapped)).toThrow('cannot be unwrapped');
      expect(() => unwrap(key, alg, data.subarray(1))).toThrow('cannot be unwrapped');
    }),
  );
});

test('AES-GCM opens what it sealed, under the same additional data only', () => {
  fc.assert(
    fc.property(fc.constantFrom(16, 24, 32), bytes(1, 100), bytes(0, 20), (keyBytes, plaintext, aad) => {
      const key = stored('oct-HSM', Buffer.alloc(keyBytes, 3));
      const alg = `A${keyBytes * 8}GCM`;
      const sealed = encrypt(key, alg, plaintext, aad, Buffer.alloc(0));
      expect(decrypt(key, alg, sealed, aad)).toEqual(plaintext);
      expect(() => decrypt(key, alg, sealed, Buffer.concat([aad, Buffer.of(0)]))).toThrow('cannot be decrypted');
    }),
  );
});

test('AES-CBC is what node:crypto makes and takes, with padding and without', () => {
  fc.assert(
    fc.property(fc.constantFrom(16, 24, 32), bytes(0, 50), bytes(16), (keyBytes, plaintext, iv) => {
      const key = stored('oct-HSM', Buffer.alloc(keyBytes, 3));
      const alg = `A${keyBytes * 8}CBC`;
      const cipher = createCipheriv(`aes-${keyBytes * 8}-cbc`, Buffer.alloc(keyBytes, 3), iv);
      const padded = Buffer.concat([cipher.update(plaintext), cipher.final()]);
      expect(encrypt(key, `${alg}PAD`, plaintext, Buffer.alloc(0), iv)).toEqual({ value: padded, iv });
      expect(decrypt(key, `${alg}PAD`, { value: padded, iv }, Buffer.alloc(0))).toEqual(plaintext);
      const whole = decrypt(key, alg, { value: padded, iv }, Buffer.alloc(0));
      expect(encrypt(key, alg, whole, Buffer.alloc(0), iv).value).toEqual(padded);
      if (plaintext.length % 16 !== 0) {
        expect(() => encrypt(key, alg, plaintext, Buffer.alloc(0), iv)).toThrow('multiple of 16');
        expect(() => decrypt(key, alg, { value: plaintext, iv }, Buffer.alloc(0))).toThrow('cannot be decrypted');
      }
      expect(() => encrypt(key, alg, whole, Buffer.alloc(0), iv.subarray(1))).toThrow('16 bytes');
    }),
  );
});

test('RSA1_5 is what node:crypto makes and takes', () => {
  const padding = constants.RSA_PKCS1_PADDING;
  const secret = Buffer.alloc(32, 5);
  expect(unwrap(rsa, 'RSA1_5', publicEncrypt({ key: createPublicKey(privateKey(rsa)), padding }, secret))).toEqual(
    secret,
  );
  expect(privateDecrypt({ key: privateKey(rsa), padding }, wrap(rsa, 'RSA1_5', secret))).toEqual(secret);
});

test('an algorithm belongs to its kind and size of key', () => {
  const aes128 = stored('oct-HSM', Buffer.alloc(16));
  const attempts = [
    () => sign(rsa, 'ES256', Buffer.alloc(32)),
    () => sign(newElliptic('P-256'), 'RS256', Buffer.alloc(32)),
    () => sign(aes128, 'RS256', Buffer.alloc(32)),
    () => wrap(newElliptic('P-256'), 'RSA-OAEP', Buffer.alloc(32)),
    () => wrap(rsa, 'A256KW', Buffer.alloc(32)),
    () => wrap(aes128, 'RSA1_5', Buffer.alloc(32)),
    () => encrypt(aes128, 'A256CBC', Buffer.alloc(16), Buffer.alloc(0), Buffer.alloc(16)),
    () => wrap(aes128, 'A256KW', Buffer.alloc(32)),
    () => encrypt(aes128, 'A256GCM', Buffer.alloc(1), Buffer.alloc(0), Buffer.alloc(0)),
  ];
  for (const attempt of attempts) expect(attempt).toThrow('does not know the algorithm');
});
