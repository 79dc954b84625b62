// Self-signed RSA certificates for tests: custodians, roots of trust, and exchange keys where their evidence is not the point.
import 'reflect-metadata';
import { createPublicKey } from 'node:crypto';
import { BasicConstraintsExtension, X509CertificateGenerator } from '@peculiar/x509';
import { testKey } from './custodians.ts';

export interface TestCertificate {
  readonly certificateDer: Buffer;
  /** PKCS#8 DER. */
  readonly privateKeyDer: Buffer;
}

const signing = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const year = 365 * 24 * 60 * 60 * 1000;

/**
 * The same name has the same key.
 * @param isAuthority whether it may sign others: a root of trust
 */
export async function selfSignedCertificate(
  commonName: string,
  bits = 2048,
  isAuthority = false,
): Promise<TestCertificate> {
  const key = testKey(`certificate of ${commonName}`, { bits });
  const privateKeyDer = key.export({ type: 'pkcs8', format: 'der' });
  const publicKeyDer = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${commonName}`,
    notBefore: new Date(Date.now() - 1000),
    notAfter: new Date(Date.now() + year),
    signingAlgorithm: signing,
    extensions: [new BasicConstraintsExtension(isAuthority)],
    keys: {
      publicKey: await crypto.subtle.importKey('spki', publicKeyDer, signing, true, ['verify']),
      privateKey: await crypto.subtle.importKey('pkcs8', privateKeyDer, signing, true, ['sign']),
    },
  });
  return { certificateDer: Buffer.from(certificate.rawData), privateKeyDer };
}
