// Key attestations in the published layout, made here under roots made here: what proves something, and what must not.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import 'reflect-metadata';
import { BasicConstraintsExtension, X509CertificateGenerator } from '@peculiar/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { selfSignedCertificate } from '#e2e/support/certificates.ts';
import { testKey } from '#e2e/support/custodians.ts';
import { faultOf } from '#e2e/support/faults.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodePem } from '../encoding/pem.ts';
import {
  checkKeyAttestation,
  encodeKeyAttestations,
  isProven,
  type KeyAttestation,
  type KeyAttestations,
  parseKeyAttestations,
} from './key-attestation.ts';

const signing = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const key = createPublicKey(testKey('attested key'));
const spki = key.export({ type: 'spki', format: 'der' });
const modulus = Buffer.from(key.export({ format: 'jwk' }).n ?? '', 'base64url');
const yes = Buffer.from([1]);
const no = Buffer.from([0]);

let rootDer: Buffer;
let partitionDer: Buffer;
let partitionKey: KeyObject;
let roots: readonly string[];

beforeAll(async () => {
  const root = await selfSignedCertificate('maker root', 2048, true);
  rootDer = root.certificateDer;
  roots = [sha256(rootDer).toString('hex')];
  partitionKey = testKey('partition');
  const rootKey = createPrivateKey({ key: root.privateKeyDer, format: 'der', type: 'pkcs8' });
  partitionDer = await leafOf('partition', partitionKey, { issuer: 'maker root', signer: rootKey });
});

/** A certificate that may sign no other. */
async function leafOf(
  name: string,
  own: KeyObject,
  by: { readonly issuer: string; readonly signer: KeyObject },
): Promise<Buffer> {
  const imported = (format: 'pkcs8' | 'spki', half: KeyObject, usage: 'sign' | 'verify') =>
    crypto.subtle.importKey(format, half.export({ type: format as 'spki', format: 'der' }), signing, true, [usage]);
  const certificate = await X509CertificateGenerator.create({
    ...{ subject: `CN=${name}`, issuer: `CN=${by.issuer}`, signingAlgorithm: signing },
    notBefore: new Date(Date.now() - 1000),
    notAfter: new Date(Date.now() + 86_400_000),
    extensions: [new BasicConstraintsExtension(false)],
    publicKey: await imported('spki', createPublicKey(own), 'verify'),
    signingKey: await imported('pkcs8', by.signer, 'sign'),
  });
  return Buffer.from(certificate.rawData);
}

const words = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [at, each] of numbers.entries()) bytes.writeUInt32BE(each, 4 * at);
  return bytes;
};
type Attribute = readonly [type: number, value: Buffer];
const records = (attributes: readonly Attribute[]): Buffer =>
  Buffer.concat(attributes.flatMap(([type, value]) => [words(type, value.length), value]));
/** Handle, count and size, then the attributes. */
const object = (attributes: readonly Attribute[], count = attributes.length): Buffer =>
  Buffer.concat([words(0, count, 0), records(attributes)]);
const infoHeader = (first: number, second: number): Buffer => words(0, (first << 16) | second);
const signed = (data: Buffer, signer = partitionKey): Buffer => Buffer.concat([data, sign('sha256', data, signer)]);
/** @param told what its header says otherwise than it is */
function response(buffer: Buffer, told: { readonly size?: number; readonly bufferSize?: number } = {}): Buffer {
  const { size = 16 + buffer.length + 256, bufferSize = buffer.length } = told;
  return Buffer.concat([words(0, 0, size, bufferSize), buffer]);
}

/** The layout that the maker publishes: response header, info header, two objects, signature. */
const half = (attributes: readonly Attribute[], signer = partitionKey): Buffer =>
  signed(response(Buffer.concat([infoHeader(8, 20), object([]), object(attributes)])), signer);

const usual = (changed: Readonly<Record<number, Buffer>> = {}) =>
  Object.entries({ 0x120: modulus, 0x162: no, 0x163: yes, 0x164: yes, ...changed }).map(
    ([type, value]) => [Number(type), value] as const,
  );
const pem = (...ders: readonly Buffer[]): string =>
  Buffer.from(ders.map((der) => encodePem('CERTIFICATE', der)).join('')).toString('base64');
const attested = (bytes: Buffer, changed: Partial<KeyAttestation> = {}): KeyAttestation => ({
  ...{ key: 'disk', version: '0'.repeat(32), spki: spki.toString('base64'), form: 'MRVL-1' },
  ...{ certificates: pem(partitionDer, rootDer), privateHalf: bytes.toString('base64'), publicHalf: null, ...changed },
});
const check = (bytes: Buffer, changed: Partial<KeyAttestation> = {}) =>
  checkKeyAttestation(attested(bytes, changed), roots);

describe('a key attestation', () => {
  it('proves which key it is, and that it was made in an HSM and never left one', () => {
    const checks = check(half(usual()));
    expect(checks).toEqual({
      ...{ isSigned: true, isOfMaker: true, isSameKey: true, isNeverExtractable: true, isMadeInside: true },
    });
    expect(isProven(checks)).toBe(true);
  });

  it('may have more than certificates beside it', () => {
    const other = Buffer.from(encodePem('PUBLIC KEY', spki));
    const certificates = Buffer.concat([other, Buffer.from(pem(partitionDer, rootDer), 'base64')]).toString('base64');
    expect(isProven(check(half(usual()), { certificates }))).toBe(true);
  });

  it('of a key that was imported says so, and proves that it never left', () => {
    expect(check(half(usual({ 0x163: no })))).toMatchObject({ isMadeInside: false, isNeverExtractable: true });
  });

  const changed = (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes);
    copy[60] = (copy[60] ?? 0) ^ 1;
    return copy;
  };
  it.each([
    ['a changed byte', () => check(changed(half(usual()))), { isSigned: false, isOfMaker: false }],
    ['another signer', () => check(half(usual(), testKey('stranger'))), { isSigned: false }],
    ['no root of the maker', () => checkKeyAttestation(attested(half(usual()))), { isSigned: true, isOfMaker: false }],
    ['no certificate', () => check(half(usual()), { certificates: pem() }), { isSigned: false }],
    ['a chain with a gap', () => check(half(usual()), { certificates: pem(partitionDer) }), { isOfMaker: false }],
    ['another key', () => check(half(usual({ 0x120: Buffer.alloc(256, 7) }))), { isSameKey: false }],
    ['a key that may leave', () => check(half(usual({ 0x162: yes }))), { isNeverExtractable: false }],
    ['a key that could leave', () => check(half(usual({ 0x164: no }))), { isNeverExtractable: false }],
    [
      'no word about leaving',
      () => check(half(usual().filter(([type]) => type !== 0x164))),
      { isNeverExtractable: null },
    ],
    ['a flag of two bytes', () => check(half(usual({ 0x164: Buffer.from([0, 1]) }))), { isNeverExtractable: null }],
    [
      'leave to go, and no word about before',
      () => check(half(usual({ 0x162: yes }).filter(([type]) => type !== 0x164))),
      { isNeverExtractable: null },
    ],
    ['no public key', () => check(half(usual()), { spki: null }), { isSameKey: null }],
    ['a certificate that is none', () => check(half(usual()), { certificates: pem(yes) }), { isSigned: false }],
    ['a flag that is neither', () => check(half(usual({ 0x164: Buffer.from([2]) }))), { isNeverExtractable: null }],
    ['a signature of nothing', () => check(signed(Buffer.alloc(0))), { isSigned: false }],
    [
      'no modulus',
      () => check(half(usual().filter(([type]) => type !== 0x120))),
      { isSameKey: null, isNeverExtractable: true },
    ],
    ['a modulus of nothing', () => check(half(usual({ 0x120: Buffer.alloc(0) }))), { isSameKey: false }],
    ['a public key that is none', () => check(half(usual()), { spki: 'AAAA' }), { isSameKey: null }],
    ['an unsigned second half', () => check(half(usual()), { publicHalf: 'AAAA' }), { isSigned: false }],
    ['no private half', () => check(half(usual()), { privateHalf: null }), { isSigned: false, isSameKey: null }],
  ] as const)('with %s proves nothing', (_, run, expected) => {
    const checks = run();
    expect(checks).toMatchObject(expected);
    expect(isProven(checks)).toBe(false);
  });

  it('is of the maker by signatures of its authorities alone, whatever else is beside it', async () => {
    const stranger = testKey('stranger');
    const bytes = half(usual(), stranger);
    const own = await leafOf('stranger', stranger, { issuer: 'maker root', signer: stranger });
    const byLeaf = await leafOf('stranger', stranger, { issuer: 'partition', signer: partitionKey });
    for (const certificates of [pem(own, rootDer), pem(byLeaf, partitionDer, rootDer)])
      expect(check(bytes, { certificates })).toMatchObject({ isSigned: true, isOfMaker: false });
  });

  it('may have one key, right behind the header, and an attribute without a value at its end', () => {
    const buffer = Buffer.concat([infoHeader(8, 0), object([...usual(), [0x999, Buffer.alloc(0)]])]);
    expect(isProven(check(signed(response(buffer))))).toBe(true);
  });

  const own = object(usual());
  const whole = Buffer.concat([infoHeader(8, 0), own]);
  const length = 16 + 12 + own.length;
  const last = usual().at(-1)!;
  it.each([
    ['another size', response(whole, { size: 16 + whole.length + 264, bufferSize: whole.length + 8 })],
    ['a buffer that begins in the header', Buffer.concat([words(0, 28, length + 256, length), Buffer.alloc(12), own])],
    ['a buffer without a header', response(whole, { bufferSize: 4 })],
    ['a key in the header', response(Buffer.concat([infoHeader(0, 4), words(4, 0), records(usual())]))],
    ['a key behind its end', response(Buffer.concat([infoHeader(8, whole.length), own]))],
    ['more attributes than it has', response(Buffer.concat([infoHeader(8, 0), object(usual(), 5)]))],
    [
      'an attribute that is cut off',
      response(Buffer.concat([infoHeader(8, 0), object(usual().slice(0, -1), 4), words(last[0], 2), last[1]])),
    ],
    ['an attribute twice', response(Buffer.concat([infoHeader(8, 0), object([...usual({ 0x164: no }), last])]))],
  ])('with %s says nothing of a key', (_, data) => {
    expect(check(signed(data))).toMatchObject({
      ...{ isSigned: true, isSameKey: null, isNeverExtractable: null, isMadeInside: null },
    });
  });

  it('of an EC key is of its point, in an OCTET STRING or plain', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    const der = ec.export({ type: 'spki', format: 'der' });
    const point = der.subarray(-65);
    const sameKey = (attributes: readonly Attribute[]) =>
      check(half(attributes), { spki: der.toString('base64') }).isSameKey;
    const wrapped = Buffer.concat([Buffer.from([4, 65]), point]);
    expect([wrapped, point, Buffer.alloc(65)].map((each) => sameKey([[0x181, each]]))).toEqual([true, true, false]);
    expect(sameKey(usual())).toBeNull();
  });

  it.each([0, 1, 16, 23, 255, 256, 257, 300])(
    'cut to %i bytes is read without a stumble, and proves nothing',
    (length) => {
      expect(isProven(check(half(usual()).subarray(0, length)))).toBe(false);
    },
  );
});

describe('the file of attestations', () => {
  const file = (): KeyAttestations => ({
    ...{ format: 'lifeboat-key-attestations', v: 1, practice: false, hsm: 'https://one.managedhsm.azure.net' },
    ...{ taken: '2026-10-13T12:00:00Z', keys: [attested(half(usual()))] },
  });

  it('reads back to the same bytes, sorted', () => {
    const [first] = file().keys;
    const bytes = encodeKeyAttestations({ ...file(), keys: [{ ...first!, key: 'zeta' }, first!] });
    expect(parseKeyAttestations(bytes).keys.map(({ key: name }) => name)).toEqual(['disk', 'zeta']);
    expect(encodeKeyAttestations(parseKeyAttestations(bytes))).toEqual(bytes);
  });

  it.each([
    ['another version', (text: string) => text.replace('"v":1', '"v":2')],
    ['a blank', (text: string) => `${text} `],
    ['an unknown member', (text: string) => text.replace('"v":1', '"v":1,"w":1')],
  ])('is refused with %s', (_, change) => {
    const text = encodeKeyAttestations(file()).toString('utf8');
    expect(faultOf(() => parseKeyAttestations(Buffer.from(change(text))))).toMatchObject({
      code: 'KEY_ATTESTATIONS_FORM',
    });
  });
});
