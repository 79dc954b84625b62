// The practice root and its chain: the shape of Intel's, under a key that everybody can compute and that proves nothing.
import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { encodePem } from '#core/encoding/pem.ts';
import { practiceAnchor } from '#core/exchange-key/trust-anchors.ts';
import { OID, type X509Extension } from '#core/x509/certificate.ts';
import {
  algorithmIdentifier,
  type CertificateParts,
  encodeBasicConstraints,
  encodeCertificate,
  encodeKeyUsage,
  keyUsage,
} from '#core/x509/certificate-writer.ts';

/** The root's private key is the SHA-256 of this text. It is no secret: what it signs is practice. */
const rootText = 'Lifeboat PRACTICE attestation root, version 1. This key is public and proves nothing.';

/** Where Intel's certificates of processors carry their identity; here it says that there is none. */
const processorExtensionOid = '1.2.840.113741.1.13.1';

export interface PracticeChain {
  /** The certificates from the processor to the root, in DER. */
  readonly certificates: readonly Buffer[];
  readonly processorKey: KeyObject;
}

export function practiceRootKey(): KeyObject {
  const secret = createHash('sha256').update(rootText).digest();
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(secret);
  const point = curve.getPublicKey();
  return createPrivateKey({
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: secret.toString('base64url'),
      x: point.toString('base64url', 1, 33),
      y: point.toString('base64url', 33, 65),
    },
    format: 'jwk',
  });
}

/** A fresh processor with its platform's authority, under the practice root or another key. */
export function makePracticeChain(notBefore: Date, rootKey: KeyObject = practiceRootKey()): PracticeChain {
  const platformKey = newKey();
  const processorKey = newKey();
  const [platformName = ''] = practiceAnchor.intermediateNames;
  const root = { name: practiceAnchor.rootName, key: rootKey };
  const platform = { name: platformName, key: platformKey };
  const processor = { name: practiceAnchor.leafName, key: processorKey };
  return {
    certificates: [
      encodeCertificate(chainParts(processor, platform, notBefore, processorExtensions)),
      encodeCertificate(chainParts(platform, root, notBefore, authorityExtensions(0))),
      encodeCertificate(chainParts(root, root, notBefore, authorityExtensions(1))),
    ],
    processorKey,
  };
}

/** As it stands inside a quote: PEM after PEM, and a NUL. */
export function encodePckChain(certificates: readonly Uint8Array[]): Buffer {
  return Buffer.from(`${certificates.map((der) => encodePem('CERTIFICATE', der)).join('')}\0`, 'latin1');
}

export interface ChainParty {
  readonly name: string;
  readonly key: KeyObject;
}

export function chainParts(
  subject: ChainParty,
  issuer: ChainParty,
  notBefore: Date,
  extensions: readonly X509Extension[],
): CertificateParts {
  return {
    serialNumber: Buffer.concat([Buffer.from([1]), randomBytes(15)]),
    signatureAlgorithm: algorithmIdentifier(OID.ecdsaWithSha256, 'none'),
    issuer: [{ oid: OID.commonName, value: issuer.name }],
    notBefore,
    notAfter: yearsAfter(notBefore, 7),
    subject: [{ oid: OID.commonName, value: subject.name }],
    spkiDer: spkiOf(subject.key),
    extensions,
    sign: (tbs) => sign('sha256', tbs, issuer.key),
  };
}

export function authorityExtensions(maxPath: number): readonly X509Extension[] {
  return [
    { oid: OID.keyUsage, critical: true, value: encodeKeyUsage(keyUsage.keyCertSign, keyUsage.crlSign) },
    { oid: OID.basicConstraints, critical: true, value: encodeBasicConstraints(true, maxPath) },
  ];
}

export const processorExtensions: readonly X509Extension[] = [
  { oid: OID.keyUsage, critical: true, value: encodeKeyUsage(keyUsage.digitalSignature) },
  { oid: OID.basicConstraints, critical: true, value: encodeBasicConstraints(false) },
  { oid: processorExtensionOid, critical: false, value: Buffer.from('3000', 'hex') },
];

export function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
}

export function spkiOf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
}

export function yearsAfter(time: Date, years: number): Date {
  const later = new Date(time);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
