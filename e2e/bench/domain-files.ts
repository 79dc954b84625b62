// Files for measurements: a security domain of the size that is seen in service, with the keys that open it, all made here.
import { createHash, createPrivateKey, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecurityDomain } from '#core/security-domain/create.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { selfSignedCertificate } from '../support/certificates.ts';

export interface DomainFiles {
  readonly folder: string;
  readonly securityDomainFile: string;
  readonly securityDomain: Buffer;
  readonly keyFiles: readonly string[];
  readonly keys: readonly KeyObject[];
  readonly exchangeKeyFile: string;
  readonly exchangeCertificateSha256: string;
}

/** The three data of a real file, with ciphertexts of 9, 1 and 3 KB. */
const dataSizes = { hsm_backup: 6200, base_enclave_backup: 700, partition_enclave_backup: 2000 } as const;

export async function makeDomainFiles(
  folder: string,
  { custodians, required, bits }: { custodians: number; required: number; bits: 2048 | 4096 },
): Promise<DomainFiles> {
  mkdirSync(folder, { recursive: true });
  const made = [];
  for (let i = 0; i < custodians; i += 1) {
    const { certificateDer, privateKeyDer } = await selfSignedCertificate(`custodian ${i}`, bits);
    // The existing client wants NAME.cer beside each NAME.key.
    writeFileSync(join(folder, `cert_${i}.key`), encodePem('PRIVATE KEY', privateKeyDer));
    writeFileSync(join(folder, `cert_${i}.cer`), encodePem('CERTIFICATE', certificateDer));
    made.push({ certificateDer, key: createPrivateKey({ key: privateKeyDer, format: 'der', type: 'pkcs8' }) });
  }
  const exchange = await selfSignedCertificate('exchange', 2048);
  writeFileSync(join(folder, 'exchange.cer'), encodePem('CERTIFICATE', exchange.certificateDer));
  const securityDomain = createSecurityDomain({
    custodians: made.map(({ certificateDer }) => ({
      publicKey: new X509Certificate(certificateDer).publicKey,
      thumbprintS256: createHash('sha256').update(certificateDer).digest('base64url'),
    })),
    required,
    data: Object.entries(dataSizes).map(([datumTag, size]) => ({ datumTag, plaintext: randomBytes(size) })),
  });
  writeFileSync(join(folder, 'sd.json'), securityDomain);
  return {
    folder,
    securityDomainFile: join(folder, 'sd.json'),
    securityDomain,
    keyFiles: made.map((_, i) => join(folder, `cert_${i}.key`)),
    keys: made.map(({ key }) => key),
    exchangeKeyFile: join(folder, 'exchange.cer'),
    exchangeCertificateSha256: createHash('sha256').update(exchange.certificateDer).digest('hex'),
  };
}
