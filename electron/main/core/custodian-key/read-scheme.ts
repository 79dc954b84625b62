// Reads how bytes are protected from an AlgorithmIdentifier, down to every parameter: what cannot be opened is known, by name, before
// anybody types a passphrase.
import { DER, type DerElement, encodeDerOid } from '../encoding/der.ts';
import { childrenOf, isOid, listedFor, smallNumber } from './key-elements.ts';
import { readPbes2 } from './pbes2.ts';
import { type Cipher, maxRounds, type Scheme, unknown, type UnknownScheme } from './scheme.ts';
import { algorithmName } from './scheme-names.ts';

const tripleDes: Cipher = { name: 'des-ede3-cbc', keyBytes: 24, ivBytes: 8 };
const doubleDes: Cipher = { name: 'des-ede-cbc', keyBytes: 16, ivBytes: 8 };
const des: Cipher = { name: 'des-cbc', keyBytes: 8, ivBytes: 8 };
const rc2 = (keyBytes: number): Cipher => ({
  name: 'rc2-cbc',
  keyBytes,
  ivBytes: 8,
  effectiveBits: keyBytes * 8,
});

/** RFC 7292 Appendix C. */
const pkcs12Schemes: readonly (readonly [Buffer, Cipher])[] = [
  [encodeDerOid('1.2.840.113549.1.12.1.3'), tripleDes],
  [encodeDerOid('1.2.840.113549.1.12.1.4'), doubleDes],
  [encodeDerOid('1.2.840.113549.1.12.1.5'), rc2(16)],
  [encodeDerOid('1.2.840.113549.1.12.1.6'), rc2(5)],
];

/** RFC 8018 A.3: PBES1. */
const pbes1Schemes: readonly (readonly [Buffer, { readonly hash: 'md5' | 'sha1'; readonly cipher: Cipher }])[] = [
  [encodeDerOid('1.2.840.113549.1.5.3'), { hash: 'md5', cipher: des }],
  [encodeDerOid('1.2.840.113549.1.5.10'), { hash: 'sha1', cipher: des }],
  [encodeDerOid('1.2.840.113549.1.5.6'), { hash: 'md5', cipher: rc2(8) }],
  [encodeDerOid('1.2.840.113549.1.5.11'), { hash: 'sha1', cipher: rc2(8) }],
];

/** RFC 1421 §4.6.1.3 as openssl fills it: the names that are in `DEK-Info`. */
const dekCiphers: Readonly<Record<string, Cipher>> = {
  'DES-EDE3-CBC': tripleDes,
  'DES-CBC': des,
  'AES-128-CBC': { name: 'aes-128-cbc', keyBytes: 16, ivBytes: 16 },
  'AES-192-CBC': { name: 'aes-192-cbc', keyBytes: 24, ivBytes: 16 },
  'AES-256-CBC': { name: 'aes-256-cbc', keyBytes: 32, ivBytes: 16 },
};

const pbes2 = encodeDerOid('1.2.840.113549.1.5.13');

/** @param algorithm an AlgorithmIdentifier */
export function readScheme(algorithm: DerElement | undefined): Scheme | UnknownScheme {
  const [oid, parameters] = childrenOf(algorithm);
  if (isOid(oid, pbes2)) return readPbes2(parameters);
  const pkcs12 = listedFor(pkcs12Schemes, oid);
  const pbes1 = listedFor(pbes1Schemes, oid);
  const listed = pkcs12
    ? ({ derivation: { is: 'pkcs12' }, cipher: pkcs12 } as const)
    : pbes1 && ({ derivation: { is: 'pbkdf1', hash: pbes1.hash }, cipher: pbes1.cipher } as const);
  if (listed === undefined) return unknown(algorithmName(oid));
  // PBEParameter ::= SEQUENCE { salt OCTET STRING, iterationCount INTEGER }
  const [salt, count] = childrenOf(parameters);
  const rounds = smallNumber(count);
  if (salt?.tag !== DER.octetString || rounds === undefined) return unknown('unreadable');
  if (rounds > maxRounds.oneByOne) return unknown(`${algorithmName(oid)} × ${rounds}`);
  return { known: true, derivation: { ...listed.derivation, salt: salt.content, rounds }, cipher: listed.cipher };
}

/**
 * The scheme of a key with RFC 1421 headers.
 * @param dekInfo what follows `DEK-Info: `, such as `AES-256-CBC,00112233…`; empty where there is no such header
 */
export function readDekInfo(dekInfo: string): Scheme | UnknownScheme {
  const [name = '', ivHex = ''] = dekInfo.split(',');
  if (name === '') return unknown('no DEK-Info');
  const cipher = Object.hasOwn(dekCiphers, name) ? dekCiphers[name] : undefined;
  if (cipher === undefined) return unknown(name.slice(0, 40));
  const iv = Buffer.from(ivHex, 'hex');
  if (iv.length !== cipher.ivBytes || ivHex.length !== 2 * iv.length) return unknown('unreadable');
  // openssl: its first eight octets are also the salt.
  return { known: true, derivation: { is: 'openssl', salt: iv.subarray(0, 8) }, cipher, iv };
}
