// Writes X.509 certificates (RFC 5280) field by field: those of custodians' new keys, and those of practice, of which tests make
// every field wrong.
import type { NameAttribute, X509Extension } from './certificate.ts';
import { DER, encodeDer, encodeDerOid } from '../encoding/der.ts';

export interface CertificateParts {
  readonly serialNumber: Uint8Array;
  /** AlgorithmIdentifier in DER, written inside and outside. */
  readonly signatureAlgorithm: Uint8Array;
  readonly issuer: readonly NameAttribute[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly subject: readonly NameAttribute[];
  readonly spkiDer: Uint8Array;
  readonly extensions: readonly X509Extension[];
  readonly sign: (tbs: Uint8Array) => Uint8Array;
}

const TAG = {
  boolean: 0x01,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  set: 0x31,
  explicit: 0xa0,
} as const;

export const keyUsage = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5, crlSign: 6 } as const;

export function encodeCertificate(parts: CertificateParts): Buffer {
  const extensions = parts.extensions.map(encodeExtension);
  const tbs = encodeDer(
    DER.sequence,
    // Version 1 is not written; what has extensions is version 3.
    ...(extensions.length === 0 ? [] : [encodeDer(TAG.explicit, encodeDer(DER.integer, Buffer.from([2])))]),
    encodeDer(DER.integer, parts.serialNumber),
    parts.signatureAlgorithm,
    encodeName(parts.issuer),
    encodeDer(DER.sequence, encodeTime(parts.notBefore), encodeTime(parts.notAfter)),
    encodeName(parts.subject),
    parts.spkiDer,
    ...(extensions.length === 0 ? [] : [encodeDer(TAG.explicit | 3, encodeDer(DER.sequence, ...extensions))]),
  );
  return encodeDer(DER.sequence, tbs, parts.signatureAlgorithm, encodeBitString(parts.sign(tbs)));
}

/** AlgorithmIdentifier: RSA has NULL parameters (RFC 4055 §5), ECDSA has none (RFC 5758 §3.2). */
export function algorithmIdentifier(oid: string, parameters: 'null' | 'none'): Buffer {
  const oidDer = encodeDerOid(oid);
  return parameters === 'null' ? encodeDer(DER.sequence, oidDer, encodeDer(DER.null)) : encodeDer(DER.sequence, oidDer);
}

/** The value of a keyUsage extension with these bits, from 0 to 7. */
export function encodeKeyUsage(...bits: readonly number[]): Buffer {
  const octet = bits.reduce((octets, bit) => octets | (0x80 >> bit), 0);
  return encodeDer(DER.bitString, Buffer.from([7 - Math.max(...bits), octet]));
}

/** The value of a basicConstraints extension; `false` is the default and not written. */
export function encodeBasicConstraints(isAuthority: boolean, maxPath?: number): Buffer {
  const path = maxPath === undefined ? [] : [encodeDer(DER.integer, Buffer.from([maxPath]))];
  const flag = isAuthority ? [encodeDer(TAG.boolean, Buffer.from([0xff]))] : [];
  return encodeDer(DER.sequence, ...flag, ...path);
}

/** The value of an extendedKeyUsage extension for a TLS server. */
export function encodeServerAuthentication(): Buffer {
  return encodeDer(DER.sequence, encodeDerOid('1.3.6.1.5.5.7.3.1'));
}

/** The value of a subjectKeyIdentifier extension (RFC 5280 §4.2.1.2). */
export function encodeSubjectKeyIdentifier(id: Uint8Array): Buffer {
  return encodeDer(DER.octetString, id);
}

/** The value of an authorityKeyIdentifier extension: [0] keyIdentifier (RFC 5280 §4.2.1.1). */
export function encodeAuthorityKeyIdentifier(id: Uint8Array): Buffer {
  return encodeDer(DER.sequence, encodeDer(0x80, id));
}

/** A name under which a server is reached. */
export type ServerName = { readonly dns: string } | { readonly ipv4: readonly [number, number, number, number] };

/** The value of a subjectAltName extension: GeneralName [2] dNSName and [7] iPAddress (RFC 5280 §4.2.1.6). */
export function encodeSubjectAltNames(names: readonly ServerName[]): Buffer {
  const encoded = names.map((name) =>
    'dns' in name ? encodeDer(0x82, Buffer.from(name.dns, 'latin1')) : encodeDer(0x87, Buffer.from(name.ipv4)),
  );
  return encodeDer(DER.sequence, ...encoded);
}

export function encodeBitString(bytes: Uint8Array): Buffer {
  return encodeDer(DER.bitString, Buffer.from([0]), bytes);
}

export function encodeName(attributes: readonly NameAttribute[]): Buffer {
  const sets = attributes.map(({ oid, value }) =>
    encodeDer(
      TAG.set,
      encodeDer(DER.sequence, encodeDerOid(oid), encodeDer(TAG.utf8String, Buffer.from(value, 'utf8'))),
    ),
  );
  return encodeDer(DER.sequence, ...sets);
}

/** RFC 5280 §4.1.2.5: two-digit years up to 2049. */
export function encodeTime(time: Date): Buffer {
  const digits = time.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  const isLong = time.getUTCFullYear() >= 2050;
  return encodeDer(
    isLong ? TAG.generalizedTime : TAG.utcTime,
    Buffer.from(isLong ? digits : digits.slice(2), 'latin1'),
  );
}

function encodeExtension({ oid, critical, value }: X509Extension): Buffer {
  const flag = critical ? [encodeDer(TAG.boolean, Buffer.from([0xff]))] : [];
  return encodeDer(DER.sequence, encodeDerOid(oid), ...flag, encodeDer(DER.octetString, value));
}
