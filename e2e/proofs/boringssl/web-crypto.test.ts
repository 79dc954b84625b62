// Node's answers beside Chromium's: Wycheproof's vectors through both, and what one has made opened by the other.
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  pbkdf2Sync,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { equalBytes } from '#core/encoding/bytes.ts';
import { readDerChildren, readDerElement } from '#core/encoding/der.ts';
import { openContent } from '#core/security-domain/content-encryption.ts';
import { assertCanonicalSignature, isSignedBy, parseSigningPublicKey } from '#core/transfer/signature.ts';
import { testKey } from '../../support/custodians.ts';
import { referenceChromium } from '../../support/reference-tools.ts';
import { fromHex, nameOf, wycheproof, type WycheproofCase } from '../../support/wycheproof.ts';
import { type Answer, type Question, WebCrypto } from './web-crypto.ts';

const browser = await referenceChromium();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** What Node gives, in the words of the reference. */
function answered(work: () => Uint8Array): Answer {
  try {
    return hex(work());
  } catch {
    return 'refused';
  }
}

/** One of Wycheproof's cases with both answers; `right` is what a valid case must give. */
interface Assessed {
  readonly test: WycheproofCase;
  readonly node: Answer;
  readonly question: Question | undefined;
  readonly right: string;
}

describe.skipIf(browser === undefined)('the cryptography of Chromium', () => {
  let reference: WebCrypto;
  beforeAll(async () => {
    reference = await WebCrypto.start();
  });
  afterAll(async () => {
    await reference.close();
  });

  /** Every case that comes out otherwise: in Node than in Chromium, or in either than labelled. */
  async function assess(cases: readonly Assessed[]): Promise<string[]> {
    const answers = await reference.ask(cases.flatMap(({ question }) => (question ? [question] : [])));
    let next = 0;
    return cases.flatMap(({ test, node, question, right }) => {
      const chromium = question ? (answers[next++] ?? '') : node;
      const labelled = (answer: Answer): boolean =>
        // "acceptable" is what a library may refuse; where it opens, it must open to the right text.
        test.result === 'acceptable'
          ? ['refused', right].includes(answer)
          : (answer === right) === (test.result === 'valid');
      return node === chromium && labelled(node) ? [] : [`${nameOf(test)}: Node ${node}, Chromium ${chromium}`];
    });
  }

  const noCorpus = (cases: readonly unknown[]): boolean => cases.length === 0;

  type OaepGroup = { sha: string; mgfSha: string; privateKeyPkcs8: string };
  const oaep = ['2048_sha256_mgf1sha256', '3072_sha256_mgf1sha256', '4096_sha256_mgf1sha256', 'misc']
    .flatMap((name) => wycheproof<OaepGroup, Record<'msg' | 'ct' | 'label', string>>(`rsa_oaep_${name}_test.json`))
    // One hash for label and mask, as our profile has it: SHA-256, and SHA-1 on reading.
    .filter(({ group }) => group.sha === group.mgfSha && ['SHA-1', 'SHA-256'].includes(group.sha));

  it.skipIf(noCorpus(oaep))('opens RSA-OAEP as Node and Wycheproof do', async () => {
    const cases = oaep.map(({ group, test }): Assessed => {
      const hash = group.sha as 'SHA-1' | 'SHA-256';
      const key = createPrivateKey({ key: fromHex(group.privateKeyPkcs8), format: 'der', type: 'pkcs8' });
      const how = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash.replace('-', '').toLowerCase() };
      return {
        test,
        right: test.msg,
        node: answered(() => privateDecrypt({ ...how, oaepLabel: fromHex(test.label) }, fromHex(test.ct))),
        question: { ask: 'oaep-open', hash, pkcs8: group.privateKeyPkcs8, label: test.label, data: test.ct },
      };
    });
    expect(await assess(cases)).toEqual([]);
    expect(cases).toHaveLength(157);
  });

  const aes = wycheproof<{ keySize: number }, Record<'key' | 'iv' | 'msg' | 'ct', string>>('aes_cbc_pkcs5_test.json');
  it.skipIf(noCorpus(aes))(
    'opens AES-CBC as Node and Wycheproof do; keys of 192 bits WebCrypto does not take',
    async () => {
      const cases = aes
        .filter(({ group }) => group.keySize !== 192)
        .map(({ group, test }): Assessed => ({
          test,
          right: test.msg,
          node: answered(() => {
            const decipher = createDecipheriv(`aes-${group.keySize}-cbc`, fromHex(test.key), fromHex(test.iv));
            return Buffer.concat([decipher.update(fromHex(test.ct)), decipher.final()]);
          }),
          question: { ask: 'aes-cbc-open', key: test.key, iv: test.iv, data: test.ct },
        }));
      expect(await assess(cases)).toEqual([]);
      expect(cases).toHaveLength(144);
    },
  );

  const hmac = wycheproof<{ tagSize: number }, Record<'key' | 'msg' | 'tag', string>>('hmac_sha512_test.json');
  it.skipIf(noCorpus(hmac))('computes HMAC-SHA-512 as Node does', async () => {
    const answers = await reference.ask(
      hmac.map(({ test }): Question => ({ ask: 'hmac', hash: 'SHA-512', key: test.key, data: test.msg })),
    );
    const otherwise = hmac.filter(({ group, test }, i) => {
      const whole = fromHex(answers[i] ?? '');
      const same = createHmac('sha512', fromHex(test.key)).update(fromHex(test.msg)).digest().equals(whole);
      const matches = equalBytes(whole.subarray(0, group.tagSize / 8), fromHex(test.tag));
      return !same || matches !== (test.result === 'valid');
    });
    expect(otherwise.map(({ test }) => nameOf(test))).toEqual([]);
    expect(hmac).toHaveLength(174);
  });

  const sealed = wycheproof<object, Record<'key' | 'iv' | 'aad' | 'msg' | 'ct' | 'tag', string>>(
    'a256cbc_hs512_test.json',
  );
  it.skipIf(noCorpus(sealed))('opens A256CBC-HS512, put together from its parts, as ours does', async () => {
    const macs = await reference.ask(
      sealed.map(({ test: { key, aad, iv, ct } }): Question => {
        const aadBits = (aad.length * 4).toString(16).padStart(16, '0');
        return { ask: 'hmac', hash: 'SHA-512', key: key.slice(0, 64), data: `${aad}${iv}${ct}${aadBits}` };
      }),
    );
    const plain = await reference.ask(
      sealed.map(({ test: { key, iv, ct } }): Question => ({ ask: 'aes-cbc-open', key: key.slice(64), iv, data: ct })),
    );
    const otherwise = sealed.filter(({ test }, i) => {
      const chromium = macs[i]?.slice(0, 64) === test.tag ? plain[i] : 'refused';
      const content = { ciphertext: fromHex(test.ct), authTag: fromHex(test.tag) };
      const ours = answered(() => openContent(fromHex(test.key), fromHex(test.iv), fromHex(test.aad), content));
      return ours !== chromium || (ours === test.msg) !== (test.result === 'valid');
    });
    expect(otherwise.map(({ test }) => nameOf(test))).toEqual([]);
    expect(sealed).toHaveLength(94);
  });

  type Pbes2Case = Record<'password' | 'salt' | 'iv' | 'msg' | 'ct', string> & { iterationCount: number };
  const pbes2 = wycheproof<object, Pbes2Case>('pbes2_hmacsha256_aes_256_test.json');
  it.skipIf(noCorpus(pbes2))('derives and opens PBES2 as Node and Wycheproof do', async () => {
    const keys = await reference.ask(
      pbes2.map(({ test: { password, salt, iterationCount: rounds } }): Question => ({
        ...({ ask: 'pbkdf2', hash: 'SHA-256', bytes: 32 } as const),
        ...{ password, salt, rounds },
      })),
    );
    const cases = pbes2.map(({ test }, i): Assessed => ({
      test,
      right: test.msg,
      node: answered(() => {
        const key = pbkdf2Sync(fromHex(test.password), fromHex(test.salt), test.iterationCount, 32, 'sha256');
        const decipher = createDecipheriv('aes-256-cbc', key, fromHex(test.iv));
        return Buffer.concat([decipher.update(fromHex(test.ct)), decipher.final()]);
      }),
      question: { ask: 'aes-cbc-open', key: keys[i] ?? '', iv: test.iv, data: test.ct },
    }));
    expect(await assess(cases)).toEqual([]);
    expect(cases).toHaveLength(84);
  });

  const ecdsa = wycheproof<{ publicKeyDer: string }, Record<'msg' | 'sig', string>>('ecdsa_secp384r1_sha384_test.json');
  it.skipIf(noCorpus(ecdsa))('verifies ECDSA over P-384 as ours and Wycheproof do', async () => {
    const cases = ecdsa.map(({ group, test }): Assessed => {
      const signature = fromHex(test.sig);
      const isCanonical = answered(() => (assertCanonicalSignature(signature), signature)) !== 'refused';
      const key = parseSigningPublicKey(fromHex(group.publicKeyDer));
      return {
        test,
        right: 'yes',
        node: isCanonical && isSignedBy(key, fromHex(test.msg), signature) ? 'yes' : 'no',
        // Bytes that are no two numbers of the group nobody is asked about.
        question: isCanonical
          ? {
              ...({ ask: 'ecdsa-verify', curve: 'P-384', hash: 'SHA-384' } as const),
              ...{ spki: group.publicKeyDer, data: test.msg, signature: rawSignature(signature, 48) },
            }
          : undefined,
      };
    });
    expect(await assess(cases)).toEqual([]);
    expect(cases).toHaveLength(504);
    expect(cases.filter(({ question }) => question !== undefined)).toHaveLength(217);
  });

  const hashes = [
    ['SHA-1', 'sha1'],
    ['SHA-256', 'sha256'],
    ['SHA-384', 'sha384'],
    ['SHA-512', 'sha512'],
  ] as const;
  it.each(hashes)('hashes with %s, alone, in HMAC and in PBKDF2, as Node does', async (hash, name) => {
    const [key, data, salt] = [randomBytes(40), randomBytes(500), randomBytes(16)];
    const rounds = 1000;
    const passphrase = { password: hex(key), salt: hex(salt), rounds, bytes: 64 };
    expect(
      await reference.ask([
        { ask: 'digest', hash, data: hex(data) },
        { ask: 'hmac', hash, key: hex(key), data: hex(data) },
        { ask: 'pbkdf2', hash, ...passphrase },
      ]),
    ).toEqual([
      hex(createHash(name).update(data).digest()),
      hex(createHmac(name, key).update(data).digest()),
      hex(pbkdf2Sync(key, salt, rounds, 64, name)),
    ]);
  });

  it('seals with AES-CBC and AES-GCM as Node does', async () => {
    const [key, iv, nonce, aad, data] = [32, 16, 12, 30, 100].map((size) => randomBytes(size)) as [
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
    ];
    const cbc = createCipheriv('aes-256-cbc', key, iv);
    const gcm = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad);
    const whole = { key: hex(key), data: hex(data) };
    expect(
      await reference.ask([
        { ask: 'aes-cbc', ...whole, iv: hex(iv) },
        { ask: 'aes-gcm', ...whole, iv: hex(nonce), aad: hex(aad) },
      ]),
    ).toEqual([
      hex(Buffer.concat([cbc.update(data), cbc.final()])),
      hex(Buffer.concat([gcm.update(data), gcm.final(), gcm.getAuthTag()])),
    ]);
  });

  const spkiOf = (key: ReturnType<typeof createPublicKey>): string => hex(key.export({ format: 'der', type: 'spki' }));

  it.each([
    ['P-256', 'SHA-256', 'sha256'],
    ['P-384', 'SHA-384', 'sha384'],
  ] as const)(
    'takes what Node signs over %s, and gives what Node takes, also with its own key',
    async (curve, hash, name) => {
      const ours = generateKeyPairSync('ec', { namedCurve: curve });
      const data = randomBytes(100);
      const signature = hex(sign(name, data, { key: ours.privateKey, dsaEncoding: 'ieee-p1363' }));
      const about = { curve, hash, data: hex(data) };
      const pkcs8 = hex(ours.privateKey.export({ format: 'der', type: 'pkcs8' }));
      const [taken, changed, theirs = '', newKey = ''] = await reference.ask([
        { ask: 'ecdsa-verify', ...about, spki: spkiOf(ours.publicKey), signature },
        { ask: 'ecdsa-verify', ...about, data: `${about.data}00`, spki: spkiOf(ours.publicKey), signature },
        { ask: 'ecdsa', ...about, pkcs8 },
        { ask: 'new-key', kind: 'ecdsa', curve },
      ]);
      expect([taken, changed]).toEqual(['yes', 'no']);
      expect(verify(name, data, { key: ours.publicKey, dsaEncoding: 'ieee-p1363' }, fromHex(theirs))).toBe(true);
      const made = createPrivateKey({ key: fromHex(newKey), format: 'der', type: 'pkcs8' });
      expect(verify(name, data, createPublicKey(made), sign(name, data, made))).toBe(true);
    },
  );

  it.each([2048, 3072, 4096])('signs and wraps with RSA of %i bits as Node does, both ways', async (bits) => {
    const key = testKey('boringssl', { bits });
    const publicKey = createPublicKey(key);
    const [pkcs8, spki] = [hex(key.export({ format: 'der', type: 'pkcs8' })), spkiOf(publicKey)];
    const [data, secret] = [randomBytes(100), randomBytes(64)];
    const oaepHow = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
    const wrapped = hex(publicEncrypt({ key: publicKey, ...oaepHow }, secret));
    const [opened, theirs = '', ...signatures] = await reference.ask([
      { ask: 'oaep-open', hash: 'SHA-256', pkcs8, label: '', data: wrapped },
      { ask: 'oaep', hash: 'SHA-256', spki, data: hex(secret) },
      ...hashes.slice(1).map(([hash]): Question => ({ ask: 'rsa', hash, pkcs8, data: hex(data) })),
    ]);
    expect(opened).toBe(hex(secret));
    expect(privateDecrypt({ key, ...oaepHow }, fromHex(theirs)).equals(secret)).toBe(true);
    // RFC 8017 §8.2 has no randomness: the same signature.
    expect(signatures).toEqual(hashes.slice(1).map(([, name]) => hex(sign(name, data, key))));
  });
});

/** r ‖ s of a canonical DER signature. */
function rawSignature(der: Uint8Array, bytes: number): string {
  const numbers = readDerChildren(readDerElement(der).content).map(({ content }) => hex(content).replace(/^00/, ''));
  return numbers.map((number) => number.padStart(bytes * 2, '0')).join('');
}
