// The cryptography under the security domain, checked by Wycheproof and by the published vectors of RFC 7518 and SP 800-108.
import { constants, createCipheriv, createDecipheriv, createHmac, createPrivateKey, privateDecrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { faultCode } from '#e2e/support/faults.ts';
import { fromHex, nameOf, wycheproof } from '#e2e/support/wycheproof.ts';
import { equalBytes } from '../encoding/bytes.ts';
import { openContent, sealContent } from './content-encryption.ts';
import { deriveDatumKey, deriveKeySp800108 } from './kdf.ts';

describe('A256CBC-HS512', () => {
  it('computes the example of RFC 7518 B.3, and opens it again', () => {
    const cek = Buffer.from(Array.from({ length: 64 }, (_, i) => i));
    const iv = fromHex('1af38c2dc2b96ffdd86694092341bc04');
    const aad = Buffer.from('The second principle of Auguste Kerckhoffs');
    const plaintext = Buffer.from(
      'A cipher system must not be required to be secret, and it must be able to fall into the hands of the enemy without inconvenience',
    );
    const { ciphertext, authTag } = sealContent(cek, iv, aad, plaintext);
    expect(ciphertext.subarray(0, 16).toString('hex')).toBe('4affaaadb78c31c5da4b1b590d10ffbd');
    expect(authTag.toString('hex')).toBe('4dd3b4c088a7f45c216839645b2012bf2e6269a8c56a816dbc1b267761955bc5');
    expect(openContent(cek, iv, aad, { ciphertext, authTag })).toEqual(plaintext);
  });

  it.each([
    ['a key of 63 bytes', 63, 32],
    ['a key of 65 bytes', 65, 32],
    ['a tag of 31 bytes', 64, 31],
    ['a tag of 64 bytes, of which half would do', 64, 64],
    ['no tag', 64, 0],
  ])('refuses %s', (_, keyBytes, tagBytes) => {
    const cek = Buffer.alloc(64, 7);
    const iv = Buffer.alloc(16, 1);
    const { ciphertext, authTag } = sealContent(cek, iv, Buffer.alloc(0), Buffer.from('text'));
    const key = Buffer.concat([cek, cek]).subarray(0, keyBytes);
    const tag = Buffer.concat([authTag, authTag]).subarray(0, tagBytes);
    expect(faultCode(() => openContent(key, iv, Buffer.alloc(0), { ciphertext, authTag: tag }))).toBe(
      'JWE_DECRYPTION_FAILED',
    );
  });

  it('gives the same code where the tag is right and the padding is not', () => {
    const cek = Buffer.alloc(64, 7);
    const iv = Buffer.alloc(16, 1);
    const aad = Buffer.alloc(0);
    const cipher = createCipheriv('aes-256-cbc', cek.subarray(32), iv).setAutoPadding(false);
    const ciphertext = Buffer.concat([cipher.update(Buffer.alloc(16)), cipher.final()]);
    const mac = createHmac('sha512', cek.subarray(0, 32)).update(iv).update(ciphertext).update(Buffer.alloc(8));
    const authTag = mac.digest().subarray(0, 32);
    expect(faultCode(() => openContent(cek, iv, aad, { ciphertext, authTag }))).toBe('JWE_DECRYPTION_FAILED');
  });

  const cases = wycheproof<object, Record<'key' | 'iv' | 'aad' | 'msg' | 'ct' | 'tag', string>>(
    'a256cbc_hs512_test.json',
  );
  it.skipIf(cases.length === 0)('does with every case of Wycheproof as it is labelled', () => {
    const opens = ({ test }: (typeof cases)[number]): boolean => {
      const [key, iv, aad] = [fromHex(test.key), fromHex(test.iv), fromHex(test.aad)];
      const sealed = { ciphertext: fromHex(test.ct), authTag: fromHex(test.tag) };
      if (test.result !== 'valid') {
        return faultCode(() => openContent(key, iv, aad, sealed)) !== 'JWE_DECRYPTION_FAILED';
      }
      // What is valid is also what we write.
      expect(sealContent(key, iv, aad, fromHex(test.msg))).toEqual(sealed);
      return openContent(key, iv, aad, sealed).toString('hex') === test.msg;
    };
    const otherwise = cases.filter((each) => opens(each) !== (each.test.result === 'valid'));
    expect(otherwise.map(({ test }) => nameOf(test))).toEqual([]);
    expect(cases).toHaveLength(94);
  });
});

describe('the key derivation of SP 800-108', () => {
  it('gives the published check value', () => {
    const derived = deriveKeySp800108(Buffer.alloc(32, 0x41), Buffer.from('label'), Buffer.from('context'), 256);
    expect(derived.toString('hex')).toBe('f0ca51f6308791404bf68b56024ee7c64d6c737716f81d47e1e68b5c4e399575');
  });

  it('counts on over the first block', () => {
    const derive = (bits: number): Buffer =>
      deriveKeySp800108(Buffer.alloc(32, 1), Buffer.from('a'), Buffer.alloc(0), bits);
    expect(derive(1024)).toHaveLength(128);
    // L is part of what is hashed, so a longer output does not begin with the shorter one.
    expect(derive(1024).subarray(0, 64)).not.toEqual(derive(512));
    expect(derive(1024).subarray(0, 64)).not.toEqual(derive(1024).subarray(64));
  });

  it('derives a datum key of 64 bytes with the tag in UTF-8 as label and an empty context', () => {
    const key = Buffer.alloc(32, 9);
    const expected = createHmac('sha512', key)
      .update(Buffer.concat([Buffer.from('00000001', 'hex'), Buffer.from('größe'), Buffer.from('0000000200', 'hex')]))
      .digest();
    expect(deriveDatumKey(key, 'größe')).toEqual(expected);
  });
});

describe('what we rely on in node:crypto', () => {
  const aes = wycheproof<{ keySize: number }, Record<'key' | 'iv' | 'msg' | 'ct', string>>('aes_cbc_pkcs5_test.json');
  it.skipIf(aes.length === 0)('AES-CBC with PKCS#7 padding does as Wycheproof labels', () => {
    const opened = ({ group, test }: (typeof aes)[number]): string | undefined => {
      const decipher = createDecipheriv(`aes-${group.keySize}-cbc`, fromHex(test.key), fromHex(test.iv));
      try {
        return Buffer.concat([decipher.update(fromHex(test.ct)), decipher.final()]).toString('hex');
      } catch {
        return undefined;
      }
    };
    const otherwise = aes.filter((each) => (opened(each) === each.test.msg) !== (each.test.result === 'valid'));
    expect(otherwise.map(({ test }) => nameOf(test))).toEqual([]);
    expect(aes).toHaveLength(216);
  });

  const hmac = wycheproof<{ tagSize: number }, Record<'key' | 'msg' | 'tag', string>>('hmac_sha512_test.json');
  it.skipIf(hmac.length === 0)('HMAC-SHA-512, whole and cut to the first half, does as Wycheproof labels', () => {
    const matches = ({ group, test }: (typeof hmac)[number]): boolean => {
      const mac = createHmac('sha512', fromHex(test.key)).update(fromHex(test.msg)).digest();
      return equalBytes(mac.subarray(0, group.tagSize / 8), fromHex(test.tag));
    };
    const otherwise = hmac.filter((each) => matches(each) !== (each.test.result === 'valid'));
    expect(otherwise.map(({ test }) => nameOf(test))).toEqual([]);
    expect(hmac).toHaveLength(174);
  });

  type OaepGroup = { keySize: number; sha: string; mgfSha: string; privateKeyPkcs8: string };
  it.for([
    ['rsa_oaep_2048_sha256_mgf1sha256_test.json', 37],
    ['rsa_oaep_3072_sha256_mgf1sha256_test.json', 37],
    ['rsa_oaep_4096_sha256_mgf1sha256_test.json', 37],
    ['rsa_oaep_misc_test.json', 46],
  ] as const)('RSA-OAEP does as Wycheproof labels: %s', ([file, expected], { skip }) => {
    const all = wycheproof<OaepGroup, Record<'msg' | 'ct' | 'label', string>>(file);
    skip(all.length === 0, 'the corpus is missing');
    // The profile knows one hash for label and mask: SHA-256, or (on reading) SHA-1.
    const cases = all.filter(({ group }) => group.sha === group.mgfSha && ['SHA-1', 'SHA-256'].includes(group.sha));
    const opened = ({ group, test }: (typeof cases)[number]): string | undefined => {
      const key = createPrivateKey({ key: fromHex(group.privateKeyPkcs8), format: 'der', type: 'pkcs8' });
      const oaepHash = group.sha === 'SHA-1' ? 'sha1' : 'sha256';
      try {
        const padding = constants.RSA_PKCS1_OAEP_PADDING;
        const oaepLabel = fromHex(test.label);
        return privateDecrypt({ key, padding, oaepHash, oaepLabel }, fromHex(test.ct)).toString('hex');
      } catch {
        return undefined;
      }
    };
    // "acceptable" is what a library may refuse; where it opens, it must open to the right text.
    const otherwise = cases.filter((each) => {
      const found = opened(each);
      if (each.test.result === 'acceptable') return found !== undefined && found !== each.test.msg;
      return (found === each.test.msg) !== (each.test.result === 'valid');
    });
    expect(otherwise.map(({ test }) => nameOf(test))).toEqual([]);
    expect(cases.length).toBe(expected);
  });
});
