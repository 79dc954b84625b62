// Certificates of a TLS server as a record holds them: the names a server may answer to, and who has signed whom.
import { createPublicKey, verify } from 'node:crypto';
import { DER, readDerChildren } from '../encoding/der.ts';
import { findExtension, OID, type X509 } from './certificate.ts';
import { malformed, whole, within } from './der-values.ts';

/** RFC 5280 §4.2.1.6: [2] IMPLICIT IA5String. */
const dnsNameTag = 0x82;

/**
 * The DNS names of subjectAltName (RFC 5280 §4.2.1.6), as they are there; none if there is no such extension. A common name is
 * no name of a server (RFC 9525 §2).
 * @throws CERTIFICATE_MALFORMED
 */
export function serverNames(certificate: X509): readonly string[] {
  const extension = findExtension(certificate, OID.subjectAltName);
  if (!extension) return [];
  const { content } = whole(extension.value, DER.sequence, 'extensions');
  const names = within('extensions', () => readDerChildren(content)).filter(({ tag }) => tag === dnsNameTag);
  return names.map((name) => {
    const text = Buffer.from(name.content).toString('latin1');
    return /^[\x21-\x7e]+$/.test(text) ? text : malformed('extensions');
  });
}

/** Hashes of the signatures that public authorities make (RFC 8017, RFC 5758 §3.2). */
const signatureHashes: Readonly<Record<string, string>> = {
  [OID.sha256WithRsa]: 'sha256',
  [OID.sha384WithRsa]: 'sha384',
  [OID.sha512WithRsa]: 'sha512',
  [OID.ecdsaWithSha256]: 'sha256',
  [OID.ecdsaWithSha384]: 'sha384',
  [OID.ecdsaWithSha512]: 'sha512',
};

/** Whether a certificate names another as its issuer and carries that one's signature. An unknown algorithm proves nothing. */
export function isSignedBy(certificate: X509, issuer: X509): boolean {
  const hash = signatureHashes[certificate.signatureOid];
  if (hash === undefined || !certificate.issuerDer.equals(issuer.subjectDer)) return false;
  try {
    const key = createPublicKey({ key: issuer.spkiDer, format: 'der', type: 'spki' });
    return verify(hash, certificate.tbs, key, certificate.signature);
  } catch {
    // A key that OpenSSL does not read has signed nothing.
    return false;
  }
}
