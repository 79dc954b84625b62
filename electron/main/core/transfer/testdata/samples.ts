// Identities, payloads and expectations for tests: one honest ceremony, from which each test departs in one point.
import { generateKeyPairSync } from 'node:crypto';
import { testIdentity } from '../../../../../build/testing/custodians.ts';
import { sha256 } from '../../encoding/bytes.ts';
import { DER, encodeDer, encodeDerInteger } from '../../encoding/der.ts';
import type { BundleExpectation } from '../bind.ts';
import { exchangeReferenceOf } from '../certificate-hashes.ts';
import { signerOf, type Signer } from '../identity.ts';
import type { BundlePayload, Observation, PayloadOf } from '../payload.ts';
import { bundleRules, type BundleType, type SignerRole } from '../roles.ts';

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
  serverDate: 'Wed, 14 Oct 2026 09:00:00 GMT',
  fetchedAt: '2026-10-14T09:00:01Z',
});

const b64u = (hexText: string): string => Buffer.from(hexText, 'hex').toString('base64url');
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
export const restoreBlobFor = (x5tS256: string): string =>
  JSON.stringify({ EncData: encData, WrappedKey: { ...share(0), x5t_256: b64u(x5tS256) } });
export const textHash = (text: string): string => sha256(Buffer.from(text)).toString('hex');

export const hsm = {
  uri: 'https://recovered-hsm.managedhsm.azure.net',
  resourceId:
    '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/recovery/providers/Microsoft.KeyVault/managedHSMs/recovered-hsm',
  tenant: '00000000-0000-4000-8000-000000000002',
};
export const ceremony = 'MHSM-DR-2026-10-14-01';
export const planSha256 = textHash('plan');
export const prev = textHash('the payload before');
const challengeOf = { toOffline: '0123456789abcdef0123456789abcdef', toOnline: 'fedcba9876543210fedcba9876543210' };

function bodyOf(type: BundleType): Pick<BundlePayload, 'type' | 'exchange' | 'sd' | 'body'> {
  const sd = { sha256: textHash(securityDomain) };
  switch (type) {
    case 'plan':
      return { type, exchange: null, sd: null, body: { approvedPlan: '{"payload":"…"}' } };
    case 'activation-certificates':
      return {
        type,
        exchange: null,
        sd: null,
        body: {
          required: 2,
          certificates: ['C1', 'C2', 'C3'].map((custodian) => ({
            custodian,
            certificate: testIdentity(`sample-${custodian}`).certificateDer.toString('base64'),
          })),
        },
      };
    case 'security-domain':
      return {
        type,
        exchange: null,
        sd,
        body: { securityDomain, requestId: 'r-1', serverDate: 'Wed, 14 Oct 2026 09:00:00 GMT' },
      };
    case 'exchange-key':
      return { type, exchange, sd, body: { first: observed('operator-1'), second: observed('operator-2') } };
    case 'restore-blob': {
      const restoreBlob = restoreBlobFor(exchange.x5tS256);
      return {
        type,
        exchange,
        sd,
        body: { restoreBlob, blobSha256: textHash(restoreBlob), x5tS256: b64u(exchange.x5tS256) },
      };
    }
    case 'outcome':
      return {
        type,
        exchange,
        sd,
        body: {
          call: 'upload',
          verdict: 'succeeded',
          requestId: 'r-2',
          detail: 'Success',
          journalHead: textHash('head'),
        },
      };
  }
}

/** An honest payload of one kind, the fifth bundle of its ceremony. */
export function payloadOf<Type extends BundleType>(type: Type): PayloadOf<Type> {
  const dir = bundleRules[type].directions[0];
  const toOffline = dir === 'online-to-offline';
  const payload = {
    v: 1,
    ceremony,
    seq: 5,
    prev,
    dir,
    from: (toOffline ? operator1 : offline).keyId,
    to: (toOffline ? offline : operator1).keyId,
    challenge: toOffline ? challengeOf.toOffline : challengeOf.toOnline,
    issued: '2026-10-14T10:00:00Z',
    expires: '2026-10-15T10:00:00Z',
    hsm,
    plan: { sha256: planSha256 },
    practice: false,
    app: { version: '0.1.0', build: 'test' },
    ...bodyOf(type),
  };
  // Header and body are of one kind, which the compiler does not follow through a spread.
  return payload as unknown as PayloadOf<Type>;
}

/** The identities whose signatures a kind of bundle needs. */
export const signersOf = (type: BundleType): Signer[] =>
  everyone.filter(({ role }) => bundleRules[type].signers.includes(role));

/** What the honest receiver of such a bundle expects. */
export function expectationFor(type: BundleType): BundleExpectation {
  const toOffline = bundleRules[type].directions[0] === 'online-to-offline';
  const self = toOffline ? offline : operator1;
  return {
    self: { role: self.role, keyId: self.keyId },
    ceremony,
    planSha256,
    practice: false,
    challenge: toOffline ? challengeOf.toOffline : challengeOf.toOnline,
    seq: 5,
    prev,
    hsm,
    exchange: type === 'exchange-key' ? undefined : exchange,
    sdSha256: textHash(securityDomain),
    quorum: { custodians: ['C1', 'C2', 'C3'], required: 2 },
  };
}
