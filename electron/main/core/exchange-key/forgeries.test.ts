// Forged files, certificates and names: one thing wrong in each, and each refused by the check that is there for it.
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { referenceFile } from '#e2e/support/reference-tools.ts';
import { newKey } from '#simulator/attestation-root.ts';
import { algorithmIdentifier, type CertificateParts, encodeKeyUsage, keyUsage } from '../x509/certificate-writer.ts';
import { attestationExtension } from '#simulator/exchange-key-issuer.ts';
import { DER, encodeDer } from '../encoding/der.ts';
import { encodePem } from '../encoding/pem.ts';
import { parseExchangeCertificate } from './exchange-certificate.ts';
import {
  exchangeKey,
  flipped,
  forge,
  type Forgery,
  forgeJwk,
  goodModulus,
  host,
  octets,
  otherKey,
  patched,
  rsaKey,
  rsaSpki,
  signedAs,
  certificate,
} from './testdata/forge.ts';
import { type Case, commonName, describeRefusals, expectRefused, extension, extra } from './testdata/refusals.ts';
import { OID } from '../x509/certificate.ts';

const key = (modulus: Uint8Array, exponent: Uint8Array): Forgery =>
  certificate({ spkiDer: rsaSpki(modulus, exponent) });
const e65537 = octets(65537n);
const modulus = octets(goodModulus);
const withKeyUsage = (value: Uint8Array): Forgery => ({
  extensions: ([basic, , ...rest]) => [...(basic ? [basic] : []), extension(OID.keyUsage, value, true), ...rest],
});
const pem = (...ders: readonly Uint8Array[]): string => ders.map((der) => encodePem('CERTIFICATE', der)).join('');
const text = (content: string): Buffer => Buffer.from(content, 'utf8');
const ecSpki = createPublicKey(newKey()).export({ format: 'der', type: 'spki' });
const pssSpki = createPublicKey(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey).export({
  format: 'der',
  type: 'spki',
});
const signedWith = (privateKey: KeyObject): Partial<CertificateParts> => ({
  sign: (tbs) => sign('sha256', tbs, privateKey),
});
const named = (...names: readonly CertificateParts['subject'][number][]): Forgery =>
  certificate({ subject: names, issuer: names });

const files: readonly Case[] = [
  ['nothing at all', 'EXCHANGE_FILE_UNKNOWN', Buffer.alloc(0)],
  ['text without a certificate', 'EXCHANGE_FILE_UNKNOWN', text('no certificate here')],
  ['a file of a megabyte', 'EXCHANGE_FILE_TOO_LARGE', Buffer.alloc(1 << 20, 0x20)],
  ['two certificates in PEM', 'PEM_SEVERAL_BLOCKS', text(pem(forge(), forge({ name: 'other.managedhsm.azure.net' })))],
  [
    'a private key beside the certificate',
    'PEM_SEVERAL_BLOCKS',
    text(`${pem(forge())}${encodePem('PRIVATE KEY', modulus)}`),
  ],
  ['a certificate under another label', 'PEM_LABEL_MISSING', text(encodePem('X509 CRL', forge()))],
  ['a NUL in the PEM text', 'PEM_MALFORMED', text(pem(forge()).replace('\nMII', '\n\0MII'))],
  ['PEM that does not end', 'PEM_MALFORMED', text(pem(forge()).slice(0, -8))],
  [
    'a byte after the certificate in DER',
    'CERTIFICATE_MALFORMED',
    { der: (der) => Buffer.concat([der, Buffer.alloc(1)]) },
  ],
  ['a second certificate after it in DER', 'CERTIFICATE_MALFORMED', { der: (der) => Buffer.concat([der, der]) }],
  [
    'a byte after the certificate in PEM',
    'CERTIFICATE_MALFORMED',
    text(pem(Buffer.concat([forge(), Buffer.alloc(1)]))),
  ],
  [
    'a JWK with another n',
    'EXCHANGE_JWK_MISMATCH',
    forgeJwk({
      n: octets(goodModulus + 2n)
        .subarray(1)
        .toString('base64url'),
    }),
  ],
  ['a JWK with another e', 'EXCHANGE_JWK_MISMATCH', forgeJwk({ e: 'Aw' })],
  ['a JWK with another x5t', 'EXCHANGE_JWK_MISMATCH', forgeJwk({ x5t: 'AAAA' })],
  ['a JWK with another x5t#S256', 'EXCHANGE_JWK_MISMATCH', forgeJwk({ 'x5t#S256': 'AAAA' })],
  ['a JWK whose modulus is a number', 'EXCHANGE_JWK_INVALID', forgeJwk({ n: 5 })],
  ['one byte of DER', 'EXCHANGE_FILE_UNKNOWN', Buffer.of(0x30)],
  ['a JWK with the private exponent', 'EXCHANGE_JWK_INVALID', forgeJwk({ d: 'AQAB' })],
  ['a JWK of another kind', 'EXCHANGE_JWK_INVALID', forgeJwk({ kty: 'EC' })],
  ['a JWK without certificate', 'EXCHANGE_JWK_INVALID', forgeJwk({ x5c: [] })],
  ['a JWK whose x5c is a text', 'EXCHANGE_JWK_INVALID', forgeJwk({ x5c: 'MII' })],
  ['a JWK without n', 'EXCHANGE_JWK_INVALID', forgeJwk({ n: '' })],
  ['a JWK whose thumbprint is a number', 'EXCHANGE_JWK_INVALID', forgeJwk({ x5t: 1 })],
  ['a JWK with two certificates', 'EXCHANGE_SEVERAL_CERTIFICATES', forgeJwk({ x5c: ['AA==', 'AA=='] })],
  ['a JWK with junk in its n', 'BASE64_INVALID', forgeJwk({ n: 'AQ==' })],
  ['a JWK with base64url in x5c', 'BASE64_INVALID', forgeJwk({ x5c: ['MI-_'] })],
  ['a JWK with two x5c', 'JSON_DUPLICATE_MEMBER', text(forgeJwk().toString().replace('{', '{"x5c":["AA=="],'))],
  ['a JSON list', 'EXCHANGE_FILE_UNKNOWN', text('[1]')],
  ['an answer of another format', 'EXCHANGE_ANSWER_INVALID', text('{"key_format":"pem","transfer_key":"{}"}')],
  ['an answer whose format is no text', 'EXCHANGE_ANSWER_INVALID', text('{"key_format":{},"transfer_key":"{}"}')],
  [
    'an answer of no format with a private key',
    'EXCHANGE_JWK_INVALID',
    text('{"transfer_key":{"kty":"RSA","d":"AQ"}}'),
  ],
  ['an answer without a key', 'EXCHANGE_ANSWER_INVALID', text('{"key_format":"jwk","transfer_key":null}')],
  ['an answer with a list for a key', 'EXCHANGE_ANSWER_INVALID', text('{"key_format":"jwk","transfer_key":"[]"}')],
];

const forms: readonly Case[] = [
  ['RSA-1024', 'EXCHANGE_KEY_SIZE', { privateKey: rsaKey(1024) }],
  ['RSA-1056, which az accepts', 'EXCHANGE_KEY_SIZE', { privateKey: rsaKey(1056) }],
  ['RSA-2047', 'EXCHANGE_KEY_SIZE', key(octets(goodModulus >> 1n), e65537)],
  ['RSA-4097', 'EXCHANGE_KEY_SIZE', key(octets((1n << 4096n) + 1n), e65537)],
  ['a modulus of zero', 'EXCHANGE_KEY_SIZE', key(Buffer.from([0]), e65537)],
  ['e = 1, which encrypts nothing', 'EXCHANGE_KEY_EXPONENT', key(modulus, octets(1n))],
  ['e = 2', 'EXCHANGE_KEY_EXPONENT', key(modulus, octets(2n))],
  ['e = 3, which az accepts', 'EXCHANGE_KEY_EXPONENT', key(modulus, octets(3n))],
  ['e = 65539', 'EXCHANGE_KEY_EXPONENT', key(modulus, octets(65539n))],
  ['e = 65537 + 2^64', 'EXCHANGE_KEY_EXPONENT', key(modulus, octets(65537n + (1n << 64n)))],
  ['an even modulus', 'EXCHANGE_KEY_EVEN', key(octets(goodModulus + 1n), e65537)],
  ['a modulus divisible by 3', 'EXCHANGE_KEY_SMALL_FACTOR', key(octets(((1n << 2046n) + 1n) * 3n), e65537)],
  ['a modulus divisible by 2039', 'EXCHANGE_KEY_SMALL_FACTOR', key(octets(2039n ** 187n), e65537)],
  ['a negative modulus', 'CERTIFICATE_MALFORMED', key(modulus.subarray(1), e65537)],
  ['a modulus with two leading zeros', 'CERTIFICATE_MALFORMED', key(Buffer.concat([Buffer.alloc(1), modulus]), e65537)],
  ['a byte after the numbers of the key', 'CERTIFICATE_MALFORMED', certificate({ spkiDer: keyWithTail() })],
  ['an EC key', 'EXCHANGE_KEY_NOT_RSA', certificate({ spkiDer: ecSpki })],
  ['an RSA-PSS key', 'EXCHANGE_KEY_NOT_RSA', certificate({ spkiDer: pssSpki })],
  ['key usage for signing only', 'EXCHANGE_KEY_USAGE', withKeyUsage(encodeKeyUsage(keyUsage.digitalSignature))],
  ['key usage with spare bits', 'CERTIFICATE_MALFORMED', withKeyUsage(Buffer.from('03020420', 'hex'))],
  ['key usage without bits', 'CERTIFICATE_MALFORMED', withKeyUsage(Buffer.from('030100', 'hex'))],
  ['two attestations', 'EXCHANGE_EXTENSION_REPEATED', extra(attestationExtension(Buffer.from('00', 'hex')))],
  [
    'key usage twice',
    'EXCHANGE_EXTENSION_REPEATED',
    extra(extension(OID.keyUsage, encodeKeyUsage(keyUsage.keyEncipherment))),
  ],
  ['an unknown critical extension', 'EXCHANGE_EXTENSION_UNKNOWN', extra(extension('1.2.3.4', Buffer.alloc(1), true))],
  ['another issuer', 'EXCHANGE_NOT_SELF_ISSUED', certificate({ issuer: [commonName('Some Authority')] })],
  ['a signature of another key', 'EXCHANGE_SIGNATURE_BROKEN', certificate(signedWith(otherKey))],
  ['one bit of the signature', 'EXCHANGE_SIGNATURE_BROKEN', { der: (der) => flipped(der, -1) }],
  ['an empty signature', 'EXCHANGE_SIGNATURE_BROKEN', certificate({ sign: () => Buffer.alloc(0) })],
  ['a signature with a leading zero byte', 'EXCHANGE_SIGNATURE_BROKEN', certificate({ sign: paddedSignature })],
  ['SHA-1', 'EXCHANGE_SIGNATURE_ALGORITHM', signedAs('1.2.840.113549.1.1.5', 'sha1')],
  ['MD5', 'EXCHANGE_SIGNATURE_ALGORITHM', signedAs('1.2.840.113549.1.1.4', 'md5')],
  ['SHA-384 under the name of SHA-256', 'EXCHANGE_SIGNATURE_BROKEN', signedAs(OID.sha256WithRsa, 'sha384')],
  ['another algorithm outside than inside', 'CERTIFICATE_MALFORMED', { der: otherOuterAlgorithm }],
  [
    'dates of a year ago',
    'EXCHANGE_VALIDITY_FAR_OFF',
    {},
    { use: 'ceremony', wallClockMs: Date.parse('2029-01-01T00:00:00Z') },
  ],
  [
    'dates of years to come',
    'EXCHANGE_VALIDITY_FAR_OFF',
    {},
    { use: 'ceremony', wallClockMs: Date.parse('2024-01-01T00:00:00Z') },
  ],
  ["a custodian's key", 'EXCHANGE_KEY_IS_CUSTODIANS', {}, { custodianModuliHex: [goodModulus.toString(16)] }],
];

const evilHost = 'attackers-own-hsm.managedhsm.azure.net';
const names: readonly Case[] = [
  ["an attacker's own HSM", 'EXCHANGE_NAME_OTHER', { name: evilHost }],
  ['a capital letter', 'EXCHANGE_NAME_OTHER', { name: host.replace('p', 'P') }],
  ['a letter of another alphabet', 'EXCHANGE_NAME_OTHER', { name: host.replace('a', '\u0430') }],
  ['a full-width letter', 'EXCHANGE_NAME_OTHER', { name: host.replace('h', '\uff48') }],
  ['one for l', 'EXCHANGE_NAME_OTHER', { name: host.replace('01', '0l') }],
  ['a trailing dot', 'EXCHANGE_NAME_OTHER', { name: `${host}.` }],
  ['a leading space', 'EXCHANGE_NAME_OTHER', { name: ` ${host}` }],
  ['a NUL and more', 'EXCHANGE_NAME_OTHER', { name: `${host}\0.${evilHost}` }],
  ['a NUL alone', 'EXCHANGE_NAME_OTHER', { name: `${host}\0` }],
  ['a zero-width space', 'EXCHANGE_NAME_OTHER', { name: `${host}\u200b` }],
  ['a wildcard', 'EXCHANGE_NAME_OTHER', { name: '*.managedhsm.azure.net' }],
  ['a suffix only', 'EXCHANGE_NAME_OTHER', { name: 'managedhsm.azure.net' }],
  ['the host below another', 'EXCHANGE_NAME_OTHER', { name: `${host}.attacker.example` }],
  ['the old name of 2020', 'EXCHANGE_NAME_OTHER', { name: 'transfer-key' }],
  ['two common names, the right one last', 'EXCHANGE_NAME_AMBIGUOUS', named(commonName(evilHost), commonName(host))],
  ['two common names, the right one first', 'EXCHANGE_NAME_AMBIGUOUS', named(commonName(host), commonName(evilHost))],
  ['the host as an organisation', 'EXCHANGE_NAME_MISSING', named({ oid: '2.5.4.10', value: host })],
  ['no name', 'EXCHANGE_NAME_MISSING', named()],
];

describeRefusals('forged files', 25, files);
describeRefusals('forged certificates', 35, forms);
describeRefusals('forged names', 18, names);

it('refuses the certificate of a custodian', () => {
  const file = forge();
  const { thumbprintS256 } = parseExchangeCertificate(file);
  expectRefused(['', 'EXCHANGE_CERTIFICATE_IS_CUSTODIANS', file, { custodianThumbprintsS256: [thumbprintS256] }]);
});

describe('the bad certificates of Open Enclave', () => {
  for (const [name, code] of [
    ['sgx_cert_ec_bad.der', 'EXCHANGE_KEY_NOT_RSA'],
    ['sgx_cert_rsa_bad.der', 'EXCHANGE_SIGNATURE_BROKEN'],
  ] as const) {
    const path = referenceFile('corpora', 'open-enclave', name);
    it.skipIf(path === undefined)(`${name}: ${code}`, () => {
      expectRefused(['', code, readFileSync(path!), { mode: 'production' }]);
    });
  }

  const report = referenceFile('corpora', 'open-enclave', 'sgx_report_bad.bin');
  it.skipIf(report === undefined)('sgx_report_bad.bin as an attestation: QUOTE_OTHER_KEY', () => {
    expectRefused(['', 'QUOTE_OTHER_KEY', { extensionValue: () => readFileSync(report!) }, { mode: 'production' }]);
  });
});

function keyWithTail(): Buffer {
  const numbers = encodeDer(DER.sequence, encodeDer(DER.integer, modulus), encodeDer(DER.integer, e65537));
  const bits = encodeDer(DER.bitString, Buffer.from([0]), numbers, Buffer.from([0]));
  return encodeDer(DER.sequence, algorithmIdentifier(OID.rsaEncryption, 'null'), bits);
}

function paddedSignature(tbs: Uint8Array): Buffer {
  return Buffer.concat([Buffer.alloc(1), sign('sha256', tbs, exchangeKey)]);
}

function otherOuterAlgorithm(der: Buffer): Buffer {
  // The outer identifier is the last of its kind; 11 becomes 12, SHA-384.
  const oid = Buffer.from('2a864886f70d01010b', 'hex');
  return patched(der, der.lastIndexOf(oid) + oid.length - 1, 12);
}
