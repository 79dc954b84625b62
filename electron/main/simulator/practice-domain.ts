// The security domain of a practice HSM: what it is made of, and for whom. The practice cloud and the practice set make the same.
import { createPublicKey, randomBytes } from 'node:crypto';
import { encodeBase64url } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { createSecurityDomain, type ShareRecipient } from '#core/security-domain/create.ts';
import { practiceMark } from '#core/security-domain/practice-mark.ts';
import { parseX509 } from '#core/x509/certificate.ts';

/** The data of a real security domain, and sizes that give the recorded ciphertexts of 8,528, 976 and 3,120 bytes. */
export const dataSizes: readonly (readonly [datumTag: string, bytes: number])[] = [
  ['hsm_backup', 8520],
  ['base_enclave_backup', 968],
  ['partition_enclave_backup', 3112],
];

/** Data of an HSM that nobody has used yet: chance, marked as practice. */
export const newPracticeData = (): { readonly datumTag: string; readonly plaintext: Buffer }[] =>
  dataSizes.map(([datumTag, bytes]) => ({
    datumTag,
    plaintext: Buffer.concat([practiceMark, randomBytes(bytes - practiceMark.length)]),
  }));

/** The holder of the key of a certificate. @throws the faults of parseX509 */
export function recipientOf(certificateDer: Buffer): ShareRecipient {
  return {
    publicKey: createPublicKey({ key: parseX509(certificateDer).spkiDer, format: 'der', type: 'spki' }),
    thumbprintS256: encodeBase64url(sha256(certificateDer)),
  };
}

/** A new security domain as a practice HSM gives it to these custodians. */
export const newPracticeDomain = (certificates: readonly Buffer[], required: number): Buffer =>
  createSecurityDomain({ custodians: certificates.map(recipientOf), required, data: newPracticeData() });
