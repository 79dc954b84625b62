// Issues exchange keys for practice HSMs: self-signed and attested like genuine ones, under the practice root.
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { sha256 } from '#core/encoding/bytes.ts';
import { quoteExtensionOid } from '#core/exchange-key/attestation-checks.ts';
import { OID, type X509Extension } from '#core/x509/certificate.ts';
import { spkiOf, yearsAfter } from './attestation-root.ts';
import {
  algorithmIdentifier,
  type CertificateParts,
  encodeBasicConstraints,
  encodeCertificate,
  encodeKeyUsage,
  keyUsage,
} from '#core/x509/certificate-writer.ts';
import { encodeQuote, encodeQuoteExtension, makeQuoteParts } from './quote-writer.ts';

export interface PracticeExchangeKey {
  readonly privateKey: KeyObject;
  readonly certificateDer: Buffer;
}

/** A new exchange key for the practice HSM at this host. */
export function issueExchangeKey(
  hsmHost: string,
  notBefore: Date,
  bits: 2048 | 3072 | 4096 = 2048,
): PracticeExchangeKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: 65537 });
  const quote = encodeQuote(makeQuoteParts(spkiOf(privateKey), notBefore));
  const extensions = [...plainExtensions, attestationExtension(encodeQuoteExtension(quote))];
  return {
    privateKey,
    certificateDer: encodeCertificate(makeExchangeParts(hsmHost, privateKey, notBefore, extensions)),
  };
}

/** The self-signed certificate around an exchange key, as the service makes it. */
export function makeExchangeParts(
  hsmHost: string,
  privateKey: KeyObject,
  notBefore: Date,
  extensions: readonly X509Extension[],
): CertificateParts {
  const name = [{ oid: OID.commonName, value: hsmHost }];
  return {
    serialNumber: Buffer.from([1]),
    signatureAlgorithm: algorithmIdentifier(OID.sha256WithRsa, 'null'),
    issuer: name,
    notBefore,
    notAfter: yearsAfter(notBefore, 1),
    subject: name,
    spkiDer: spkiOf(privateKey),
    extensions,
    sign: (tbs) => sign('sha256', tbs, privateKey),
  };
}

export const plainExtensions: readonly X509Extension[] = [
  { oid: OID.basicConstraints, critical: true, value: encodeBasicConstraints(false) },
  { oid: OID.keyUsage, critical: true, value: encodeKeyUsage(keyUsage.keyEncipherment) },
];

export function attestationExtension(value: Buffer): X509Extension {
  return { oid: quoteExtensionOid, critical: false, value };
}

/** The JWK that stands, as JSON text, in `transfer_key` of the service's answer, with the recorded members: no `alg` (REQ-01). */
export function exchangeJwk({ certificateDer, privateKey }: PracticeExchangeKey): Readonly<Record<string, unknown>> {
  const { n, e } = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    e,
    key_ops: ['wrapKey', 'verify', 'encrypt'],
    kid: 'not used',
    kty: 'RSA',
    n,
    x5c: [certificateDer.toString('base64')],
    x5t: createHash('sha1').update(certificateDer).digest('base64url'),
    'x5t#S256': sha256(certificateDer).toString('base64url'),
  };
}
