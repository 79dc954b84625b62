// Reads X.509 certificates (RFC 5280) strictly from DER: every byte has one place, so what was verified is what was read.
import { asBuffer } from '../encoding/bytes.ts';
import { DER, type DerElement, readDerChildren, readDerElement } from '../encoding/der.ts';
import {
  element,
  fields,
  malformed,
  parseAlgorithm,
  parseBitString,
  parseInteger,
  parseOid,
  parsePositive,
  parseText,
  parseTime,
  TAG,
  whole,
  within,
} from './der-values.ts';

export interface NameAttribute {
  readonly oid: string;
  readonly value: string;
}

export interface X509Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Buffer;
}

/** A certificate's fields; the buffers are views on the bytes it was read from. */
export interface X509 {
  readonly der: Buffer;
  /** TBSCertificate, the signed bytes. */
  readonly tbs: Buffer;
  readonly serialNumberHex: string;
  readonly signatureOid: string;
  readonly signature: Buffer;
  readonly issuerDer: Buffer;
  readonly issuer: readonly NameAttribute[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly subjectDer: Buffer;
  readonly subject: readonly NameAttribute[];
  readonly spkiDer: Buffer;
  readonly extensions: readonly X509Extension[];
}

export const OID = {
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlDistributionPoints: '2.5.29.31',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  rsaEncryption: '1.2.840.113549.1.1.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  sha384WithRsa: '1.2.840.113549.1.1.12',
  sha512WithRsa: '1.2.840.113549.1.1.13',
  ecPublicKey: '1.2.840.10045.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  ecdsaWithSha384: '1.2.840.10045.4.3.3',
  ecdsaWithSha512: '1.2.840.10045.4.3.4',
} as const;

const shortNames: Readonly<Record<string, string>> = {
  [OID.commonName]: 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
};

export interface X509Rules {
  /**
   * Read a list of extensions that is there and empty, which RFC 5280 §4.1.2.9 forbids (SIZE (1..MAX)): the exchange certificates of
   * 2020 have it. `refused` if it is not said.
   */
  readonly emptyExtensions?: 'read' | 'refused';
}

/**
 * Reads exactly one certificate: strict DER throughout, version 1 without or version 3 with extensions, no unique identifiers
 * (RFC 5280 §4.1.2.8), the same signature algorithm inside and outside (§4.1.1.2).
 * @throws CERTIFICATE_MALFORMED
 */
export function parseX509(bytes: Uint8Array, { emptyExtensions = 'refused' }: X509Rules = {}): X509 {
  const der = asBuffer(bytes);
  const outer = within('certificate', () => element(readDerElement(der), DER.sequence, 'certificate'));
  if (outer.raw.length !== der.length) malformed('certificate');
  const [tbs, algorithm, signature] = fields(outer, 3, 'certificate');
  const inner = parseTbs(element(tbs, DER.sequence, 'tbs'), emptyExtensions === 'read');
  if (!inner.algorithm.equals(asBuffer(element(algorithm, DER.sequence, 'algorithm').raw))) malformed('algorithm');
  return {
    ...inner.facts,
    der,
    tbs: asBuffer(element(tbs, DER.sequence, 'tbs').raw),
    signatureOid: parseAlgorithm(algorithm).oid,
    signature: parseBitString(signature, 'signature'),
  };
}

type TbsFacts = Omit<X509, 'der' | 'tbs' | 'signatureOid' | 'signature'>;

function parseTbs(tbs: DerElement, mayBeEmpty: boolean): { readonly algorithm: Buffer; readonly facts: TbsFacts } {
  const parts = within('tbs', () => [...readDerChildren(tbs.content)]);
  const isVersion3 = parts[0]?.tag === TAG.version && parseVersion(parts.shift());
  const list = parts.at(-1)?.tag === TAG.extensions ? parts.pop() : undefined;
  const extensions = list === undefined ? [] : parseExtensions(list, mayBeEmpty);
  // Version 1 has no extensions; version 3 without any is odd and harmless.
  if (parts.length !== 6 || (list !== undefined && !isVersion3)) malformed('tbs');
  const [serial, algorithm, issuer, validity, subject, spki] = parts;
  const [notBefore, notAfter] = fields(element(validity, DER.sequence, 'validity'), 2, 'validity');
  return {
    algorithm: asBuffer(element(algorithm, DER.sequence, 'algorithm').raw),
    facts: {
      serialNumberHex: parseInteger(serial, 'serial').toString('hex'),
      issuerDer: asBuffer(element(issuer, DER.sequence, 'name').raw),
      issuer: parseName(issuer),
      notBefore: parseTime(notBefore),
      notAfter: parseTime(notAfter),
      subjectDer: asBuffer(element(subject, DER.sequence, 'name').raw),
      subject: parseName(subject),
      spkiDer: asBuffer(element(spki, DER.sequence, 'spki').raw),
      extensions,
    },
  };
}

/** `CN=host, O=…` in the order of the certificate; the values are as they are there and not yet safe to print. */
export function nameText(name: readonly NameAttribute[]): string {
  return name.map(({ oid, value }) => `${shortNames[oid] ?? oid}=${value}`).join(', ');
}

export function findExtension(certificate: X509, oid: string): X509Extension | undefined {
  return certificate.extensions.find((extension) => extension.oid === oid);
}

/**
 * The bits of keyUsage (RFC 5280 §4.2.1.3), from digitalSignature = 0 to decipherOnly = 8; undefined if there is no such extension.
 * @throws CERTIFICATE_MALFORMED
 */
export function keyUsageBits(certificate: X509): ReadonlySet<number> | undefined {
  const extension = findExtension(certificate, OID.keyUsage);
  if (!extension) return undefined;
  const { content } = whole(extension.value, DER.bitString, 'key-usage');
  const [unused = 8, ...octets] = content;
  if (unused > 7 || octets.length === 0 || octets.length > 2) malformed('key-usage');
  const bits = new Set<number>();
  for (const [at, octet] of octets.entries()) {
    for (let bit = 0; bit < 8; bit += 1) if ((octet & (0x80 >> bit)) !== 0) bits.add(8 * at + bit);
  }
  // X.690 §11.2.2: a named bit list ends with its last one bit.
  if (!bits.has(octets.length * 8 - 1 - unused)) malformed('key-usage');
  return bits;
}

/**
 * Whether basicConstraints (RFC 5280 §4.2.1.9) says CA:TRUE; false if there is no such extension.
 * @throws CERTIFICATE_MALFORMED
 */
export function isCertificateAuthority(certificate: X509): boolean {
  const extension = findExtension(certificate, OID.basicConstraints);
  if (!extension) return false;
  const { content } = whole(extension.value, DER.sequence, 'basic-constraints');
  const [first] = within('basic-constraints', () => readDerChildren(content));
  return first?.tag === TAG.boolean && first.content.length === 1 && first.content[0] === 0xff;
}

/**
 * The modulus and the exponent of an RSA key (RFC 8017 A.1.1), or undefined for a key of another kind.
 * @throws CERTIFICATE_MALFORMED
 */
export function rsaNumbers(spkiDer: Buffer): { readonly modulus: bigint; readonly exponent: bigint } | undefined {
  const { oid, keyBits } = parseSpki(spkiDer);
  if (oid !== OID.rsaEncryption) return undefined;
  const [modulus, exponent] = fields(whole(keyBits, DER.sequence, 'spki'), 2, 'spki');
  return { modulus: parsePositive(modulus, 'spki'), exponent: parsePositive(exponent, 'spki') };
}

/**
 * Which kind of key a SubjectPublicKeyInfo holds.
 * @throws CERTIFICATE_MALFORMED
 */
export function parseSpki(spkiDer: Buffer): { readonly oid: string; readonly keyBits: Buffer } {
  const [algorithm, key] = fields(whole(spkiDer, DER.sequence, 'spki'), 2, 'spki');
  const { oid, parameters } = parseAlgorithm(algorithm);
  // RFC 3279 §2.3.1: the parameters of rsaEncryption are NULL.
  if (oid === OID.rsaEncryption && parameters?.tag !== DER.null) malformed('spki');
  return { oid, keyBits: parseBitString(key, 'spki') };
}

function parseVersion(found: DerElement | undefined): boolean {
  const [version] = fields(element(found, TAG.version, 'version'), 1, 'version');
  const { content } = element(version, DER.integer, 'version');
  // 2 means version 3; version 1 is the default and may not be written out, and nobody uses version 2.
  return (content.length === 1 && content[0] === 2) || malformed('version');
}

function parseName(found: DerElement | undefined): readonly NameAttribute[] {
  const sets = within('name', () => readDerChildren(element(found, DER.sequence, 'name').content));
  return sets.flatMap((set) => {
    const attributes = within('name', () => readDerChildren(element(set, TAG.set, 'name').content));
    if (attributes.length === 0) malformed('name');
    return attributes.map((attribute) => {
      const [oid, value] = fields(element(attribute, DER.sequence, 'name'), 2, 'name');
      return { oid: parseOid(oid, 'name'), value: parseText(value) };
    });
  });
}

function parseExtensions(found: DerElement, mayBeEmpty: boolean): readonly X509Extension[] {
  const [list] = fields(element(found, TAG.extensions, 'extensions'), 1, 'extensions');
  const items = within('extensions', () => readDerChildren(element(list, DER.sequence, 'extensions').content));
  return items.length > 0 || mayBeEmpty ? items.map(parseExtension) : malformed('extensions');
}

function parseExtension(found: DerElement): X509Extension {
  const children = within('extensions', () => readDerChildren(element(found, DER.sequence, 'extensions').content));
  const [oid, ...rest] = children;
  const flag = rest[0]?.tag === TAG.boolean ? rest.shift() : undefined;
  // X.690 §11.1 and §11.5: true is 0xff, and false, the default, is not written.
  if (flag && (flag.content.length !== 1 || flag.content[0] !== 0xff)) malformed('extensions');
  const [value, ...others] = rest;
  if (others.length > 0) malformed('extensions');
  return {
    oid: parseOid(oid, 'extensions'),
    critical: flag !== undefined,
    value: asBuffer(element(value, DER.octetString, 'extensions').content),
  };
}
