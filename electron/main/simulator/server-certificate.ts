// Certificates of practice servers: an authority that signs a certificate for each server behind one name, and is gone.
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { encodePem } from '#core/encoding/pem.ts';
import {
  algorithmIdentifier,
  encodeAuthorityKeyIdentifier,
  encodeBasicConstraints,
  encodeCertificate,
  encodeKeyUsage,
  encodeServerAuthentication,
  encodeSubjectAltNames,
  encodeSubjectKeyIdentifier,
  keyUsage,
  type ServerName,
} from '#core/x509/certificate-writer.ts';
import { OID, type X509Extension } from '#core/x509/certificate.ts';

/** One of the servers behind a name: an HSM is three of them, each with a key and its own certificate (REQ-03). */
export interface ServerKey {
  readonly certificatePem: string;
  readonly keyPem: string;
}

export interface ServerIdentity {
  /** What clients trust; also written to the state directory as `practice-ca.pem`. */
  readonly caCertificatePem: string;
  readonly servers: readonly [ServerKey, ...ServerKey[]];
}

/** How many servers are behind the name of an HSM. */
export const serverCount = 3;

const day = 24 * 60 * 60 * 1000;
const validDays = 365;

/** Certificates for servers of these names, under an authority of their own whose key is thrown away. */
export function makeServerIdentity(now: number, names: readonly ServerName[]): ServerIdentity {
  const ca = { name: 'PRACTICE certificate authority of a practice HSM', key: newKey() };
  const caExtensions = [
    { oid: OID.basicConstraints, critical: true, value: encodeBasicConstraints(true, 0) },
    { oid: OID.keyUsage, critical: true, value: encodeKeyUsage(keyUsage.keyCertSign, keyUsage.crlSign) },
  ];
  const serverExtensions = [
    { oid: OID.basicConstraints, critical: true, value: encodeBasicConstraints(false) },
    { oid: OID.keyUsage, critical: true, value: encodeKeyUsage(keyUsage.digitalSignature) },
    { oid: OID.extendedKeyUsage, critical: false, value: encodeServerAuthentication() },
    { oid: OID.subjectAltName, critical: false, value: encodeSubjectAltNames(names) },
  ];
  const newServer = (): ServerKey => {
    const server = { name: 'PRACTICE HSM', key: newKey() };
    return {
      certificatePem: encodePem('CERTIFICATE', certify(server, ca, now, serverExtensions)),
      keyPem: encodePem('PRIVATE KEY', server.key.export({ format: 'der', type: 'pkcs8' })),
    };
  };
  return {
    caCertificatePem: encodePem('CERTIFICATE', certify(ca, ca, now, caExtensions)),
    servers: [newServer(), ...Array.from({ length: serverCount - 1 }, newServer)],
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
    spkiDer: spkiOf(subject),
    // Strict clients ask by which key a certificate is signed.
    extensions: [
      ...extensions,
      { oid: OID.subjectKeyIdentifier, critical: false, value: encodeSubjectKeyIdentifier(keyIdentifier(subject)) },
      { oid: OID.authorityKeyIdentifier, critical: false, value: encodeAuthorityKeyIdentifier(keyIdentifier(issuer)) },
    ],
    sign: (tbs) => sign('sha256', tbs, issuer.key),
  });
}

const spkiOf = ({ key }: Named): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' });

/** RFC 7093 §2, method 4 with SHA-256, of which the first 160 bits serve. */
const keyIdentifier = (named: Named): Buffer => createHash('sha256').update(spkiOf(named)).digest().subarray(0, 20);

/** 16 random bytes, positive and without a leading zero byte. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
