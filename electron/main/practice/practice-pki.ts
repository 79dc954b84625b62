// The practice cloud's own certificate authority: it signs one server certificate and its key is thrown away, so nobody can use it
// to sign another.
import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { clouds } from '../core/azure/clouds.ts';
import { encodePem } from '../core/encoding/pem.ts';
import {
  algorithmIdentifier,
  encodeBasicConstraints,
  encodeCertificate,
  encodeKeyUsage,
  encodeServerAuthentication,
  encodeSubjectAltNames,
  keyUsage,
  type ServerName,
} from '../core/x509/certificate-writer.ts';
import { OID, type X509Extension } from '../core/x509/certificate.ts';
import { readIfThere, replaceFile } from './state-files.ts';

export interface ServerIdentity {
  /** What clients trust; also written to the state directory as `practice-ca.pem`. */
  readonly caCertificatePem: string;
  readonly certificatePem: string;
  readonly keyPem: string;
}

const day = 24 * 60 * 60 * 1000;
const validDays = 365;

export const caFileName = 'practice-ca.pem';

/** Every name that the practice cloud answers to: the loopback, and the real names that its clients send there. */
const serverNames: readonly ServerName[] = [
  { dns: 'localhost' },
  { ipv4: [127, 0, 0, 1] },
  ...clouds.flatMap((cloud) => [
    { dns: `*.${cloud.hsmSuffix}` },
    { dns: cloud.loginHost },
    { dns: `*.${cloud.blobSuffix}` },
    { dns: cloud.managementHost },
  ]),
];

/** The identity in the state directory, or a new one if there is none or it ends within a day. */
export async function loadServerIdentity(directory: string, now: number): Promise<ServerIdentity> {
  const [ca, certificate, key] = await Promise.all(
    [caFileName, 'server-certificate.pem', 'server-key.pem'].map((name) => readIfThere(join(directory, name))),
  );
  if (ca && certificate && key && Date.parse(new X509Certificate(certificate).validTo) > now + day) {
    return { caCertificatePem: ca.toString(), certificatePem: certificate.toString(), keyPem: key.toString() };
  }
  const made = makeServerIdentity(now);
  await replaceFile(join(directory, 'server-key.pem'), made.keyPem);
  await replaceFile(join(directory, 'server-certificate.pem'), made.certificatePem);
  await replaceFile(join(directory, caFileName), made.caCertificatePem);
  return made;
}

function makeServerIdentity(now: number): ServerIdentity {
  const ca = { name: 'PRACTICE certificate authority of a practice HSM', key: newKey() };
  const server = { name: 'PRACTICE HSM', key: newKey() };
  const caExtensions = [
    { oid: OID.basicConstraints, critical: true, value: encodeBasicConstraints(true, 0) },
    { oid: OID.keyUsage, critical: true, value: encodeKeyUsage(keyUsage.keyCertSign, keyUsage.crlSign) },
  ];
  const serverExtensions = [
    { oid: OID.basicConstraints, critical: true, value: encodeBasicConstraints(false) },
    { oid: OID.keyUsage, critical: true, value: encodeKeyUsage(keyUsage.digitalSignature) },
    { oid: OID.extendedKeyUsage, critical: false, value: encodeServerAuthentication() },
    { oid: OID.subjectAltName, critical: false, value: encodeSubjectAltNames(serverNames) },
  ];
  return {
    caCertificatePem: encodePem('CERTIFICATE', certify(ca, ca, now, caExtensions)),
    certificatePem: encodePem('CERTIFICATE', certify(server, ca, now, serverExtensions)),
    keyPem: encodePem('PRIVATE KEY', server.key.export({ format: 'der', type: 'pkcs8' })),
  };
}

interface Named {
  readonly name: string;
  readonly key: KeyObject;
}

const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

function certify(subject: Named, issuer: Named, now: number, extensions: readonly X509Extension[]): Buffer {
  return encodeCertificate({
    serialNumber: serialNumber(),
    signatureAlgorithm: algorithmIdentifier(OID.ecdsaWithSha256, 'none'),
    issuer: [{ oid: OID.commonName, value: issuer.name }],
    notBefore: new Date(now - day),
    notAfter: new Date(now + validDays * day),
    subject: [{ oid: OID.commonName, value: subject.name }],
    spkiDer: createPublicKey(subject.key).export({ format: 'der', type: 'spki' }),
    extensions,
    sign: (tbs) => sign('sha256', tbs, issuer.key),
  });
}

/** 16 random bytes, positive and without a leading zero byte. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
