import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { long } from '#e2e/support/long.ts';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { assertHoldsNone, assertNoSecrets } from './outgoing-scan.ts';
import { bundleTypes } from './roles.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { payloadOf } from './testdata/payloads.ts';
import { certificateLike, operator1 } from './testdata/samples.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const der = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1', sealed = false): Buffer =>
  key.export({
    format: 'der',
    type: type as 'pkcs8',
    ...(sealed ? { cipher: 'aes-256-cbc', passphrase: 'passphrase' } : {}),
  });
const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1'): string =>
  key.export({ format: 'pem', type: type }).toString();

const keys: [string, Buffer | string, string[]][] = [
  ['RSA PKCS#1', der(rsa, 'pkcs1'), ['pkcs1']],
  ['RSA PKCS#8', der(rsa, 'pkcs8'), ['pkcs8']],
  ['EC PKCS#8', der(ec, 'pkcs8'), ['pkcs8']],
  ['EC P-256 PKCS#8', der(p256, 'pkcs8'), ['pkcs8', 'sec1']],
  ['EC SEC1', der(ec, 'sec1'), ['sec1']],
  ['EC P-256 SEC1', der(p256, 'sec1'), ['sec1']],
  ['encrypted PKCS#8', der(rsa, 'pkcs8', true), ['pkcs8']],
  ['PEM PKCS#1', pem(rsa, 'pkcs1'), ['pem']],
  ['PEM PKCS#8', pem(ec, 'pkcs8'), ['pem']],
  ['a JWK', JSON.stringify(ec.export({ format: 'jwk' })), ['jwk']],
];
const found = (bytes: Buffer | string) => faultOf(() => assertNoSecrets(Buffer.from(bytes as string)));

describe.each(keys)('%s', (_, key, kinds) => {
  const bytes = Buffer.from(key as string);
  it.each<[string, Buffer | string]>([
    ['as it is', bytes],
    ['inside other bytes', Buffer.concat([Buffer.alloc(7), bytes, Buffer.alloc(7)])],
    ['in base64 in JSON', JSON.stringify({ body: bytes.toString('base64') })],
    ['in base64url in JSON', JSON.stringify({ body: bytes.toString('base64url') })],
    ['in hex', bytes.toString('hex')],
    ['in hex with colons and lines', bytes.toString('hex').replaceAll(/../g, '$&:').replaceAll(/.{45}/g, '$&\n    ')],
    ['in hex with tabs in JSON', JSON.stringify({ body: bytes.toString('hex').replaceAll(/../g, '$&\t') })],
    ['in base64 in lines', bytes.toString('base64').replaceAll(/.{64}/g, '$&\n')],
    ['in base64 in short lines of Windows', bytes.toString('base64').replaceAll(/.{16}/g, '$&\r\n')],
    ['in base64 in base64', Buffer.from(JSON.stringify({ a: bytes.toString('base64') })).toString('base64')],
    ['in base64 after an escaped line break in JSON', JSON.stringify({ body: `\n${bytes.toString('base64')}` })],
    [
      'in base64 in lines, escaped in JSON',
      JSON.stringify({ body: bytes.toString('base64').replaceAll(/.{64}/g, '$&\r\n') }),
    ],
  ])('is found %s', (__, output) => {
    const fault = found(output);
    expect(fault).toMatchObject({ code: 'SECRET_IN_OUTPUT' });
    expect(kinds).toContain((fault as { kind: string }).kind);
  });
});

it('looks into base64 four deep, which is as deep as any file of ours goes, and no deeper', () => {
  const nested = (depth: number): string =>
    Array.from({ length: depth }).reduce<string>((inner) => Buffer.from(inner).toString('base64'), pem(rsa, 'pkcs8'));
  expect(found(nested(4))).toMatchObject({ code: 'SECRET_IN_OUTPUT', kind: 'pem' });
  expect(() => assertNoSecrets(Buffer.from(nested(5)))).not.toThrow();
});

describe('a paper of some MiB without a line break', () => {
  // Real papers have photographs in them; every expression that repeats itself without a bound runs out of its stack here.
  const photograph = randomBytes(6 << 20).toString('base64');
  const papers = [
    ['base64', `<img src="data:image/jpeg;base64,${photograph}">`],
    ['hex', randomBytes(4 << 20).toString('hex')],
    ['a name and blanks', `"k"${' '.repeat(8 << 20)}`],
    ['a member that does not end', `"k": "${photograph}`],
    ['line breaks', '\n'.repeat(8 << 20)],
    ['line breaks as JSON spells them', String.raw`\n`.repeat(4 << 20)],
  ] as const;
  const search = (_: string, paper: string): void => expect(() => assertNoSecrets(Buffer.from(paper))).not.toThrow();
  // Behind base64 and a member without an end something is found below.
  const isBelow = ([name]: (typeof papers)[number]): boolean => ['base64', 'a member that does not end'].includes(name);
  it.each(papers.filter((paper) => !isBelow(paper)))('is searched: %s', search);
  it.each(papers.filter(isBelow))('is searched: %s', long, search);

  it('and what is behind it is found', () => {
    expect(found(`${photograph}\n\n${pem(rsa, 'pkcs8')}`)).toMatchObject({ kind: 'pem' });
    expect(found(`<p>${photograph}</p>${der(rsa, 'pkcs1').toString('hex')}`)).toMatchObject({ kind: 'pkcs1' });
    expect(found(`"d":"${Buffer.from(photograph).toString('base64url')}"`)).toMatchObject({ kind: 'jwk' });
  });
});

describe('what may leave', () => {
  it('is every honest payload, a certificate and a public key', () => {
    const outputs = [
      ...bundleTypes.map((type) => encodeCanonicalJson(payloadOf(type))),
      certificateLike(),
      operator1.spkiDer,
      Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'),
      Buffer.from(
        JSON.stringify(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' })),
      ),
    ];
    for (const output of outputs) {
      expect(() => assertNoSecrets(output)).not.toThrow();
    }
  });
});

describe('digits of a key', () => {
  // The shortest that tells of a key: 5 bytes, version and length of an ECPrivateKey.
  const [left, right] = ['A'.repeat(12) + 'AgEB', 'BCAA' + 'A'.repeat(12)];
  it.each([
    ['without a break', left + right],
    ['in two lines', `${left}\n${right}`],
    ['in two lines of Windows', `${left}\r\n${right}`],
    ['in two lines with one between', `${left}\n\n${right}`],
    ['in the shortest run behind a backslash', `\\${'A'.repeat(16)}AgEBBCAA`],
    ['in the shortest run of hex', '020100300d06092a864886f70d010101'],
    ['in hex with colons', `02:01:01:04:20${':00'.repeat(11)}`],
  ])('are found %s', (_, text) => {
    expect(found(text)).toMatchObject({ code: 'SECRET_IN_OUTPUT' });
  });
  it.each([
    ['words with a blank between them', `${left} ${right}`],
    ['one digit of base64 fewer than a run has', `.${'A'.repeat(14)}AgEBBCAAA`],
    ['lines that are too short for a body', `${left.slice(1)}\n${right}`],
    ['words with a path between them', `${left}\\x${right}`],
    ['a member whose value does not end behind them', `"d":"${'A'.repeat(22)}."`],
    ['fewer digits of hex than a run has', `02 01 01 04 20${' '.repeat(20)}`],
  ])('are none where they are %s', (_, text) => {
    expect(() => assertNoSecrets(Buffer.from(text))).not.toThrow();
  });
});

it('reads what a shell writes as UTF-16', () => {
  expect(found(Buffer.from(pem(rsa, 'pkcs8'), 'utf16le'))).toMatchObject({ code: 'SECRET_IN_OUTPUT', kind: 'pem' });
});

describe('a secret that the process holds', () => {
  const secret = randomBytes(32);
  const leaks = (bytes: Buffer | string) =>
    faultCode(() => assertHoldsNone(Buffer.from(bytes as string), [{ name: 'share', bytes: secret }]));
  const json = (value: string) => JSON.stringify({ note: value });
  /** The secret among others' bytes, so that its base64 begins at another place of a group of four. */
  const after = (bytes: number) => Buffer.concat([randomBytes(bytes), secret, randomBytes(6 - bytes)]);

  it.each([
    ['raw', Buffer.concat([Buffer.from('before'), secret, Buffer.from('after')])],
    ['in hex', json(secret.toString('hex'))],
    ['in upper-case hex', json(secret.toString('hex').toUpperCase())],
    ['in base64', json(secret.toString('base64'))],
    ['in base64url', json(secret.toString('base64url'))],
    ['in base64 after one byte', json(after(1).toString('base64'))],
    ['in base64 after two bytes', json(after(2).toString('base64'))],
    // Where a letter is before the first digit, decoding begins at the wrong place and shows nothing.
    ['in base64 behind a letter', json(`x${secret.toString('base64')}`)],
    ['in base64 after one byte and a letter', json(`x${after(1).toString('base64')}`)],
    ['in base64 after two bytes and a letter', json(`x${after(2).toString('base64')}`)],
    ['in base64 of base64', json(Buffer.from(secret.toString('base64')).toString('base64'))],
    ['in base64 of JSON with hex', json(Buffer.from(json(secret.toString('hex'))).toString('base64'))],
  ])('is seen %s', (_, bytes) => {
    expect(leaks(bytes)).toBe('SECRET_IN_OUTPUT');
  });

  it('is not found in innocent bytes, nor a secret of somebody else', () => {
    expect(() => {
      assertHoldsNone(randomBytes(4096), [{ name: 'share', bytes: secret }]);
      assertHoldsNone(secret, [{ name: 'another', bytes: randomBytes(32) }]);
    }).not.toThrow();
  });

  it('is named, and left as it was', () => {
    const before = Buffer.from(secret);
    const held = ['one', 'other'].map((name) => ({ name, bytes: name === 'one' ? randomBytes(32) : secret }));
    expect(faultOf(() => assertHoldsNone(secret, held))).toEqual({
      code: 'SECRET_IN_OUTPUT',
      kind: 'held-secret',
      name: 'other',
    });
    expect(secret).toEqual(before);
  });

  it('is not so short that chance would find it', () => {
    const search = (bytes: Buffer) => () => assertHoldsNone(bytes, [{ name: 'short', bytes }]);
    expect(search(randomBytes(7))).toThrow('at least 8 bytes');
    expect(faultCode(search(randomBytes(8)))).toBe('SECRET_IN_OUTPUT');
  });
});
