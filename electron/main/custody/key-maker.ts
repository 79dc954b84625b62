// The process that makes a custodian's key: draws it, takes the passphrase, and gives out only the encrypted key and the certificate.
import 'reflect-metadata';
import { generateKeyPairSync, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type * as z from 'zod/mini';
import { refuse } from '../../../shared/faults/fault.ts';
import { wipe } from '../core/encoding/bytes.ts';
import { encryptPkcs8 } from '../core/custodian-key/encrypt.ts';
import { keyMakerRequestSchema } from './messages.ts';
import { type OwnEnd, ownEnd } from './own-end.ts';
import { takePassphrase } from './passphrase.ts';
import { answerOnce, Reply } from './serve.ts';

const tenYearsMs = 10 * 365 * 24 * 60 * 60 * 1000;
const signature = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

async function makeKey(
  request: z.infer<typeof keyMakerRequestSchema>,
  part: Buffer | undefined,
  end: OwnEnd,
): Promise<Reply> {
  const passphrase = await takePassphrase(request.passphrase, part);
  let privateDer: Buffer | undefined;
  try {
    if (passphrase === undefined || passphrase.length === 0) return refuse({ code: 'PASSPHRASE_MISSING' });
    await end.send({ is: 'working' });
    const pair = generateKeyPairSync('rsa', {
      modulusLength: request.bits,
      publicExponent: 65537,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    });
    privateDer = pair.privateKey;
    const certificate = await selfSign(pair.publicKey, privateDer, request.name, request.now);
    return new Reply({ is: 'made' }, [encryptPkcs8(privateDer, passphrase), certificate]);
  } finally {
    wipe(passphrase, part, privateDer);
  }
}

/** A self-signed certificate: custody goes by its thumbprint alone, its dates and name are for people. */
async function selfSign(publicDer: Buffer, privateDer: Buffer, name: string, now: number): Promise<Buffer> {
  const { subtle } = webcrypto;
  const keys = {
    publicKey: await subtle.importKey('spki', publicDer, signature, true, ['verify']),
    privateKey: await subtle.importKey('pkcs8', privateDer, signature, false, ['sign']),
  };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [name] }],
    notBefore: new Date(now),
    notAfter: new Date(now + tenYearsMs),
    signingAlgorithm: signature,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyEncipherment | x509.KeyUsageFlags.dataEncipherment, true),
    ],
  });
  return Buffer.from(certificate.rawData);
}

const end = ownEnd();
answerOnce(end, 'key maker', keyMakerRequestSchema, (request, [part]) => makeKey(request, part, end));
