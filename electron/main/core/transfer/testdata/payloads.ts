// Payloads of every kind and what their receivers expect: of one honest ceremony, from which each test departs in one point.
import { testIdentity } from '#e2e/support/custodians.ts';
import { approveAgain, approvePlan } from '../../plan/approval.ts';
import { planSha256 as sha256OfPlan } from '../../plan/plan-file.ts';
import { recoveryPlan } from '../../plan/testdata/sample-plan.ts';
import type { BundleExpectation } from '../bind.ts';
import type { Signer } from '../identity.ts';
import type { BundlePayload, PayloadOf } from '../payload.ts';
import { bundleRules, type BundleType, payloadVersions } from '../roles.ts';
import {
  b64u,
  ceremony,
  everyone,
  exchange,
  hsm,
  observed,
  offline,
  operator1,
  restoreBlobFor,
  securityDomain,
  textHash,
  witness,
} from './samples.ts';

const approvedPlan = approveAgain(approvePlan(recoveryPlan, operator1), witness).toString('utf8');
const planSha256 = sha256OfPlan(recoveryPlan);
const prev = textHash('the payload before');
const challengeOf = { toOffline: '0123456789abcdef0123456789abcdef', toOnline: 'fedcba9876543210fedcba9876543210' };

function bodyOf(type: BundleType): Pick<BundlePayload, 'type' | 'exchange' | 'sd' | 'body'> {
  const sd = { sha256: textHash(securityDomain) };
  switch (type) {
    case 'plan':
      return { type, exchange: null, sd: null, body: { approvedPlan } };
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
        body: { securityDomain, requestId: 'r-1', receivedAt: '2026-10-14T09:00:01Z', serverDate: null },
      };
    case 'exchange-key':
      return { type, exchange, sd, body: { first: observed('operator-1'), second: observed('operator-2'), decision: null, revocationLists: [] } };
    case 'restore-blob': {
      const restoreBlob = restoreBlobFor(exchange.certificateSha256);
      return {
        type,
        exchange,
        sd,
        body: { restoreBlob, blobSha256: textHash(restoreBlob), x5tS256: b64u(exchange.certificateSha256) },
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
        },
      };
  }
}

/** An honest payload of one kind, the fifth bundle of its ceremony. */
export function payloadOf<Type extends BundleType>(type: Type): PayloadOf<Type> {
  const dir = bundleRules[type].directions[0];
  const toOffline = dir === 'online-to-offline';
  const payload = {
    v: payloadVersions[type],
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
    journal: { events: 20, head: textHash('head') },
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
    journal: { events: 19, head: textHash('head before') },
    exchange: type === 'exchange-key' ? undefined : exchange,
    sdSha256: textHash(securityDomain),
    quorum: { custodians: ['C1', 'C2', 'C3'], required: 2 },
  };
}
