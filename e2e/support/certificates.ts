// Self-signed RSA certificates for tests: custodians, roots of trust, and exchange keys where their evidence is not the point.
import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { BasicConstraintsExtension, X509CertificateGenerator } from '@peculiar/x509';

export interface TestCertificate {
  readonly certificateDer: Buffer;
  /** PKCS#8 DER. */
  readonly privateKeyDer: Buffer;
}

const signing = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const year = 365 * 24 * 60 * 60 * 1000;

/** @param isAuthority whether it may sign others: a root of trust */
export async function selfSignedCertificate(
  commonName: string,
  bits = 2048,
  isAuthority = false,
): Promise<TestCertificate> {
  const encoding = { format: 'der' } as const;
  const pair = generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', ...encoding },
    privateKeyEncoding: { type: 'pkcs8', ...encoding },
  });
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${commonName}`,
    notBefore: new Date(Date.now() - 1000),
    notAfter: new Date(Date.now() + year),
    signingAlgorithm: signing,
    extensions: [new BasicConstraintsExtension(isAuthority)],
    keys: {
      publicKey: await crypto.subtle.importKey('spki', pair.publicKey, signing, true, ['verify']),
      privateKey: await crypto.subtle.importKey('pkcs8', pair.privateKey, signing, true, ['sign']),
    },
  });
  return { certificateDer: Buffer.from(certificate.rawData), privateKeyDer: pair.privateKey };
}
