// Tells the forms of a key file apart by their outer structure, without opening anything.
import { asBuffer } from '../encoding/bytes.ts';
import { DER, type DerElement, encodeDerOid, readDerElement } from '../encoding/der.ts';
import { childrenOf, isOid, listedFor } from './key-elements.ts';
import { algorithmName } from './scheme-names.ts';

export type DerKind =
  | { readonly is: 'pkcs8' | 'pkcs1' | 'encrypted-pkcs8' | 'pkcs12' }
  | { readonly is: 'other'; readonly looksLike: string };

const rsaEncryption = encodeDerOid('1.2.840.113549.1.1.1');

/** Kinds of keys that are where an RSA key should be, by their OID. */
const otherKeys: readonly (readonly [Buffer, string])[] = [
  [encodeDerOid('1.2.840.10045.2.1'), 'ec'],
  [encodeDerOid('1.2.840.113549.1.1.10'), 'rsa-pss'],
  [encodeDerOid('1.2.840.10040.4.1'), 'dsa'],
  [encodeDerOid('1.3.101.110'), 'x25519'],
  [encodeDerOid('1.3.101.111'), 'x448'],
  [encodeDerOid('1.3.101.112'), 'ed25519'],
  [encodeDerOid('1.3.101.113'), 'ed448'],
];

const sequenceHex = String.raw`30(?:[0-7].|80|8[1-4](?:..){1,4})`;
/** The version of a key, an INTEGER 0, 1 or 3; or the identifier of a scheme of PKCS#5 or PKCS#12, under which a key is encrypted. */
const keyBeginning = new RegExp(`^${sequenceHex}(?:02010[013]|${sequenceHex}06..2a864886f70d01(?:05|0c01))`);

/** Whether bytes begin as a private key does, in DER or in BER, open or encrypted. They may be cut off later. */
export const beginsAsKey = (bytes: Uint8Array): boolean =>
  keyBeginning.test(asBuffer(bytes).subarray(0, 24).toString('hex'));

function elementOf(der: Uint8Array): DerElement | undefined {
  try {
    return readDerElement(der);
  } catch {
    return undefined;
  }
}

/** RFC 8017 A.1.2: version, n, e, d, p, q, dP, dQ and qInv. Keys and parameters of other kinds have fewer numbers. */
const leastOfRsa = 9;

/** Reads the first elements of a DER SEQUENCE: enough to know what it is. */
export function classifyDer(der: Uint8Array): DerKind {
  const elements = childrenOf(elementOf(der));
  const [first, second, third] = elements;
  if (first?.tag === DER.integer && second !== undefined) {
    // RFC 7292 §4: PFX ::= SEQUENCE { version 3, authSafe ContentInfo, … }
    if (first.content.length === 1 && first.content[0] === 3 && second.tag === DER.sequence) return { is: 'pkcs12' };
    // RFC 5208 §5: PrivateKeyInfo ::= SEQUENCE { version, AlgorithmIdentifier, OCTET STRING, … }
    if (second.tag === DER.sequence && third?.tag === DER.octetString) return { is: 'pkcs8' };
    // RFC 8017 A.1.2: RSAPrivateKey ::= SEQUENCE { version, n, e, … }
    if (second.tag === DER.integer && elements.length >= leastOfRsa) return { is: 'pkcs1' };
  }
  // RFC 5208 §6: EncryptedPrivateKeyInfo ::= SEQUENCE { AlgorithmIdentifier, OCTET STRING }
  if (first?.tag === DER.sequence && second?.tag === DER.octetString && third === undefined) {
    return { is: 'encrypted-pkcs8' };
  }
  const isCertificate = first?.tag === DER.sequence && second?.tag === DER.sequence && third?.tag === DER.bitString;
  return { is: 'other', looksLike: isCertificate ? 'a certificate or a certificate request' : 'another binary file' };
}

/**
 * The kind of the key in a PrivateKeyInfo (RFC 5208 §5), by its OID alone: the library inside Electron does not read curves and kinds
 * that others do, and a key of the wrong kind must not look like a damaged one.
 * @returns `rsa` also for what has no readable kind, which is then found out when the key is read
 */
export function keyKind(pkcs8: Uint8Array): string {
  const [, algorithm] = childrenOf(readDerElement(pkcs8));
  const [kind] = childrenOf(algorithm);
  if (kind === undefined || isOid(kind, rsaEncryption)) return 'rsa';
  return listedFor(otherKeys, kind) ?? algorithmName(kind);
}

/** RFC 8017 A.1.2: the version of an RSAPrivateKey is 1 where it has more than two primes. BoringSSL reads none of them. */
export function hasMorePrimes(form: 'pkcs8' | 'pkcs1', der: Uint8Array): boolean {
  const key = elementOf(der);
  const octets = childrenOf(key)[2]?.content;
  const [version] = childrenOf(form === 'pkcs1' ? key : octets && elementOf(octets));
  return version?.tag === DER.integer && version.content.length === 1 && version.content[0] === 1;
}

const hex = (text: string): string => Buffer.from(text).toString('hex');

/** What files begin with that people take for their key, and what they are. */
const beginnings: readonly (readonly [string, string])[] = [
  ['fffe', 'a text in UTF-16'],
  ['feff', 'a text in UTF-16'],
  ['2d002d00', 'a text in UTF-16'],
  ['002d002d', 'a text in UTF-16'],
  ['feedfeed', 'a Java key store of the old kind (JKS)'],
  ['cececece', 'a Java key store of the old kind (JCEKS)'],
  ['1ef1b5b0', 'a private key in the old form of Microsoft (PVK)'],
  ['00051607', 'a companion file of macOS, whose name begins with “._”'],
  ['504b0304', 'a ZIP archive'],
  [hex('PuTTY-User-Key-File'), 'a PuTTY key'],
  [hex('ssh-rsa '), 'a public key'],
  [hex('---- BEGIN SSH2 PUBLIC'), 'a public key'],
  // Its first line is as in PEM, and the rest is not.
  [hex('-----BEGIN PGP '), 'an OpenPGP file'],
  [hex('Salted__'), 'a file that another program has encrypted'],
  [hex('age-encryption.org/'), 'a file that another program has encrypted'],
  // Base64 of a long SEQUENCE.
  [hex('MII'), 'base64 without its first and last line'],
];

/** What a file is that begins as no key file does; undefined for what may be one. */
export function otherFileOf(bytes: Uint8Array): string | undefined {
  const head = asBuffer(bytes).subarray(0, 32).toString('hex');
  return beginnings.find(([beginning]) => head.startsWith(beginning))?.[1];
}
