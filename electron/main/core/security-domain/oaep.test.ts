// OAEP without a library's help, over raw RSA: beside Node's own, and Wycheproof's vectors, where they are at hand.
import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testIdentity } from '#e2e/support/custodians.ts';
import { faultCode } from '#e2e/support/faults.ts';
import { nameOf, wycheproof } from '#e2e/support/wycheproof.ts';
import { type CompactJwe, openUnwrappedJwe, openWrappedJwe, parseCompactJwe, sealWrappedJwe } from './jwe.ts';
import { type OaepHash, unpadOaep } from './oaep.ts';

const { privateKey, publicKey } = testIdentity('custodian-0');
const plain = { padding: constants.RSA_NO_PADDING };
const raw = (key: KeyObject, sealed: Uint8Array): Buffer => privateDecrypt({ key, ...plain }, sealed);
const oaep = (oaepHash: OaepHash) => ({ padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash });
const cek = randomBytes(64);

/** MGF1 (RFC 8017 §B.2.1). */
function mgf1(seed: Uint8Array, length: number, hash: OaepHash): Buffer {
  const counter = (i: number): Buffer => Buffer.from([0, 0, 0, i]);
  const pieces = Array.from({ length: Math.ceil(length / 20) }, (_, i) =>
    createHash(hash).update(seed).update(counter(i)).digest(),
  );
  return Buffer.concat(pieces).subarray(0, length);
}
const xor = (a: Uint8Array, b: Uint8Array): Buffer => Buffer.from(a.map((octet, i) => octet ^ b[i]!));

describe.each(['sha1', 'sha256'] as const)('what was padded with %s', (hash) => {
  const labelHash = createHash(hash).digest();
  const blockLength = 256 - 1 - labelHash.length;
  /** The position of the octet between padding and message, in the data block. */
  const divider = blockLength - cek.length - 1;
  /** RFC 8017 §7.1.1, with one octet of the data block changed before it is masked. */
  function encode(position = 0, change = 0): Buffer {
    const zeros = Buffer.alloc(divider - labelHash.length);
    const block = Buffer.concat([labelHash, zeros, Buffer.from([1]), cek]);
    block[position]! ^= change;
    const seed = randomBytes(labelHash.length);
    const masked = xor(block, mgf1(seed, blockLength, hash));
    return Buffer.concat([Buffer.alloc(1), xor(seed, mgf1(masked, seed.length, hash)), masked]);
  }
  const encoded = encode();
  /** By Node, which unpads what it encrypted raw. */
  function byNode(changed: Buffer): Buffer | undefined {
    try {
      return privateDecrypt({ key: privateKey, ...oaep(hash) }, publicEncrypt({ key: publicKey, ...plain }, changed));
    } catch {
      return undefined;
    }
  }

  it('is the message, of a length that is known', () => {
    expect(unpadOaep(encoded, hash, cek.length)).toEqual(cek);
    expect(byNode(encoded)).toEqual(cek);
  });

  it.each([
    ['the first octet of the label’s hash', 0],
    ['the last octet of the label’s hash', labelHash.length - 1],
    ['the first octet of the padding', labelHash.length],
    ['the last octet of the padding', divider - 1],
    ['the octet before the message', divider],
  ])('is random where %s is another', (_, position) => {
    const changed = encode(position, 0x80);
    expect(byNode(changed)).toBeUndefined();
    const [first, second] = [unpadOaep(changed, hash, cek.length), unpadOaep(changed, hash, cek.length)];
    expect(first).toHaveLength(cek.length);
    expect(first).not.toEqual(cek);
    expect(first).not.toEqual(second);
  });

  it('is random where the first octet is not zero, or the hash is another', () => {
    const changed = Buffer.from(encoded);
    changed[0] = 1;
    expect(unpadOaep(changed, hash, cek.length)).not.toEqual(cek);
    expect(unpadOaep(encoded, hash === 'sha1' ? 'sha256' : 'sha1', cek.length)).not.toEqual(cek);
  });

  it('is random where the message is shorter or longer than it has to be', () => {
    for (const length of [cek.length - 1, cek.length + 1]) {
      expect(unpadOaep(encoded, hash, length).includes(cek.subarray(0, 32))).toBe(false);
    }
  });

  it('is the changed message where only the message is changed: what authenticates it comes after', () => {
    const changed = encode(divider + 1, 1);
    expect(unpadOaep(changed, hash, cek.length)).toEqual(byNode(changed));
  });

  it('is left as it was', () => {
    const before = Buffer.from(encoded);
    unpadOaep(encoded, hash, cek.length);
    expect(encoded).toEqual(before);
  });
});

describe('a share that a token has unwrapped', () => {
  const stranger = testIdentity('stranger').privateKey;
  const strangersModulus = Buffer.from(stranger.export({ format: 'jwk' }).n ?? '', 'base64url');
  const seal = (): CompactJwe => parseCompactJwe(sealWrappedJwe(Buffer.from('a share'), publicKey));
  // Raw RSA refuses a number that is not below the modulus, and two keys are asked for this one.
  let jwe = seal();
  while (Buffer.compare(jwe.encryptedKey, strangersModulus) >= 0) jwe = seal();

  it('opens as with the key itself', () => {
    expect(openUnwrappedJwe(jwe, raw(privateKey, jwe.encryptedKey))).toEqual(openWrappedJwe(jwe, privateKey));
  });

  it('gives one answer, whatever is wrong', () => {
    const encoded = raw(privateKey, jwe.encryptedKey);
    const tag = { ...jwe, authTag: Buffer.alloc(32) };
    const other = raw(stranger, jwe.encryptedKey);
    for (const open of [
      () => openUnwrappedJwe(tag, encoded),
      () => openUnwrappedJwe(jwe, other),
      () => openUnwrappedJwe(jwe, Buffer.alloc(encoded.length)),
      () => openUnwrappedJwe({ ...jwe, alg: 'RSA-OAEP' }, encoded),
    ])
      expect(faultCode(open)).toBe('JWE_DECRYPTION_FAILED');
  });
});

interface Group {
  readonly sha: string;
  readonly mgfSha: string;
  readonly privateKeyPkcs8: string;
}
const vectors = ['2048_sha256_mgf1sha256', '3072_sha256_mgf1sha256', '4096_sha256_mgf1sha256', 'misc']
  .flatMap((name) => wycheproof<Group, Record<'msg' | 'ct' | 'label', string>>(`rsa_oaep_${name}_test.json`))
  .filter(({ group }) => group.sha === group.mgfSha && ['SHA-1', 'SHA-256'].includes(group.sha));

describe.runIf(vectors.length > 0)('Wycheproof', () => {
  it.each(vectors.map((each) => [nameOf(each.test), each] as const))('%s', (_, { group, test }) => {
    const key = createPrivateKey({ key: Buffer.from(group.privateKeyPkcs8, 'hex'), format: 'der', type: 'pkcs8' });
    const sealed = Buffer.from(test.ct, 'hex');
    const message = Buffer.from(test.msg, 'hex');
    const hash = group.sha === 'SHA-1' ? 'sha1' : 'sha256';
    // A sealed key of another length than the modulus never comes to a token, and our labels are empty.
    const modulusLength = (createPublicKey(key).asymmetricKeyDetails?.modulusLength ?? 0) / 8;
    const isOurs = test.result === 'valid' && test.label === '';
    let opened: Buffer | undefined;
    try {
      opened = sealed.length === modulusLength ? unpadOaep(raw(key, sealed), hash, message.length) : undefined;
    } catch {
      // As long as the modulus, and not smaller: raw RSA refuses it.
    }
    if (isOurs) expect(opened).toEqual(message);
    else if (message.length > 8) expect(opened).not.toEqual(message);
  });
});
