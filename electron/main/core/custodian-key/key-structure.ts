// Tells the forms of a DER key file apart by their outer structure, without opening anything.
import { DER, type DerElement, encodeDerOid, readDerChildren, readDerElement } from '../encoding/der.ts';

export type DerKind =
  | { readonly is: 'pkcs8' | 'pkcs1' | 'encrypted-pkcs8' | 'pkcs12' }
  | { readonly is: 'other'; readonly looksLike: string };

/** Whether a password-based scheme is one that we open, and its name or OID for people. */
export interface EncryptionScheme {
  readonly known: boolean;
  readonly name: string;
}

const oid = (dotted: string): Buffer => encodeDerOid(dotted);
const pbes2 = oid('1.2.840.113549.1.5.13');
const pbeWithSha1AndTripleDes = oid('1.2.840.113549.1.12.1.3');
const keyDerivations = [oid('1.2.840.113549.1.5.12'), oid('1.3.6.1.4.1.11591.4.11')]; // PBKDF2, scrypt
const ciphers = [
  '2.16.840.1.101.3.4.1.2',
  '2.16.840.1.101.3.4.1.22',
  '2.16.840.1.101.3.4.1.42',
  '1.2.840.113549.3.7',
].map(oid); // AES-128/192/256-CBC, DES-EDE3-CBC

/** Reads the first elements of a DER SEQUENCE: enough to know what it is. */
export function classifyDer(der: Uint8Array): DerKind {
  const [first, second, third] = tryChildren(readDerElement(der));
  if (first?.tag === DER.integer && second !== undefined) {
    // RFC 7292 §4: PFX ::= SEQUENCE { version 3, authSafe ContentInfo, … }
    if (first.content.length === 1 && first.content[0] === 3 && second.tag === DER.sequence) return { is: 'pkcs12' };
    // RFC 5208 §5: PrivateKeyInfo ::= SEQUENCE { version, AlgorithmIdentifier, OCTET STRING, … }
    if (second.tag === DER.sequence && third?.tag === DER.octetString) return { is: 'pkcs8' };
    // RFC 8017 A.1.2: RSAPrivateKey ::= SEQUENCE { version, n, e, … }
    if (second.tag === DER.integer && third?.tag === DER.integer) return { is: 'pkcs1' };
  }
  // RFC 5208 §6: EncryptedPrivateKeyInfo ::= SEQUENCE { AlgorithmIdentifier, OCTET STRING }
  if (first?.tag === DER.sequence && second?.tag === DER.octetString && third === undefined) {
    return { is: 'encrypted-pkcs8' };
  }
  const isCertificate = first?.tag === DER.sequence && second?.tag === DER.sequence && third?.tag === DER.bitString;
  return { is: 'other', looksLike: isCertificate ? 'a certificate or a certificate request' : 'another binary file' };
}

/** RFC 8018 §6.2 and A.4: PBES2 with PBKDF2 or scrypt, and AES-CBC or triple DES. */
export function encryptionScheme(der: Uint8Array): EncryptionScheme {
  const [algorithm] = tryChildren(readDerElement(der));
  const [scheme, parameters] = tryChildren(algorithm);
  if (scheme === undefined || !isOid(scheme, [pbes2])) return { known: false, name: nameOf(scheme) };
  const [derivation, cipher] = tryChildren(parameters).map((part) => tryChildren(part)[0]);
  if (derivation === undefined || !isOid(derivation, keyDerivations)) return { known: false, name: nameOf(derivation) };
  if (cipher === undefined || !isOid(cipher, ciphers)) return { known: false, name: nameOf(cipher) };
  return { known: true, name: 'PBES2' };
}

/** RFC 7292 Appendix C: the triple DES of old PKCS#12 files, beside what every PKCS#8 may have. */
export function pkcs12Scheme(der: Uint8Array): EncryptionScheme {
  const [scheme] = tryChildren(tryChildren(readDerElement(der))[0]);
  return scheme !== undefined && isOid(scheme, [pbeWithSha1AndTripleDes])
    ? { known: true, name: 'PBE-SHA1-3DES' }
    : encryptionScheme(der);
}

const isOid = (element: DerElement, oids: readonly Buffer[]): boolean =>
  oids.some((candidate) => candidate.equals(element.raw));

/** An OID's bytes in hex: good enough to look it up. */
const nameOf = (element: DerElement | undefined): string =>
  element === undefined
    ? 'unreadable'
    : `object identifier ${Buffer.from(element.content).toString('hex').slice(0, 40)}`;

/** The children of a constructed element; none if it has no readable ones. */
function tryChildren(element: DerElement | undefined): readonly DerElement[] {
  if (element?.tag !== DER.sequence) return [];
  try {
    return readDerChildren(element.content);
  } catch {
    return [];
  }
}
