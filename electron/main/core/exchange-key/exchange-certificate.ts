// The exchange certificate: the RSA key that the new HSM offers, and what stands around it.
import { createHash } from 'node:crypto';
import { refuse } from '#shared/faults/fault.ts';
import { encodeBase64url } from '../encoding/base64.ts';
import { sha256 } from '../encoding/bytes.ts';
import { OID, nameText, parseSpki, parseX509, rsaNumbers, type X509 } from '../x509/certificate.ts';

export interface ExchangeCertificate {
  readonly x509: X509;
  readonly der: Buffer;
  /** base64url of SHA-256 over the DER: `x5t_256` of the restore blob. */
  readonly thumbprintS256: string;
  /** The same in lower-case hex, as people compare it. */
  readonly sha256Hex: string;
  /** base64url of SHA-1 over the DER: a JWK's `x5t`, a label and no proof. */
  readonly thumbprintS1: string;
  /** SHA-256 over the SubjectPublicKeyInfo, lower-case hex. */
  readonly spkiSha256Hex: string;
  readonly spkiDer: Buffer;
  /** Names as text; foreign, so not safe to print before `visibleText`. */
  readonly subject: string;
  readonly issuer: string;
  /** Every common name of the subject; a genuine certificate has one. */
  readonly commonNames: readonly string[];
  readonly serialNumberHex: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly modulus: bigint;
  readonly modulusBits: number;
  readonly exponent: bigint;
}

/**
 * Reads an exchange certificate; checks nothing but its form.
 * Not with `new X509Certificate(der)` of node:crypto: it looks for PEM first, finds the chain inside the attestation, and
 * returns the certificate of a processor.
 * @throws CERTIFICATE_MALFORMED, EXCHANGE_KEY_NOT_RSA
 */
export function parseExchangeCertificate(der: Uint8Array): ExchangeCertificate {
  // Recorded in 2020: `a3 02 30 00`, a list of extensions with nothing in it, and so no attestation.
  const x509 = parseX509(der, { emptyExtensions: 'read' });
  const numbers = rsaNumbers(x509.spkiDer);
  if (!numbers) return refuse({ code: 'EXCHANGE_KEY_NOT_RSA', algorithm: parseSpki(x509.spkiDer).oid });
  const digest = sha256(x509.der);
  return {
    x509,
    der: x509.der,
    thumbprintS256: encodeBase64url(digest),
    sha256Hex: digest.toString('hex'),
    thumbprintS1: encodeBase64url(createHash('sha1').update(x509.der).digest()),
    spkiSha256Hex: sha256(x509.spkiDer).toString('hex'),
    spkiDer: x509.spkiDer,
    subject: nameText(x509.subject),
    issuer: nameText(x509.issuer),
    commonNames: x509.subject.filter(({ oid }) => oid === OID.commonName).map(({ value }) => value),
    serialNumberHex: x509.serialNumberHex,
    notBefore: x509.notBefore,
    notAfter: x509.notAfter,
    modulus: numbers.modulus,
    modulusBits: numbers.modulus === 0n ? 0 : numbers.modulus.toString(2).length,
    exponent: numbers.exponent,
  };
}
