// Custodians and exchange keys for tests: RSA keys made once and kept out of the project, and certificates made from them.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeBase64url } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { OID } from '#core/x509/certificate.ts';
import { verifyExchangeKey } from '#core/exchange-key/policy.ts';
import { practiceMark } from '#core/security-domain/practice-mark.ts';
import { createSecurityDomain } from '#core/security-domain/create.ts';
import type { PlainDatum } from '#core/security-domain/restore-blob.ts';
import { algorithmIdentifier, encodeCertificate } from '#core/x509/certificate-writer.ts';
import { kept } from './kept.ts';

export interface RsaShape {
  readonly bits: number;
  readonly exponent?: number;
}

/** A private key that guards nothing and is the same in every test file and every run; another name is another key. */
export const testKey = (name: string, { bits, exponent = 65537 }: RsaShape = { bits: 2048 }): KeyObject =>
  kept(`${name}-${bits}-${exponent}.pem`, createPrivateKey, () =>
    generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: exponent }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    }),
  );

export interface CertificateShape {
  readonly commonName: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Spoils one bit of the signature. */
  readonly brokenSignature?: boolean;
}

/** A self-signed certificate in DER; the same key and shape always give the same bytes. */
export function selfSigned(key: KeyObject, shape: CertificateShape): Buffer {
  const name = [{ oid: OID.commonName, value: shape.commonName }];
  const year = new Date().getUTCFullYear();
  return encodeCertificate({
    serialNumber: Buffer.from([1]),
    signatureAlgorithm: algorithmIdentifier(OID.sha256WithRsa, 'null'),
    issuer: name,
    subject: name,
    notBefore: shape.notBefore ?? new Date(Date.UTC(year - 1, 0, 1)),
    notAfter: shape.notAfter ?? new Date(Date.UTC(year + 2, 0, 1)),
    spkiDer: createPublicKey(key).export({ type: 'spki', format: 'der' }),
    extensions: [],
    sign: (tbs) => {
      const signature = sign('sha256', tbs, key);
      if (shape.brokenSignature === true) signature[20] = (signature[20] ?? 0) ^ 1;
      return signature;
    },
  });
}

/** A key and its certificate: a custodian, or an HSM in recovery mode. */
export interface TestIdentity {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly certificateDer: Buffer;
  readonly thumbprintS256: string;
}

export function testIdentity(name: string, rsa?: RsaShape, shape: Partial<CertificateShape> = {}): TestIdentity {
  const privateKey = testKey(name, rsa);
  const certificateDer = selfSigned(privateKey, { commonName: name, ...shape });
  const thumbprintS256 = encodeBase64url(sha256(certificateDer));
  return { privateKey, publicKey: createPublicKey(privateKey), certificateDer, thumbprintS256 };
}

export const testCustodians = (count: number): TestIdentity[] =>
  Array.from({ length: count }, (_, i) => testIdentity(`custodian-${i}`, { bits: 2048 }));

/** As many bytes in each datum as a real security domain has. */
export const realisticData = (): PlainDatum[] =>
  Object.entries({ hsm_backup: 9011, base_enclave_backup: 1023, partition_enclave_backup: 3072 }).map(
    ([datumTag, length]) => ({
      datumTag,
      plaintext: Buffer.concat([practiceMark, randomBytes(length - practiceMark.length)]),
    }),
  );

export const testDomain = (
  custodians: readonly TestIdentity[],
  required: number,
  data: readonly PlainDatum[] = realisticData(),
): Buffer => createSecurityDomain({ custodians, required, data });

/** Writes NAME.key and NAME.cer, as the existing client wants them beside each other. */
export function writeIdentity(folder: string, name: string, { privateKey, certificateDer }: TestIdentity): string {
  const keyFile = join(folder, `${name}.key`);
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(folder, `${name}.cer`), encodePem('CERTIFICATE', certificateDer));
  return keyFile;
}

/** The claim on an exchange key for which people answer. */
export const unattestedInput = ({ certificateDer }: Pick<TestIdentity, 'certificateDer'>) => ({
  fileBytes: certificateDer,
  mode: 'production' as const,
  use: 'one-shot' as const,
  claim: {
    kind: 'unattested' as const,
    certificateSha256Hex: sha256(certificateDer).toString('hex'),
    reason: 'a test without an HSM',
  },
  custodianThumbprintsS256: [],
});

export const verifiedExchangeKey = (identity: Pick<TestIdentity, 'certificateDer'>) =>
  verifyExchangeKey(unattestedInput(identity));
