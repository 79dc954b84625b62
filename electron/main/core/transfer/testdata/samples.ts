// Identities, an HSM and files for tests: one honest ceremony, on which its plan and its bundles stand (sample-plan.ts, payloads.ts).
import { generateKeyPairSync } from 'node:crypto';
import { sha256 } from '../../encoding/bytes.ts';
import { DER, encodeDer, encodeDerInteger } from '../../encoding/der.ts';
import { exchangeReferenceOf } from '../certificate-hashes.ts';
import { signerOf, type Signer } from '../identity.ts';
import type { Observation } from '../payload.ts';
import type { SignerRole } from '../roles.ts';

const newSigner = (role: SignerRole, holder: string): Signer =>
  signerOf(role, holder, generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey);

export const operator1 = newSigner('operator-1', 'Recovery operator 1');
export const operator2 = newSigner('operator-2', 'Recovery operator 2');
export const offline = newSigner('offline', 'Offline operator');
export const witness = newSigner('witness', 'Witness');
export const everyone = [operator1, operator2, offline, witness];
export const stranger = newSigner('operator-1', 'Stranger');

/** The least DER that has a SubjectPublicKeyInfo where a certificate has it. */
export function certificateLike(): Buffer {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const empty = encodeDer(DER.sequence);
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const tbs = encodeDer(
    DER.sequence,
    encodeDer(0xa0, encodeDerInteger(2)),
    encodeDerInteger(1),
    empty,
    empty,
    empty,
    empty,
    spki,
  );
  return encodeDer(DER.sequence, tbs, empty, encodeDer(DER.bitString, Buffer.from([0])));
}

const serverCertificate = certificateLike();
export const exchangeCertificate = certificateLike();
export const otherCertificate = certificateLike();
export const exchange = exchangeReferenceOf(exchangeCertificate);

export const answerWith = (certificate: Buffer): Buffer =>
  Buffer.from(
    JSON.stringify({
      key_format: 'jwk',
      transfer_key: JSON.stringify({ kty: 'RSA', x5c: [certificate.toString('base64')] }),
    }),
  );

export const observed = (observer: 'operator-1' | 'operator-2', certificate = exchangeCertificate): Observation => ({
  observer,
  answer: answerWith(certificate).toString('base64'),
  tlsChain: [serverCertificate.toString('base64')],
  requestId: `request of ${observer}`,
  fetchedAt: '2026-10-14T09:00:01Z',
  serverDate: null,
  journal: { events: 3, head: textHash(`journal of ${observer}`) },
});

export const b64u = (hexText: string): string => Buffer.from(hexText, 'hex').toString('base64url');
/** A JWE whose structure is whole and whose content is nothing. */
function hollowJwe(alg: 'dir' | 'RSA-OAEP-256', kid: string): string {
  const header = Buffer.from(JSON.stringify({ alg, enc: 'A256CBC-HS512', kid })).toString('base64url');
  const parts = [alg === 'dir' ? 0 : 256, 16, 32, 32].map((bytes) => Buffer.alloc(bytes, 1).toString('base64url'));
  return [header, ...parts].join('.');
}
const encData = { data: [{ compact_jwe: hollowJwe('dir', 'hsm_backup'), tag: 'hsm_backup' }], kdf: 'sp108_kdf' };
const share = (k: number) => ({
  enc_key: hollowJwe('RSA-OAEP-256', 'not used'),
  x5t_256: sha256(Buffer.from([k])).toString('base64url'),
});
export const securityDomain = JSON.stringify({
  EncData: encData,
  SharedKeys: { enc_shares: [share(1), share(2), share(3)], key_algorithm: 'shamir_share', required: 2 },
  version: 2,
});
export const restoreBlobFor = (certificateSha256: string): string =>
  JSON.stringify({ EncData: encData, WrappedKey: { ...share(0), x5t_256: b64u(certificateSha256) } });
export const textHash = (text: string): string => sha256(Buffer.from(text)).toString('hex');

export const hsm = {
  uri: 'https://recovered-hsm.managedhsm.azure.net',
  resourceId:
    '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/recovery/providers/Microsoft.KeyVault/managedHSMs/recovered-hsm',
  tenant: '00000000-0000-4000-8000-000000000002',
};
export const ceremony = 'MHSM-DR-2026-10-14-01';
