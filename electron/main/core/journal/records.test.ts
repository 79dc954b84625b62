import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { serverChain } from '#e2e/support/server-chains.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { encodeBase64url } from '../encoding/base64.ts';
import { encodeCertificate } from '../x509/certificate-writer.ts';
import {
  exchangeJwk,
  issueExchangeKey,
  makeExchangeParts,
  plainExtensions,
  type PracticeExchangeKey,
} from '#simulator/exchange-key-issuer.ts';
import { approveAgain, approvePlan, verifyApprovedPlan } from '../plan/approval.ts';
import { planSha256 } from '../plan/plan-file.ts';
import { asPractice, recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { type VerifiedBundle, verifyBundle } from '../transfer/bind.ts';
import { buildBundle } from '../transfer/bundle.ts';
import { exchangeReferenceOf } from '../transfer/certificate-hashes.ts';
import { expectationFor, payloadOf, signersOf } from '../transfer/testdata/payloads.ts';
import { everyone, observed, operator1, securityDomain, textHash, witness } from '../transfer/testdata/samples.ts';
import { checkFailed, encodeVerdict, assessBundledKey, exchangeKeyInput, securityDomainLoaded } from './records.ts';

const practicePlan = asPractice(recoveryPlan);
const approved = verifyApprovedPlan(
  approveAgain(approvePlan(practicePlan, operator1), witness),
  planSha256(practicePlan),
);
const now = new Date('2026-10-14T09:00:00Z');
const hsm = {
  uri: practicePlan.target.uri,
  resourceId: practicePlan.target.resourceId,
  tenant: practicePlan.target.tenant,
};

const tlsChain = await serverChain({ names: ['recovered-hsm.managedhsm.practice.invalid'] });

/** A bundle that both operators signed and the offline machine accepted, with this key in it. */
function bundleWith(key: PracticeExchangeKey, revocationLists: string[] = []): VerifiedBundle<'exchange-key'> {
  const answer = Buffer.from(
    JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(key)) }),
  ).toString('base64');
  const [first, second] = (['operator-1', 'operator-2'] as const).map((observer) => ({
    ...observed(observer),
    answer,
    tlsChain,
  }));
  const payload = {
    ...payloadOf('exchange-key'),
    practice: true,
    hsm,
    exchange: exchangeReferenceOf(key.certificateDer),
    body: { first: first!, second: second!, decision: null, revocationLists },
  };
  const file = buildBundle(payload, signersOf('exchange-key'));
  return verifyBundle(file, 'exchange-key', everyone, { ...expectationFor('exchange-key'), practice: true, hsm });
}

const own = issueExchangeKey('recovered-hsm.managedhsm.practice.invalid', now);

describe('the event of a verified exchange key', () => {
  it('comes from a bundle that was bound, checked by the plan', () => {
    const bundle = bundleWith(own);
    const { verdict, event, input } = assessBundledKey(bundle, approved, []);
    expect(verdict).toMatchObject({ accepted: true, mode: 'practice', use: 'ceremony' });
    expect(event).toEqual({
      kind: 'exchange-key-verified',
      ...exchangeReferenceOf(own.certificateDer),
      hsmUri: practicePlan.target.uri,
      verdictSha256: textHash(encodeVerdict(verdict).toString('utf8')),
      attested: true,
      exception: null,
    });
    const outcomes = Object.fromEntries(verdict.checks.map(({ id, outcome }) => [id, outcome]));
    expect(outcomes).toMatchObject({ 'second-observer': 'passed', 'connection-path': 'passed' });
    expect(input.claim).toEqual({ kind: 'attested', hsmUri: practicePlan.target.uri });
    expect(outcomes['validity']).toBe('note');
    // With the clock on the wall, the dates are checked too.
    const dated = assessBundledKey(bundle, approved, [], { wallClockMs: now.getTime() }).verdict;
    expect(dated.checks.find(({ id }) => id === 'validity')?.outcome).toBe('passed');
  });

  it('is not to be had for a stranger’s own genuine HSM, nor for a key of a custodian', () => {
    const attackers = issueExchangeKey('attacker-hsm.managedhsm.practice.invalid', now);
    expect(faultCode(() => assessBundledKey(bundleWith(attackers), approved, []))).toBe('EXCHANGE_NAME_OTHER');
    const thumbprint = encodeBase64url(Buffer.from(exchangeReferenceOf(own.certificateDer).certificateSha256, 'hex'));
    expect(faultCode(() => assessBundledKey(bundleWith(own), approved, [thumbprint]))).toBe(
      'EXCHANGE_CERTIFICATE_IS_CUSTODIANS',
    );
  });

  it('rests on the revocation lists that came in the bundle, and is refused with one that is none', () => {
    const noList = Buffer.from('no list').toString('base64');
    expect(faultCode(() => assessBundledKey(bundleWith(own, [noList]), approved, []))).toBe(
      'PCK_REVOCATION_LIST_INVALID',
    );
    const { checks } = assessBundledKey(bundleWith(own), approved, []).verdict;
    expect(checks.find(({ id }) => id === 'pck-collateral')?.outcome).toBe('absent');
  });

  it('takes the place of an attestation by two approvers and a reason, and only where there is none', () => {
    const unattested = { reason: 'An older service', approvers: ['Person A', 'Person B'] };
    expect(faultCode(() => assessBundledKey(bundleWith(own), approved, [], { unattested }))).toBe(
      'EXCHANGE_KEY_EXCEPTION_NEEDLESS',
    );
    const { privateKey } = own;
    const plain = makeExchangeParts('recovered-hsm.managedhsm.practice.invalid', privateKey, now, plainExtensions);
    const older = bundleWith({ privateKey, certificateDer: encodeCertificate(plain) });
    expect(assessBundledKey(older, approved, [], { unattested }).event).toMatchObject({
      attested: false,
      exception: unattested,
    });
    expect(() => assessBundledKey(older, approved, [])).toThrow(Refusal);
    const alone = { reason: 'An older service', approvers: ['Person A', 'person a'] };
    expect(() => assessBundledKey(older, approved, [], { unattested: alone })).toThrow(Refusal);
  });

  it.each(['operator-1', 'operator-2'] as const)(
    'is that of the key that was chosen where two differ: of %s',
    (key) => {
      const { exchange, body } = bundleWith(own).payload;
      const answers = { 'operator-1': body.first.answer, 'operator-2': Buffer.from('another').toString('base64') };
      const decision = { key, exception: 3, decidedBy: ['Person A', 'Person B'], reason: 'x' };
      const chosen = { ...body, second: { ...body.second, answer: answers['operator-2'] }, decision };
      const { fileBytes } = exchangeKeyInput({ exchange, body: chosen }, practicePlan, []);
      expect(Buffer.from(fileBytes).toString('base64')).toBe(answers[key]);
    },
  );

  it('is not to be had for a bundle that nobody bound', () => {
    const forged = { ...bundleWith(own) };
    expect(() => assessBundledKey(forged, approved, [])).toThrow(/not minted/);
  });
});

describe('other events', () => {
  it('name the security domain by its bytes, its quorum and its custodians', () => {
    expect(securityDomainLoaded(Buffer.from(securityDomain))).toEqual({
      kind: 'security-domain-loaded',
      sha256: textHash(securityDomain),
      required: 2,
      custodians: 3,
    });
    const unknownMembers = ['SharedKeys.note', 'region'];
    const newer = securityDomain.replace('"required":', '"note":1,"required":').replace(/^\{/, '{"region":"x",');
    expect(securityDomainLoaded(Buffer.from(newer))).toMatchObject({ required: 2, custodians: 3, unknownMembers });
    expect(faultOf(() => securityDomainLoaded(Buffer.from('{}'))).code).toBe('SECURITY_DOMAIN_VERSION_UNKNOWN');
  });

  it('keep what a check said, without a line break', () => {
    const event = checkFailed('words', 'B7', { code: 'BUNDLE_BODY', path: 'a\nb' });
    expect(event).toMatchObject({ check: 'words', step: 'B7', fault: 'BUNDLE_BODY' });
    expect(event.detail).not.toContain('\n');
  });
});
