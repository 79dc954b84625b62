// The strict JWE profile: one fault for each vector, and reference tools that we did not write (jose, Wycheproof, RFC 7520).
import { createPrivateKey, createSecretKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import fc from 'fast-check';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { long } from '#e2e/support/long.ts';
import { testIdentity } from '#e2e/support/custodians.ts';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { nameOf, wycheproof } from '#e2e/support/wycheproof.ts';
import {
  type CompactJwe,
  encodeCompactJwe,
  openDirectJwe,
  openWrappedJwe,
  parseCompactJwe,
  sealDirectJwe,
  sealWrappedJwe,
} from './jwe.ts';

const { privateKey, publicKey } = testIdentity('custodian-0');
const cek = Buffer.alloc(64, 5);
const text = Buffer.from('a share, or a datum');
const direct = sealDirectJwe(text, cek, 'hsm_backup');
const wrapped = sealWrappedJwe(text, publicKey);

/** The JWE with one of its five parts replaced. */
function withPart(jwe: string, part: number, change: (bytes: Buffer) => Buffer | string): string {
  const parts = jwe.split('.');
  const changed = change(Buffer.from(parts[part] ?? '', 'base64url'));
  parts[part] = typeof changed === 'string' ? changed : changed.toString('base64url');
  return parts.join('.');
}
const withHeader = (header: string): string => withPart(direct, 0, () => Buffer.from(header));
const shorter = (bytes: Buffer): Buffer => bytes.subarray(0, -1);
const longer = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(1)]);

describe('the structure of a JWE', () => {
  it.each([
    ['four parts', direct.split('.').slice(0, 4).join('.'), 'JWE_PARTS'],
    ['six parts', `${direct}.`, 'JWE_PARTS'],
    ['a thousand dots', '.'.repeat(1000), 'JWE_PARTS'],
    ['nothing', '', 'JWE_PARTS'],
    ['padding in a part', withPart(direct, 2, (bytes) => bytes.toString('base64')), 'JWE_BASE64'],
    ['a character of the other alphabet', withPart(direct, 3, (b) => `+${b.toString('base64url')}`), 'JWE_BASE64'],
    ['a space', withPart(direct, 4, (b) => `${b.toString('base64url')} `), 'JWE_BASE64'],
    ['spare bits', withPart(direct, 2, () => 'AAAAAAAAAAAAAAAAAAAAAB'), 'JWE_BASE64'],
    ['an empty header', withPart(direct, 0, () => ''), 'JWE_HEADER'],
    ['a header that is an array', withHeader('["dir"]'), 'JWE_HEADER'],
    ['a header that is null', withHeader('null'), 'JWE_HEADER'],
    ['a header without alg', withHeader('{"enc":"A256CBC-HS512"}'), 'JWE_HEADER'],
    ['a header without enc', withHeader('{"alg":"dir"}'), 'JWE_HEADER'],
    ['alg that is a number', withHeader('{"alg":1,"enc":"A256CBC-HS512"}'), 'JWE_HEADER'],
    ['kid that is a number', withHeader('{"alg":"dir","enc":"A256CBC-HS512","kid":1}'), 'JWE_HEADER'],
    ['alg twice', withHeader('{"alg":"dir","enc":"A256CBC-HS512","alg":"dir"}'), 'JWE_HEADER'],
    ['zip', withHeader('{"alg":"dir","enc":"A256CBC-HS512","zip":"DEF"}'), 'JWE_HEADER'],
    ['crit', withHeader('{"alg":"dir","enc":"A256CBC-HS512","crit":["b64"]}'), 'JWE_HEADER'],
    ['a member named __proto__', withHeader('{"alg":"dir","enc":"A256CBC-HS512","__proto__":{}}'), 'JWE_HEADER'],
    ['a header of more than 4096 bytes', withHeader(`{"alg":"dir"${' '.repeat(4096)}}`), 'JWE_HEADER'],
    ['RSA1_5', withHeader('{"alg":"RSA1_5","enc":"A256CBC-HS512"}'), 'JWE_ALGORITHM_REFUSED'],
    ['alg none', withHeader('{"alg":"none","enc":"A256CBC-HS512"}'), 'JWE_ALGORITHM_REFUSED'],
    ['alg in other letters', withHeader('{"alg":"DIR","enc":"A256CBC-HS512"}'), 'JWE_ALGORITHM_REFUSED'],
    ['A256GCM', withHeader('{"alg":"dir","enc":"A256GCM"}'), 'JWE_ENCRYPTION_REFUSED'],
    ['A128CBC-HS256', withHeader('{"alg":"dir","enc":"A128CBC-HS256"}'), 'JWE_ENCRYPTION_REFUSED'],
    ['an encrypted key with dir', withPart(direct, 1, () => Buffer.alloc(1)), 'JWE_ENCRYPTED_KEY_LENGTH'],
    ['no encrypted key with RSA', withPart(wrapped, 1, () => ''), 'JWE_ENCRYPTED_KEY_LENGTH'],
    ['an encrypted key of 255 bytes', withPart(wrapped, 1, shorter), 'JWE_ENCRYPTED_KEY_LENGTH'],
    ['an encrypted key of 257 bytes', withPart(wrapped, 1, longer), 'JWE_ENCRYPTED_KEY_LENGTH'],
    ['an encrypted key of RSA-1024', withPart(wrapped, 1, (b) => b.subarray(128)), 'JWE_ENCRYPTED_KEY_LENGTH'],
    ['an IV of 15 bytes', withPart(direct, 2, shorter), 'JWE_IV_LENGTH'],
    ['an IV of 17 bytes', withPart(direct, 2, longer), 'JWE_IV_LENGTH'],
    ['no IV', withPart(direct, 2, () => ''), 'JWE_IV_LENGTH'],
    ['no ciphertext', withPart(direct, 3, () => ''), 'JWE_CIPHERTEXT_LENGTH'],
    ['half a block', withPart(direct, 3, (bytes) => bytes.subarray(8)), 'JWE_CIPHERTEXT_LENGTH'],
    ['no tag', withPart(direct, 4, () => ''), 'JWE_TAG_LENGTH'],
    ['a tag of 31 bytes', withPart(direct, 4, shorter), 'JWE_TAG_LENGTH'],
    ['a tag of 33 bytes', withPart(direct, 4, longer), 'JWE_TAG_LENGTH'],
    ['a tag of 16 bytes', withPart(direct, 4, (bytes) => bytes.subarray(16)), 'JWE_TAG_LENGTH'],
  ])('refuses %s', (_, jwe, code) => {
    expect(faultCode(() => parseCompactJwe(jwe))).toBe(code);
  });

  it('says which part is not base64url, and what stood where the algorithm stands', () => {
    expect(faultOf(() => parseCompactJwe(withPart(direct, 3, () => '=')))).toEqual({
      code: 'JWE_BASE64',
      part: 'ciphertext',
    });
    expect(faultOf(() => parseCompactJwe(withHeader('{"alg":"RSA1_5","enc":"x"}')))).toMatchObject({ alg: 'RSA1_5' });
  });

  it('encodes what it read to the same text', () => {
    for (const jwe of [direct, wrapped]) expect(encodeCompactJwe(parseCompactJwe(jwe))).toBe(jwe);
  });

  it('writes the headers that the service writes', () => {
    const header = (jwe: string): string => Buffer.from(jwe.split('.')[0] ?? '', 'base64url').toString();
    expect(header(direct)).toBe('{"alg":"dir","enc":"A256CBC-HS512","kid":"hsm_backup"}');
    expect(header(wrapped)).toBe('{"alg":"RSA-OAEP-256","enc":"A256CBC-HS512","kid":"not used"}');
  });
});

describe('opening a JWE', () => {
  it('gives the text back', () => {
    expect(openDirectJwe(parseCompactJwe(direct), cek)).toEqual(text);
    expect(openWrappedJwe(parseCompactJwe(wrapped), privateKey)).toEqual(text);
  });

  it.each([
    ['another direct key', () => openDirectJwe(parseCompactJwe(direct), Buffer.alloc(64, 6))],
    ['a direct key of 32 bytes', () => openDirectJwe(parseCompactJwe(direct), cek.subarray(32))],
    ['another private key', () => openWrappedJwe(parseCompactJwe(wrapped), testIdentity('custodian-1').privateKey)],
    [
      'a key that was wrapped with SHA-256 and is read with SHA-1',
      () => openWrappedJwe({ ...parseCompactJwe(wrapped), alg: 'RSA-OAEP' }, privateKey),
    ],
    [
      'another header, though it means the same',
      () => openDirectJwe(parseCompactJwe(withHeader('{"alg":"dir","enc":"A256CBC-HS512", "kid":"hsm_backup"}')), cek),
    ],
  ])('answers %s with the one code for all that fails after key use', (_, open) => {
    expect(faultCode(open)).toBe('JWE_DECRYPTION_FAILED');
  });

  it('does not mix up the two ways of key management', () => {
    expect(faultCode(() => openDirectJwe(parseCompactJwe(wrapped), cek))).toBe('JWE_ALGORITHM_REFUSED');
    expect(faultCode(() => openWrappedJwe(parseCompactJwe(direct), privateKey))).toBe('JWE_ALGORITHM_REFUSED');
  });

  it('refuses an encrypted key that is not as long as the modulus before it uses the key', () => {
    const large = testIdentity('custodian-0', { bits: 3072 });
    const jwe = parseCompactJwe(sealWrappedJwe(text, large.publicKey));
    expect(faultCode(() => openWrappedJwe(jwe, privateKey))).toBe('JWE_ENCRYPTED_KEY_LENGTH');
  });

  it('refuses a key that has no modulus', () => {
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    expect(faultCode(() => openWrappedJwe(parseCompactJwe(wrapped), curve))).toBe('JWE_ENCRYPTED_KEY_LENGTH');
  });

  it('opens any bytes that it sealed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, kid) => {
        const jwe = parseCompactJwe(sealDirectJwe(bytes, cek, kid));
        expect(jwe.kid).toBe(kid);
        expect(openDirectJwe(jwe, cek)).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 100 },
    );
  });
});

describe('every bit of a JWE', () => {
  /**
   * How many of the single-bit flips of the decoded parts open; the structure's own faults count as refused.
   * @param step how many bits there are from one that is flipped to the next
   */
  function accepted(step: number, jwe: string, open: (changed: CompactJwe) => Buffer): string[] {
    const found: string[] = [];
    jwe.split('.').forEach((part, at) => {
      const bits = Buffer.from(part, 'base64url').length * 8;
      for (let bit = 0; bit < bits; bit += step) {
        const changed = withPart(jwe, at, (bytes) => {
          bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          return bytes;
        });
        try {
          faultCode(() => open(parseCompactJwe(changed)));
        } catch {
          found.push(`part ${at}, bit ${bit}`);
        }
      }
    });
    return found;
  }
  const ofDatum = (step: number): string[] => accepted(step, direct, (jwe) => openDirectJwe(jwe, cek));
  const ofShare = (step: number): string[] => {
    const share = sealWrappedJwe(Buffer.alloc(64, 1), publicKey);
    return accepted(step, share, (jwe) => openWrappedJwe(jwe, privateKey));
  };

  it('guards a datum: none of its flips is accepted', () => {
    expect(ofDatum(1)).toEqual([]);
  });

  it('guards a wrapped share: none of the flips in each byte is accepted', () => {
    expect(ofShare(7)).toEqual([]);
  });

  it('guards a wrapped share: none of its flips is accepted', long, () => {
    expect(ofShare(1)).toEqual([]);
  });
});

describe('checked by jose', () => {
  const protectedHeader = { enc: 'A256CBC-HS512', kid: 'not used' } as const;

  it('opens what we seal', async () => {
    const fromWrapped = await compactDecrypt(wrapped, privateKey);
    expect(Buffer.from(fromWrapped.plaintext)).toEqual(text);
    const fromDirect = await compactDecrypt(direct, createSecretKey(cek));
    expect(Buffer.from(fromDirect.plaintext)).toEqual(text);
  });

  it.each(['RSA-OAEP-256', 'RSA-OAEP'] as const)('seals with %s what we open', async (alg) => {
    const jwe = await new CompactEncrypt(text).setProtectedHeader({ alg, ...protectedHeader }).encrypt(publicKey);
    expect(parseCompactJwe(jwe).alg).toBe(alg);
    expect(openWrappedJwe(parseCompactJwe(jwe), privateKey)).toEqual(text);
  });

  it('seals with dir what we open', async () => {
    const jwe = await new CompactEncrypt(text)
      .setProtectedHeader({ alg: 'dir', ...protectedHeader })
      .encrypt(createSecretKey(cek));
    expect(openDirectJwe(parseCompactJwe(jwe), cek)).toEqual(text);
  });
});

describe('checked by Wycheproof', () => {
  type Case = { pt: string; jwe: unknown };
  const cases = wycheproof<{ comment: string; private: JsonWebKey & { k?: string } }, Case>(
    'json_web_encryption_test.json',
  );

  function outcome({ group, test }: (typeof cases)[number]): string {
    const { kty, k } = group.private;
    try {
      return faultCode(() => {
        const jwe = parseCompactJwe(typeof test.jwe === 'string' ? test.jwe : '');
        const plaintext =
          kty === 'RSA'
            ? openWrappedJwe(jwe, createPrivateKey({ key: group.private, format: 'jwk' }))
            : openDirectJwe(jwe, Buffer.from(k ?? '', 'base64url'));
        expect(plaintext.toString('hex')).toBe(test.pt);
      });
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('expected a refusal')) return 'accepted';
      throw error;
    }
  }

  it.skipIf(cases.length === 0)('accepts the one case of the profile, and the one of its legacy, of 139', () => {
    const accepted = cases.filter((each) => outcome(each) === 'accepted');
    expect(accepted.map(({ group, test }) => [group.private['alg'], nameOf(test), test.result])).toEqual([
      ['RSA-OAEP', '87 acceptsRsaOaepA256CbcHs512', 'valid'],
      ['RSA-OAEP-256', '93 acceptsA256CBC-HS512', 'valid'],
    ]);
    expect(cases).toHaveLength(139);
  });

  it.skipIf(cases.length === 0)('refuses the examples of RFC 7520 by the algorithm that each one uses', () => {
    const examples = cases.filter(({ group }) => group.comment === 'rfc_7520');
    expect(Object.fromEntries(examples.map((each) => [each.test.comment, outcome(each)]))).toMatchObject({
      Figure81: 'JWE_ALGORITHM_REFUSED', // RSA1_5
      Figure92: 'JWE_ENCRYPTION_REFUSED', // A256GCM
    });
    expect(examples.map(outcome)).not.toContain('accepted');
  });

  it.skipIf(cases.length === 0)('refuses RSA1_5 by its name, whatever else is in it', () => {
    const old = cases.filter(({ test }) => typeof test.jwe === 'string' && test.jwe.startsWith('eyJhbGciOiJSU0ExXzUi'));
    expect(old.length).toBeGreaterThan(20);
    expect(new Set(old.map(outcome))).toEqual(new Set(['JWE_ALGORITHM_REFUSED']));
  });
});
