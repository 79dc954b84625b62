import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../../build/testing/faults.ts';
import { assertNoSecrets } from './outgoing-scan.ts';
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
const found = (bytes: Buffer | string) =>
  faultOf(() => {
    assertNoSecrets(Buffer.from(bytes as string));
  });

describe.each(keys)('%s', (_, key, kinds) => {
  const bytes = Buffer.from(key as string);
  it.each<[string, Buffer | string]>([
    ['as it is', bytes],
    ['inside other bytes', Buffer.concat([Buffer.alloc(7), bytes, Buffer.alloc(7)])],
    ['in base64 in JSON', JSON.stringify({ body: bytes.toString('base64') })],
    ['in base64url in JSON', JSON.stringify({ body: bytes.toString('base64url') })],
    ['in hex', bytes.toString('hex')],
    ['in base64 in lines', bytes.toString('base64').replaceAll(/.{64}/g, '$&\n')],
    ['in base64 in base64', Buffer.from(JSON.stringify({ a: bytes.toString('base64') })).toString('base64')],
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
      expect(() => {
        assertNoSecrets(output);
      }).not.toThrow();
    }
  });
});
