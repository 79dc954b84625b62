// What we write is what @peculiar/x509 writes from the same facts, byte for byte: the certificates of custodians' new keys, and those of practice.
import 'reflect-metadata';
import { createPrivateKey, type KeyObject, webcrypto, X509Certificate as NodeCertificate } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import { makeKey } from '#services/offline/make-key.ts';
import { makePracticeChain, practiceRootKey } from '#simulator/attestation-root.ts';
import { issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { makeServerIdentity } from '#simulator/server-certificate.ts';
import { openCustodianKey } from '../custodian-key/custodian-key.ts';
import { parseCustodianKeyFile } from '../custodian-key/key-file.ts';
import { quoteExtensionOid } from '../exchange-key/attestation-checks.ts';
import { readPemBlocks } from '../encoding/pem.ts';
import { parseX509 } from './certificate.ts';

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
type Algorithm = typeof rsa | typeof ecdsa;

/** A common name as UTF-8, which is how we write them. */
const named = (common: string): Name => new Name([{ CN: [{ utf8String: common }] }]);
const commonName = (der: Buffer, whose: 'subject' | 'issuer'): string => parseX509(der)[whose][0]?.value ?? '';

/** The same certificate by the library, from what it reads in ours and from extensions that are made again. */
async function written(
  der: Buffer,
  { signer, algorithm, extensions }: { signer: KeyObject; algorithm: Algorithm; extensions: readonly Extension[] },
): Promise<Buffer> {
  const read = new X509Certificate(der);
  const pkcs8 = signer.export({ type: 'pkcs8', format: 'der' });
  const certificate = await X509CertificateGenerator.create({
    serialNumber: read.serialNumber,
    issuer: named(commonName(der, 'issuer')),
    subject: named(commonName(der, 'subject')),
    notBefore: read.notBefore,
    notAfter: read.notAfter,
    publicKey: read.publicKey,
    signingAlgorithm: algorithm,
    signingKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']),
    extensions: [...extensions],
  });
  return Buffer.from(certificate.rawData);
}

/** What is signed: signatures of ECDSA are never the same twice. */
const signedPart = (der: Buffer): string => parseX509(der).tbs.toString('hex');
const isSignedBy = (der: Buffer, issuer: Buffer): boolean =>
  new NodeCertificate(der).verify(new NodeCertificate(issuer).publicKey);
const derOf = (pem: string): Buffer => readPemBlocks(Buffer.from(pem))[0]?.der ?? Buffer.alloc(0);

const plain = [
  new BasicConstraintsExtension(false, undefined, true),
  new KeyUsagesExtension(KeyUsageFlags.keyEncipherment, true),
];
const signs = new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true);
const digitalSignature = new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true);
const notAnAuthority = new BasicConstraintsExtension(false, undefined, true);

describe('the certificate of a new key', () => {
  it.each([
    ['today', 'C1', new Date('2026-11-27T08:00:00Z')],
    ['with umlauts, beyond 2049', 'Zeremonie-7 Jörg', new Date('2049-06-01T00:00:00Z')],
  ])('%s', async (_, name, now) => {
    const passphraseBytes = Buffer.from('Zwölf Boxkämpfer');
    const { certificateDer, encryptedKeyPem } = await makeKey(custodyInThread(), {
      name,
      bits: 3072,
      passphrase: { from: 'message' },
      passphraseBytes: Buffer.from(passphraseBytes),
      now: now.getTime(),
    });
    const signer = openCustodianKey(parseCustodianKeyFile(encryptedKeyPem), passphraseBytes);
    expect(certificateDer).toEqual(await written(certificateDer, { signer, algorithm: rsa, extensions: plain }));
  });
});

describe('the certificates of practice', () => {
  const notBefore = new Date('2026-03-01T08:00:00Z');

  it('of an exchange key', async () => {
    const { certificateDer, privateKey } = issueExchangeKey('practice.managedhsm.azure.net', notBefore);
    const quote = new X509Certificate(certificateDer).getExtension(quoteExtensionOid);
    const extensions = [...plain, new Extension(quoteExtensionOid, false, quote?.value ?? new ArrayBuffer())];
    expect(certificateDer).toEqual(await written(certificateDer, { signer: privateKey, algorithm: rsa, extensions }));
  });

  it('of an attestation, from the processor to the root', async () => {
    const [processor, platform, root] = makePracticeChain(notBefore).certificates as [Buffer, Buffer, Buffer];
    const own = new Extension('1.2.840.113741.1.13.1', false, Uint8Array.from([0x30, 0]).buffer);
    const kinds: readonly (readonly [Buffer, readonly Extension[]])[] = [
      [processor, [digitalSignature, notAnAuthority, own]],
      [platform, [signs, new BasicConstraintsExtension(true, 0, true)]],
      [root, [signs, new BasicConstraintsExtension(true, 1, true)]],
    ];
    for (const [der, extensions] of kinds) {
      const again = await written(der, { signer: practiceRootKey(), algorithm: ecdsa, extensions });
      expect(signedPart(der)).toBe(signedPart(again));
    }
    expect([isSignedBy(processor, platform), isSignedBy(platform, root), isSignedBy(root, root)]).toEqual(
      Array(3).fill(true),
    );
  });

  it('of servers, which name the key that has signed them', async () => {
    const { caCertificatePem, servers } = makeServerIdentity(notBefore.getTime(), [
      { dns: 'localhost' },
      { ipv4: [127, 0, 0, 1] },
      { dns: '*.managedhsm.azure.net' },
    ]);
    const ca = derOf(caCertificatePem);
    const identifier = (der: Buffer): string =>
      new X509Certificate(der).getExtension(SubjectKeyIdentifierExtension)?.keyId ?? '';
    const identifiers = (der: Buffer): Extension[] => [
      new SubjectKeyIdentifierExtension(identifier(der)),
      new AuthorityKeyIdentifierExtension(identifier(ca)),
    ];
    const server = [
      notAnAuthority,
      digitalSignature,
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'dns', value: '*.managedhsm.azure.net' },
      ]),
    ];
    for (const [der, extensions] of [
      [ca, [new BasicConstraintsExtension(true, 0, true), signs]] as const,
      ...servers.map(({ certificatePem }) => [derOf(certificatePem), server] as const),
    ]) {
      const signer = createPrivateKey(servers[0].keyPem);
      const again = await written(der, { signer, algorithm: ecdsa, extensions: [...extensions, ...identifiers(der)] });
      expect(signedPart(der)).toBe(signedPart(again));
      expect(isSignedBy(der, ca)).toBe(true);
    }
  });
});
