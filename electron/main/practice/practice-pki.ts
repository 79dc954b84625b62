// The practice cloud's own certificate authority: it signs one server certificate and its key is thrown away, so nobody can use it
// to sign another.
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { clouds } from '../core/azure/clouds.ts';
import { encodePem } from '../core/encoding/pem.ts';
import { readIfThere, replaceFile } from './state-files.ts';

export interface ServerIdentity {
  /** What clients trust; also written to the state directory as `practice-ca.pem`. */
  readonly caCertificatePem: string;
  readonly certificatePem: string;
  readonly keyPem: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 24 * 60 * 60 * 1000;
const validDays = 365;

export const caFileName = 'practice-ca.pem';

/** Every name that the practice cloud answers to: the loopback, and the real names that its clients send there. */
const serverNames: readonly { readonly type: 'dns' | 'ip'; readonly value: string }[] = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  ...clouds.flatMap((cloud) => [
    { type: 'dns' as const, value: `*.${cloud.hsmSuffix}` },
    { type: 'dns' as const, value: cloud.loginHost },
    { type: 'dns' as const, value: `*.${cloud.blobSuffix}` },
    { type: 'dns' as const, value: cloud.managementHost },
  ]),
];

/** The identity in the state directory, or a new one if there is none or it ends within a day. */
export async function loadServerIdentity(directory: string, now: number): Promise<ServerIdentity> {
  const [ca, certificate, key] = await Promise.all(
    [caFileName, 'server-certificate.pem', 'server-key.pem'].map((name) => readIfThere(join(directory, name))),
  );
  if (ca && certificate && key && new X509Certificate(certificate.toString()).notAfter.getTime() > now + day) {
    return { caCertificatePem: ca.toString(), certificatePem: certificate.toString(), keyPem: key.toString() };
  }
  const made = await makeServerIdentity(now);
  await replaceFile(join(directory, 'server-key.pem'), made.keyPem);
  await replaceFile(join(directory, 'server-certificate.pem'), made.certificatePem);
  await replaceFile(join(directory, caFileName), made.caCertificatePem);
  return made;
}

async function makeServerIdentity(now: number): Promise<ServerIdentity> {
  const caKeys = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const serverKeys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const validity = { notBefore: new Date(now - day), notAfter: new Date(now + validDays * day) };
  const caName = 'CN=PRACTICE certificate authority of a practice HSM';
  const ca = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: caName,
    ...validity,
    keys: caKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=PRACTICE HSM',
    issuer: caName,
    ...validity,
    publicKey: serverKeys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([...serverNames]),
    ],
  });
  const pkcs8 = new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', serverKeys.privateKey));
  return {
    caCertificatePem: encodePem('CERTIFICATE', new Uint8Array(ca.rawData)),
    certificatePem: encodePem('CERTIFICATE', new Uint8Array(certificate.rawData)),
    keyPem: encodePem('PRIVATE KEY', pkcs8),
  };
}

/** 16 random bytes in hex, positive and without a leading zero byte. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
