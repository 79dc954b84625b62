// The process that makes a custodian's key: draws it, takes the passphrase from its reader, and gives out only the encrypted key and the certificate.
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type * as z from 'zod/mini';
import { minPassphraseBytes } from '#shared/contract/passphrase-limit.ts';
import { refuse } from '#shared/faults/fault.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { encryptPkcs8 } from '#core/custodian-key/encrypt.ts';
import {
  algorithmIdentifier,
  encodeBasicConstraints,
  encodeCertificate,
  encodeKeyUsage,
  keyUsage,
} from '#core/x509/certificate-writer.ts';
import { OID } from '#core/x509/certificate.ts';
import { assertHoldsNone } from '#core/transfer/outgoing-scan.ts';
import { keyMakerRequestSchema } from './messages.ts';
import { ownEnd } from './own-end.ts';
import type { OwnEnd } from './port-end.ts';
import { answerOnce, Reply } from './serve.ts';

const tenYearsMs = 10 * 365 * 24 * 60 * 60 * 1000;

async function makeKey(request: z.infer<typeof keyMakerRequestSchema>, end: OwnEnd): Promise<Reply> {
  const passphrase = await end.fromReader('passphrase');
  let privateDer: Buffer | undefined;
  try {
    if (passphrase === undefined || passphrase.length === 0) return refuse({ code: 'NEW_PASSPHRASE_MISSING' });
    // It is all that is between a thief of the stick and the share.
    if (passphrase.length < minPassphraseBytes) {
      return refuse({ code: 'PASSPHRASE_SHORT', minimumBytes: minPassphraseBytes });
    }
    const pair = generateKeyPairSync('rsa', {
      modulusLength: request.bits,
      publicExponent: 65537,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    });
    privateDer = pair.privateKey;
    const privateKey = createPrivateKey({ key: privateDer, format: 'der', type: 'pkcs8' });
    const certificate = selfSign(pair.publicKey, privateKey, request.name, request.now);
    const parts = [encryptPkcs8(privateDer, passphrase), certificate];
    // Somebody may have typed the passphrase where the name on the label belongs.
    const held = [
      { name: 'passphrase', bytes: passphrase },
      { name: 'private key', bytes: privateDer },
    ];
    for (const part of parts) assertHoldsNone(part, held);
    return new Reply({ is: 'made' }, parts);
  } finally {
    wipe(passphrase, privateDer);
  }
}

/** A self-signed certificate: custody goes by its thumbprint alone, its dates and name are for people. */
function selfSign(spkiDer: Buffer, privateKey: KeyObject, name: string, now: number): Buffer {
  const subject = [{ oid: OID.commonName, value: name }];
  return encodeCertificate({
    // RFC 5280 §4.1.2.2: positive, at most 20 octets, and here without meaning.
    serialNumber: Buffer.concat([Buffer.from([0x01]), randomBytes(15)]),
    signatureAlgorithm: algorithmIdentifier(OID.sha256WithRsa, 'null'),
    issuer: subject,
    notBefore: new Date(now),
    notAfter: new Date(now + tenYearsMs),
    subject,
    spkiDer,
    extensions: [
      { oid: OID.basicConstraints, critical: true, value: encodeBasicConstraints(false) },
      { oid: OID.keyUsage, critical: true, value: encodeKeyUsage(keyUsage.keyEncipherment) },
    ],
    sign: (tbs) => sign('sha256', tbs, privateKey),
  });
}

const end = ownEnd();
answerOnce(end, 'key maker', keyMakerRequestSchema, (request) => makeKey(request, end));
