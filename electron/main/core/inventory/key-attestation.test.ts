// Key attestations in the published layout, made here under roots made here: what proves something, and what must not.
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
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
  const imported = (format: 'pkcs8' | 'spki', der: Buffer, usage: 'sign' | 'verify') =>
    crypto.subtle.importKey(format, der, signing, true, [usage]);
  const certificate = await X509CertificateGenerator.create({
    ...{ subject: 'CN=partition', issuer: 'CN=maker root', signingAlgorithm: signing },
    notBefore: new Date(Date.now() - 1000),
    notAfter: new Date(Date.now() + 86_400_000),
    extensions: [new BasicConstraintsExtension(false)],
    publicKey: await imported('spki', createPublicKey(partitionKey).export({ type: 'spki', format: 'der' }), 'verify'),
    signingKey: await imported('pkcs8', root.privateKeyDer, 'sign'),
  });
  partitionDer = Buffer.from(certificate.rawData);
  expect(createPrivateKey({ key: root.privateKeyDer, format: 'der', type: 'pkcs8' }).type).toBe('private');
});

/** The layout that the maker publishes: response header, info header, two objects, signature. */
function half(attributes: readonly (readonly [type: number, value: Buffer])[], signer = partitionKey): Buffer {
  const records = attributes.map(([type, value]) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(type);
    head.writeUInt32BE(value.length, 4);
    return Buffer.concat([head, value]);
  });
  const object = Buffer.concat([Buffer.alloc(12), ...records]);
  object.writeUInt32BE(attributes.length, 4);
  const other = Buffer.alloc(12);
  const info = Buffer.alloc(8);
  info.writeUInt16BE(8, 4);
  info.writeUInt16BE(8 + other.length, 6);
  const buffer = Buffer.concat([info, other, object]);
  const response = Buffer.alloc(16);
  response.writeUInt32BE(16 + buffer.length + 256, 8);
  response.writeUInt32BE(buffer.length, 12);
  const data = Buffer.concat([response, buffer]);
  return Buffer.concat([data, sign('sha256', data, signer)]);
}

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
    ['an unsigned second half', () => check(half(usual()), { publicHalf: 'AAAA' }), { isSigned: false }],
    ['no private half', () => check(half(usual()), { privateHalf: null }), { isSigned: false, isSameKey: null }],
  ] as const)('with %s proves nothing', (_, run, expected) => {
    const checks = run();
    expect(checks).toMatchObject(expected);
    expect(isProven(checks)).toBe(false);
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
