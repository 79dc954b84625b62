// Forged attestations: one thing wrong in each, everything around it signed again, and each refused by the check that is there for it.
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { long } from '#e2e/support/long.ts';
import {
  authorityExtensions,
  type ChainParty,
  chainParts,
  encodePckChain,
  makePracticeChain,
  newKey,
  practiceRootKey,
  processorExtensions,
} from '#simulator/attestation-root.ts';
import {
  algorithmIdentifier,
  type CertificateParts,
  encodeBasicConstraints,
  encodeCertificate,
  encodeKeyUsage,
  keyUsage,
} from '../x509/certificate-writer.ts';
import { plainExtensions } from '#simulator/exchange-key-issuer.ts';
import { encodeQuote, encodeQuoteExtension, makeQuoteParts, type QuoteParts } from '#simulator/quote-writer.ts';
import { sha256 } from '../encoding/bytes.ts';
import { newerEvidenceOid } from './attestation-checks.ts';
import { assessExchangeKey, verifyExchangeKey } from './policy.ts';
import {
  claim,
  exchangeKey,
  flipped,
  forge,
  type Forgery,
  host,
  madeAt,
  otherKey,
  patched,
  spki,
  signedAs,
} from './testdata/forge.ts';
import { type Case, commonName, describeRefusals, extension, extra } from './testdata/refusals.ts';
import { OID, type X509Extension } from '../x509/certificate.ts';

const parts = (change: (good: QuoteParts) => Partial<QuoteParts>): Forgery => ({
  quoteParts: (good) => ({ ...good, ...change(good) }),
});
const header = (at: number, ...values: readonly number[]): Forgery =>
  parts((good) => ({ header: patched(good.header, at, ...values) }));
const report = (at: number, ...values: readonly number[]): Forgery =>
  parts((good) => ({ report: patched(good.report, at, ...values) }));
const qeReport = (at: number, ...values: readonly number[]): Forgery =>
  parts((good) => ({ qeReport: patched(good.qeReport, at, ...values) }));
const quote = (change: (good: Buffer) => Buffer): Forgery => ({ quote: change });
const value = (change: (good: Buffer) => Buffer): Forgery => ({ extensionValue: change });
/** Where a quote's fields begin; the auth data has 32 bytes. */
const at = {
  signature: 436,
  key: 500,
  qeReport: 564,
  qeSignature: 948,
  authLength: 1012,
  certification: 1046,
  chain: 1052,
};
const truncated = (length: number): Forgery => quote((good) => good.subarray(0, length));
/** Cut after the signed part, with a length field that fits, so that the cut is found where it is. */
const truncatedAnd = (length: number): Forgery =>
  quote((good) => {
    const cut = Buffer.from(good.subarray(0, length));
    cut.writeUInt32LE(length - at.signature, 432);
    return cut;
  });

const quotes: readonly Case[] = [
  ['no attestation', 'ATTESTATION_ABSENT', { extensions: () => plainExtensions }],
  ['no extension at all', 'ATTESTATION_ABSENT', { extensions: () => [] }],
  [
    'the newer evidence alone',
    'ATTESTATION_FORMAT_UNKNOWN',
    { extensions: () => [extension(newerEvidenceOid, Buffer.alloc(9))] },
  ],
  [
    'the newer evidence beside the good one',
    'ATTESTATION_FORMAT_UNKNOWN',
    extra(extension(newerEvidenceOid, Buffer.alloc(9))),
  ],
  ['an unknown header version', 'ATTESTATION_FORMAT_UNKNOWN', value((good) => patched(good, 0, 2))],
  ['an unknown header type', 'ATTESTATION_FORMAT_UNKNOWN', value((good) => patched(good, 4, 1))],
  ['an empty extension', 'QUOTE_TRUNCATED', value(() => Buffer.alloc(0))],
  ['an extension that ends in its header', 'QUOTE_TRUNCATED', value((good) => good.subarray(0, 15))],
  ['a size that is one too small', 'QUOTE_LENGTH', value((good) => flipped(good, 8))],
  ['a byte after the quote', 'QUOTE_LENGTH', value((good) => Buffer.concat([good, Buffer.alloc(1)]))],
  ['a size beyond 2^53', 'QUOTE_LENGTH', value((good) => patched(good, 15, 0x80))],
  ['quote version 4', 'QUOTE_VERSION', header(0, 4)],
  ['quote version 2', 'QUOTE_VERSION', header(0, 2)],
  ['an attestation key of P-384', 'QUOTE_KEY_TYPE', header(2, 3)],
  ['an EPID attestation', 'QUOTE_KEY_TYPE', header(2, 0)],
  ['a reserved field in use', 'QUOTE_RESERVED', header(4, 0x81)],
  ['another vendor', 'QUOTE_VENDOR', header(12, 0)],
  ['a quote that ends in its header', 'QUOTE_TRUNCATED', truncated(47)],
  ['a quote that ends in its report', 'QUOTE_TRUNCATED', truncated(431)],
  ['a quote that ends in its length', 'QUOTE_TRUNCATED', truncated(435)],
  ['a quote that ends in its signature', 'QUOTE_TRUNCATED', truncatedAnd(at.key - 1)],
  ['a quote that ends in its key', 'QUOTE_TRUNCATED', truncatedAnd(at.qeReport - 1)],
  ["a quote that ends in the QE's report", 'QUOTE_TRUNCATED', truncatedAnd(at.qeSignature - 1)],
  ["a quote that ends in the QE's signature", 'QUOTE_TRUNCATED', truncatedAnd(at.authLength - 1)],
  ["a quote that ends in the QE data's length", 'QUOTE_TRUNCATED', truncatedAnd(at.authLength + 1)],
  ['a quote that ends in the QE data', 'QUOTE_TRUNCATED', truncatedAnd(at.certification - 1)],
  ['a quote that ends before its chain', 'QUOTE_TRUNCATED', truncatedAnd(at.chain - 1)],
  ['a quote that ends in its chain', 'QUOTE_LENGTH', truncatedAnd(at.chain + 100)],
  [
    'a chain that is one byte longer than it says',
    'QUOTE_LENGTH',
    quote((good) => flipped(good, at.certification + 2)),
  ],
  ['a signature length that is off', 'QUOTE_LENGTH', quote((good) => flipped(good, 432))],
  ['QE data that swallow the chain', 'QUOTE_TRUNCATED', quote((good) => patched(good, at.authLength, 0xff, 0xff))],
  ['a quote copied onto another key', 'QUOTE_OTHER_KEY', { privateKey: otherKey }],
  ['a quote over another hash', 'QUOTE_OTHER_KEY', report(320, 0)],
  ['something behind the hash', 'QUOTE_REPORT_DATA_TAIL', report(383, 1)],
  ['a debug enclave', 'QUOTE_DEBUG', report(48, 0x07)],
  ['an enclave of another signer', 'QUOTE_SIGNER_UNKNOWN', report(128, 0)],
  ['a signer that the plan does not accept', 'QUOTE_SIGNER_UNKNOWN', {}, { acceptedQuoteSigners: ['00'.repeat(32)] }],
  ['a plan that accepts no signer', 'QUOTE_SIGNER_UNKNOWN', {}, { acceptedQuoteSigners: [] }],
  ['one bit of the report changed after signing', 'QUOTE_SIGNATURE_BROKEN', quote((good) => flipped(good, 48 + 64))],
  ['one bit of the header changed after signing', 'QUOTE_SIGNATURE_BROKEN', quote((good) => flipped(good, 28))],
  ['one bit of the signature changed', 'QUOTE_SIGNATURE_BROKEN', quote((good) => flipped(good, at.signature))],
  ['a signature of zeros', 'QUOTE_SIGNATURE_BROKEN', quote((good) => patched(good, at.signature, ...Buffer.alloc(64)))],
  ['a key that is no point', 'QUOTE_ATTESTATION_KEY_INVALID', quote((good) => flipped(good, at.key))],
  ['a key of zeros', 'QUOTE_ATTESTATION_KEY_INVALID', quote((good) => patched(good, at.key, ...Buffer.alloc(64)))],
  ["the attacker's own attestation key", 'QE_BINDING_BROKEN', parts(() => ({ attestationKey: newKey() }))],
  ['other QE data', 'QE_BINDING_BROKEN', parts(() => ({ authData: Buffer.alloc(32) }))],
  [
    'a bit moved from the key to the data',
    'QE_BINDING_BROKEN',
    parts(({ authData }) => ({ authData: authData.subarray(1) })),
  ],
  ["something behind the QE's hash", 'QUOTE_REPORT_DATA_TAIL', qeReport(352, 1)],
  ['a debug quoting enclave', 'QUOTE_DEBUG', qeReport(48, 0x07)],
  ['a quoting enclave of another signer', 'QUOTE_SIGNER_UNKNOWN', qeReport(128, 0)],
  [
    "one bit of the QE's report changed after signing",
    'QE_SIGNATURE_BROKEN',
    quote((good) => flipped(good, at.qeReport)),
  ],
  ["one bit of the QE's signature changed", 'QE_SIGNATURE_BROKEN', quote((good) => flipped(good, at.qeSignature))],
  ["a QE signed by the attacker's own key", 'QE_SIGNATURE_BROKEN', parts(() => ({ processorKey: newKey() }))],
];

const root: ChainParty = { name: 'PRACTICE SGX Root CA', key: practiceRootKey() };
const platform: ChainParty = { name: 'PRACTICE SGX PCK Platform CA', key: newKey() };
const processor: ChainParty = { name: 'PRACTICE SGX PCK Certificate', key: newKey() };
/** The public key of Intel's root, as its certificate has it. */
const intelRootSpki = Buffer.from(
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEC6nEwMDIYZOj/iPWsCzaEKi71OiOSLRFhWGjbnBVJfVnkY4u3IjkDYYL0MxO4mqsyYjlBalTVYxFP2sJBK5zlA==',
  'base64',
);
interface ChainForgery {
  readonly leaf?: Partial<CertificateParts>;
  readonly intermediate?: Partial<CertificateParts>;
  readonly root?: Partial<CertificateParts>;
}
function chainDers(forgery: ChainForgery = {}): readonly Buffer[] {
  return [
    { ...chainParts(processor, platform, madeAt, processorExtensions), ...forgery.leaf },
    { ...chainParts(platform, root, madeAt, authorityExtensions(0)), ...forgery.intermediate },
    { ...chainParts(root, root, madeAt, authorityExtensions(1)), ...forgery.root },
  ].map(encodeCertificate);
}
const chainData = (data: Buffer): Forgery => parts(() => ({ certificationData: data, processorKey: processor.key }));
const chain = (forgery: ChainForgery): Forgery => chainData(encodePckChain(chainDers(forgery)));
const chainOf = (...ders: readonly (Uint8Array | undefined)[]): Forgery =>
  chainData(encodePckChain(ders.filter((der) => der !== undefined)));
const chainText = (change: (good: string) => string): Forgery =>
  chainData(Buffer.from(change(encodePckChain(chainDers()).toString('latin1')), 'latin1'));
const [leafDer, platformDer, rootDer] = chainDers();
const signedBy = (privateKey: KeyObject): Partial<CertificateParts> => ({
  sign: (tbs) => sign('sha256', tbs, privateKey),
});
const cn = (name: string): CertificateParts['subject'] => [commonName(name)];
const ownRoot = makePracticeChain(madeAt, newKey());
const ownKey = newKey();
/** A genuine processor that signs a certificate for the attacker's key, as if it were an authority. */
const processorAsAuthority = [
  encodeCertificate(chainParts({ name: processor.name, key: ownKey }, processor, madeAt, processorExtensions)),
  encodeCertificate(chainParts(processor, root, madeAt, processorExtensions)),
  encodeCertificate(chainParts(root, root, madeAt, authorityExtensions(1))),
];

const chains: readonly Case[] = [
  ['certification by an encrypted id (type 3)', 'QUOTE_CERTIFICATION_TYPE', parts(() => ({ certificationType: 3 }))],
  ['certification by a report (type 6)', 'QUOTE_CERTIFICATION_TYPE', parts(() => ({ certificationType: 6 }))],
  ['an empty chain', 'PCK_CHAIN_MALFORMED', chainData(Buffer.alloc(0))],
  ['a chain without its NUL', 'PCK_CHAIN_MALFORMED', chainText((good) => good.slice(0, -1))],
  ['a chain with two NULs', 'PCK_CHAIN_MALFORMED', chainText((good) => `${good}\0`)],
  [
    'a NUL between two certificates',
    'PCK_CHAIN_MALFORMED',
    chainText((good) => good.replace('-----\n-----', '-----\n\0-----')),
  ],
  [
    'a header inside a certificate',
    'PCK_CHAIN_MALFORMED',
    chainText((good) => good.replace('-----\nMII', '-----\nComment: x\n\nMII')),
  ],
  [
    'text between two certificates',
    'PCK_CHAIN_MALFORMED',
    chainText((good) => good.replace('-----\n-----', '-----\nhi\n-----')),
  ],
  ['text before the first', 'PCK_CHAIN_MALFORMED', chainText((good) => `Subject CN=x\n${good}`)],
  [
    'a vertical tab in the PEM text',
    'PCK_CHAIN_MALFORMED',
    chainText((good) => good.replace('-----\nMII', '-----\vMII')),
  ],
  ['another label', 'PCK_CHAIN_MALFORMED', chainText((good) => good.replaceAll('CERTIFICATE', 'TRUSTED'))],
  ['a PEM block that does not end', 'PCK_CHAIN_MALFORMED', chainText((good) => `${good.slice(0, -30)}\0`)],
  ['the processor alone', 'PCK_CHAIN_LENGTH', chainOf(leafDer)],
  ['no root', 'PCK_CHAIN_LENGTH', chainOf(leafDer, platformDer)],
  ['the root twice', 'PCK_CHAIN_LENGTH', chainOf(leafDer, platformDer, rootDer, rootDer)],
  [
    'a damaged processor certificate',
    'PCK_CERTIFICATE_MALFORMED',
    chainOf(leafDer?.subarray(0, -1), platformDer, rootDer),
  ],
  ['a damaged root', 'PCK_CERTIFICATE_MALFORMED', chainOf(leafDer, platformDer, rootDer && flipped(rootDer, 1))],
  [
    'a repeated extension',
    'PCK_CERTIFICATE_MALFORMED',
    chain({ leaf: { extensions: [...processorExtensions, ...processorExtensions] } }),
  ],
  ['damaged key usage', 'PCK_CERTIFICATE_MALFORMED', chain({ leaf: { extensions: damagedKeyUsage() } })],
  ['an RSA key for the processor', 'PCK_KEY', chain({ leaf: { spkiDer: spki(exchangeKey) } })],
  ['a key of P-384', 'PCK_KEY', chain({ intermediate: { spkiDer: p384Spki() } })],
  ['the chain in reverse', 'PCK_ROOT_UNKNOWN', chainOf(rootDer, platformDer, leafDer)],
  ["the attacker's own root under the same name", 'PCK_ROOT_UNKNOWN', parts(() => ownChain(ownRoot))],
  ['a practice key in production', 'PCK_ROOT_PRACTICE', {}, { mode: 'production' }],
  ['a production key in practice', 'PCK_ROOT_PRODUCTION', chain({ root: { spkiDer: intelRootSpki } })],
  ['a leaf issued by somebody else', 'PCK_ISSUER', chain({ leaf: { issuer: cn('Somebody') } })],
  ['an intermediate issued by somebody else', 'PCK_ISSUER', chain({ intermediate: { issuer: cn('Somebody') } })],
  ['a root issued by somebody else', 'PCK_ISSUER', chain({ root: { issuer: cn('Somebody') } })],
  ["a leaf signed by the attacker's key", 'PCK_SIGNATURE_BROKEN', chain({ leaf: signedBy(ownKey) })],
  ["an intermediate signed by the attacker's key", 'PCK_SIGNATURE_BROKEN', chain({ intermediate: signedBy(ownKey) })],
  ["a root signed by the attacker's key", 'PCK_SIGNATURE_BROKEN', chain({ root: signedBy(ownKey) })],
  [
    'a leaf whose signature is called SHA-384',
    'PCK_SIGNATURE_BROKEN',
    chain({ leaf: { signatureAlgorithm: algorithmIdentifier(OID.ecdsaWithSha384, 'none') } }),
  ],
  ['a leaf signed with SHA-1', 'PCK_SIGNATURE_BROKEN', chain({ leaf: sha1Signed() })],
  ["the attacker's own intermediate of the same name", 'PCK_SIGNATURE_BROKEN', chainOf(...ownIntermediate())],
  ['a processor that signs as an authority', 'PCK_NAME', ownLeaf(processorAsAuthority)],
  ['an intermediate of another name', 'PCK_NAME', renamed('intermediate')],
  ['a root of another name', 'PCK_NAME', renamed('root')],
  ['a leaf of another name', 'PCK_NAME', renamed('leaf')],
  [
    'a leaf with a second name',
    'PCK_NAME',
    chain({ leaf: { subject: [commonName(processor.name), commonName(processor.name)] } }),
  ],
  ['a root that is no authority', 'PCK_ROLE', chain({ root: { extensions: processorExtensions } })],
  ['an intermediate that is no authority', 'PCK_ROLE', chain({ intermediate: { extensions: processorExtensions } })],
  [
    'an intermediate without constraints',
    'PCK_ROLE',
    chain({ intermediate: { extensions: authorityExtensions(0).slice(0, 1) } }),
  ],
  [
    'an intermediate that may not sign certificates',
    'PCK_ROLE',
    chain({ intermediate: { extensions: authorityExtensions(0).slice(1) } }),
  ],
  ['a leaf that is an authority', 'PCK_ROLE', chain({ leaf: { extensions: leafAuthority() } })],
  ['a leaf that may not sign', 'PCK_ROLE', chain({ leaf: { extensions: silentLeaf() } })],
  [
    'a leaf with an unknown critical extension',
    'PCK_ROLE',
    chain({ leaf: { extensions: [...processorExtensions, extension('1.2.3.4', Buffer.alloc(1), true)] } }),
  ],
  [
    'a leaf that is no processor',
    'PCK_NOT_A_PROCESSOR',
    chain({ leaf: { extensions: processorExtensions.slice(0, 2) } }),
  ],
];

describeRefusals('forged quotes', 50, quotes);
describeRefusals('forged chains', 40, chains);

describe('the same without forgery', () => {
  it.each([
    ['as it comes', {}],
    ['with another chain', chain({})],
    ['with four lines of QE data', rebound(Buffer.alloc(128, 7))],
    ['without QE data', rebound(Buffer.alloc(0))],
    ['signed with SHA-384', signedAs(OID.sha384WithRsa, 'sha384')],
    ['signed with SHA-512', signedAs(OID.sha512WithRsa, 'sha512')],
    ['with another MRENCLAVE', report(64, 1, 2, 3)],
    ['without key usage', { extensions: (good: readonly X509Extension[]) => good.slice(2) }],
  ])('is accepted %s', (_, forgery: Forgery) => {
    expect(verifyExchangeKey(claim(forge(forgery))).hsmHost).toBe(host);
  });
});

/** @param step how many bytes there are from one that is altered to the next; @returns the altered ones that are accepted */
function acceptedOf(step: number): readonly number[] {
  const good = encodeQuote(makeQuoteParts(spki(exchangeKey), madeAt));
  const accepted: number[] = [];
  for (let index = 0; index < good.length; index += step) {
    // Another bit in each byte: all of them would take a minute.
    const altered = encodeQuoteExtension(flipped(good, index, index % 8));
    if (assessExchangeKey(claim(forge({ extensionValue: () => altered }))).accepted) accepted.push(index);
  }
  return accepted;
}

it('finds one altered byte of nine in a quote by itself, without the help of the self-signature', () => {
  expect(acceptedOf(9)).toEqual([]);
});

it('finds every altered byte of a quote by itself, without the help of the self-signature', long, () => {
  // Header bytes 8 to 11 and 28 to 47 are covered by the signature; nothing is left that is not.
  expect(acceptedOf(1)).toEqual([]);
});

function damagedKeyUsage(): readonly X509Extension[] {
  return [extension(OID.keyUsage, Buffer.from('0500', 'hex'), true), ...processorExtensions.slice(1)];
}

function p384Spki(): Buffer {
  return spki(generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey);
}

function ownChain({ certificates, processorKey }: typeof ownRoot): Partial<QuoteParts> {
  return { certificationData: encodePckChain(certificates), processorKey };
}

function sha1Signed(): Partial<CertificateParts> {
  return {
    signatureAlgorithm: algorithmIdentifier('1.2.840.10045.4.1', 'none'),
    sign: (tbs) => sign('sha1', tbs, platform.key),
  };
}

function ownIntermediate(): readonly Buffer[] {
  const own: ChainParty = { name: platform.name, key: ownKey };
  return [
    encodeCertificate(chainParts(processor, own, madeAt, processorExtensions)),
    encodeCertificate(chainParts(own, { name: root.name, key: ownKey }, madeAt, authorityExtensions(0))),
    encodeCertificate(chainParts(root, root, madeAt, authorityExtensions(1))),
  ];
}

function ownLeaf(certificates: readonly Buffer[]): Forgery {
  return parts(() => ({ certificationData: encodePckChain(certificates), processorKey: ownKey }));
}

/** A chain in which one member has another name, and what it issued says so too. */
function renamed(member: 'leaf' | 'intermediate' | 'root'): Forgery {
  const name = cn('Intel SGX TCB Signing');
  const change = { leaf: {}, intermediate: {}, root: {}, [member]: { subject: name } };
  if (member === 'root') return chain({ intermediate: { issuer: name }, root: { subject: name, issuer: name } });
  return chain(member === 'intermediate' ? { ...change, leaf: { issuer: name } } : change);
}

/** Key usage that lets a processor agree on keys, and not sign what its quoting enclave says. */
function silentLeaf(): readonly X509Extension[] {
  return [extension(OID.keyUsage, encodeKeyUsage(keyUsage.keyEncipherment), true), ...processorExtensions.slice(1)];
}

function leafAuthority(): readonly X509Extension[] {
  const [, , processorExtension] = processorExtensions;
  return [
    extension(OID.keyUsage, encodeKeyUsage(keyUsage.digitalSignature, keyUsage.keyCertSign), true),
    extension(OID.basicConstraints, encodeBasicConstraints(true), true),
    ...(processorExtension ? [processorExtension] : []),
  ];
}

/** Other QE data, with a quoting enclave that vouches for them. */
function rebound(authData: Buffer): Forgery {
  return parts((good) => {
    const { x = '', y = '' } = createPublicKey(good.attestationKey).export({ format: 'jwk' });
    const bound = sha256(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'), authData);
    return { authData, qeReport: patched(good.qeReport, 320, ...bound) };
  });
}
