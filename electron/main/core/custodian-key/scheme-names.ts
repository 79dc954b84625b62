// Names of the ways to protect and to make keys, for people whose file is refused: they can look up a name, and ask for another form.
import { parseOid } from '../x509/der-values.ts';
import type { DerElement } from '../encoding/der.ts';

/** By their object identifier. RFC 7292 Appendix C, RFC 8018 A, and what openssl calls the rest. */
const names: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.5.1': 'PBE-MD2-DES',
  '1.2.840.113549.1.5.3': 'PBE-MD5-DES',
  '1.2.840.113549.1.5.4': 'PBE-MD2-RC2-64',
  '1.2.840.113549.1.5.6': 'PBE-MD5-RC2-64',
  '1.2.840.113549.1.5.10': 'PBE-SHA1-DES',
  '1.2.840.113549.1.5.11': 'PBE-SHA1-RC2-64',
  '1.2.840.113549.1.5.12': 'PBKDF2',
  '1.2.840.113549.1.5.13': 'PBES2',
  '1.2.840.113549.1.5.14': 'PBMAC1',
  '1.2.840.113549.1.12.1.1': 'PBE-SHA1-RC4-128',
  '1.2.840.113549.1.12.1.2': 'PBE-SHA1-RC4-40',
  '1.2.840.113549.1.12.1.3': 'PBE-SHA1-3DES',
  '1.2.840.113549.1.12.1.4': 'PBE-SHA1-2DES',
  '1.2.840.113549.1.12.1.5': 'PBE-SHA1-RC2-128',
  '1.2.840.113549.1.12.1.6': 'PBE-SHA1-RC2-40',
  '1.3.6.1.4.1.11591.4.11': 'scrypt',
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.113549.1.1.7': 'RSA-OAEP',
  '1.2.840.113549.2.6': 'HMAC-MD5',
  '1.2.840.113549.2.12': 'HMAC-SHA-512/224',
  '1.2.840.113549.2.13': 'HMAC-SHA-512/256',
  '2.16.840.1.101.3.4.2.13': 'HMAC-SHA3-224',
  '2.16.840.1.101.3.4.2.14': 'HMAC-SHA3-256',
  '2.16.840.1.101.3.4.2.15': 'HMAC-SHA3-384',
  '2.16.840.1.101.3.4.2.16': 'HMAC-SHA3-512',
  '1.2.156.10197.1.401.2': 'HMAC-SM3',
  '1.2.643.7.1.1.4.1': 'HMAC-Streebog-256',
  '1.2.643.7.1.1.4.2': 'HMAC-Streebog-512',
  '1.2.643.2.2.10': 'HMAC-GOST-94',
  '1.2.840.113549.3.2': 'RC2-CBC',
  '1.2.840.113549.3.4': 'RC4',
  '1.2.840.113549.3.9': 'RC5-CBC',
  '1.3.6.1.4.1.3029.1.2': 'Blowfish-CBC',
  '1.2.840.113533.7.66.10': 'CAST5-CBC',
  '1.3.6.1.4.1.188.7.1.1.2': 'IDEA-CBC',
  '1.2.410.200004.1.4': 'SEED-CBC',
  '1.2.410.200046.1.1.2': 'ARIA-128-CBC',
  '1.2.410.200046.1.1.7': 'ARIA-192-CBC',
  '1.2.410.200046.1.1.12': 'ARIA-256-CBC',
  '1.2.392.200011.61.1.1.1.2': 'Camellia-128-CBC',
  '1.2.392.200011.61.1.1.1.3': 'Camellia-192-CBC',
  '1.2.392.200011.61.1.1.1.4': 'Camellia-256-CBC',
  '1.2.156.10197.1.104.2': 'SM4-CBC',
  '1.2.643.2.2.21': 'GOST 28147-89',
  '1.2.643.7.1.1.5.1.1': 'Magma',
  '1.2.643.7.1.1.5.2.1': 'Kuznyechik',
  '2.16.840.1.101.3.4.1.1': 'AES-128-ECB',
  '2.16.840.1.101.3.4.1.3': 'AES-128-OFB',
  '2.16.840.1.101.3.4.1.4': 'AES-128-CFB',
  '2.16.840.1.101.3.4.1.6': 'AES-128-GCM',
  '2.16.840.1.101.3.4.1.7': 'AES-128-CCM',
  '2.16.840.1.101.3.4.1.26': 'AES-192-GCM',
  '2.16.840.1.101.3.4.1.27': 'AES-192-CCM',
  '2.16.840.1.101.3.4.1.41': 'AES-256-ECB',
  '2.16.840.1.101.3.4.1.43': 'AES-256-OFB',
  '2.16.840.1.101.3.4.1.44': 'AES-256-CFB',
  '2.16.840.1.101.3.4.1.46': 'AES-256-GCM',
  '2.16.840.1.101.3.4.1.47': 'AES-256-CCM',
  '1.2.840.113549.1.7.2': 'PKCS#7 signed data',
  '1.2.840.113549.1.7.3': 'PKCS#7 data under a public key',
};

/** The name of an algorithm; its object identifier where it has none here, and `unreadable` for what is no identifier. */
export function algorithmName(element: DerElement | undefined): string {
  const oid = readableOid(element);
  return oid === undefined ? 'unreadable' : (names[oid] ?? `object identifier ${oid}`);
}

function readableOid(element: DerElement | undefined): string | undefined {
  try {
    return parseOid(element, 'algorithm');
  } catch {
    return undefined;
  }
}
