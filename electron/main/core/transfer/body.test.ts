// Bodies that do not agree with themselves or with their header, one disagreement at a time.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import type { Fault } from '#shared/faults/fault.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { approveAgain, approvePlan } from '../plan/approval.ts';
import { planSha256 } from '../plan/plan-file.ts';
import { asPractice, recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { bindBundle } from './bind.ts';
import { assertBodyAgrees } from './body.ts';
import { buildBundle, openBundle } from './bundle.ts';
import type { Signer } from './identity.ts';
import { exchangeReferenceOf } from './certificate-hashes.ts';
import type { BundlePayload, ExchangeReference, PayloadOf } from './payload.ts';
import { bundleTypes } from './roles.ts';
import { expectationFor, payloadOf, signersOf } from './testdata/payloads.ts';
import { answerWith, everyone, operator1, otherCertificate, witness } from './testdata/samples.ts';

const otherKey = exchangeReferenceOf(otherCertificate);
const faultIn = (payload: BundlePayload): Fault => faultOf(() => assertBodyAgrees(payload));

it.each(bundleTypes)('an honest %s agrees', (type) => {
  expect(() => assertBodyAgrees(payloadOf(type))).not.toThrow();
});

describe('two observations', () => {
  const honest = payloadOf('exchange-key');
  const withSecond = (changed: object): BundlePayload => ({
    ...honest,
    body: { ...honest.body, second: { ...honest.body.second, ...changed } },
  });

  it.each([
    ['over connections to two servers of the HSM', { tlsChain: [otherCertificate.toString('base64')] }],
    ['of which one answer says another time', { serverDate: 'Wed, 01 Jan 2020 00:00:00 GMT' }],
  ])('%s travel', (_, changed) => {
    expect(() => assertBodyAgrees(withSecond(changed))).not.toThrow();
  });

  it('of two keys travel with a decision of two people, and with nothing less', () => {
    const answer = answerWith(otherCertificate).toString('base64');
    const decision = { key: 'operator-2' as const, exception: 1, decidedBy: ['Person A', 'Person B'], reason: 'x' };
    const of = (changed: object | null, exchange: ExchangeReference = otherKey): BundlePayload => ({
      ...honest,
      exchange,
      body: {
        ...honest.body,
        second: { ...honest.body.second, answer },
        decision: changed && { ...decision, ...changed },
      },
    });
    expect(() => {
      assertBodyAgrees(of({}));
      assertBodyAgrees(of({ key: 'operator-1' }, honest.exchange));
    }).not.toThrow();
    expect(faultIn(of(null))).toMatchObject({ code: 'BUNDLE_OBSERVERS_DISAGREE' });
    // Two fetches that one journal noted are those of one machine.
    const { first, second } = honest.body;
    const oneMachine = {
      ...honest.body,
      second: { ...second, journal: { ...second.journal, head: first.journal.head } },
    };
    expect(faultIn({ ...honest, body: oneMachine })).toEqual({ code: 'BUNDLE_BODY', path: 'body.second.journal' });
    expect(faultIn(of({ decidedBy: ['Person A', ' person a'] }))).toEqual({
      code: 'BUNDLE_BODY',
      path: 'body.decision.decidedBy',
    });
    // The header names the key that was chosen.
    expect(faultIn(of({}, honest.exchange))).toMatchObject({ code: 'BUNDLE_EXCHANGE_KEY' });
    expect(faultIn({ ...honest, body: { ...honest.body, decision } })).toEqual({
      code: 'BUNDLE_BODY',
      path: 'body.decision',
    });
  });

  it.each([
    ['first', 'operator-2'],
    ['second', 'operator-1'],
  ] as const)('are those of operator 1 and operator 2, in this order: a %s one of %s is refused', (which, observer) => {
    const body = { ...honest.body, [which]: { ...honest.body[which], observer } };
    expect(faultIn({ ...honest, body })).toEqual({ code: 'BUNDLE_BODY', path: `body.${which}.observer` });
  });

  it('of two days disagree', () => {
    expect(faultIn(withSecond({ fetchedAt: '2026-10-16T09:00:00Z' }))).toMatchObject({ code: 'FETCHES_APART' });
  });
});

it('a blob names one key in its file and in its body', () => {
  const honest = payloadOf('restore-blob');
  const x5tS256 = Buffer.alloc(32, 7).toString('base64url');
  expect(faultIn({ ...honest, body: { ...honest.body, x5tS256 } })).toMatchObject({ code: 'BUNDLE_EXCHANGE_KEY' });
});

describe('a plan in its bundle is the one of the header:', () => {
  const honest = payloadOf('plan');
  /** A header of a ceremony with this plan, approved by these, and a change of the header alone. */
  const carrying = (plan: Plan, approvers: readonly Signer[] = [operator1, witness], header: object = {}) => {
    const [first = operator1, ...others] = approvers;
    const file = others.reduce<Buffer>(approveAgain, approvePlan(plan, first));
    return { ...honest, plan: { sha256: planSha256(plan) }, body: { approvedPlan: file.toString('utf8') }, ...header };
  };
  const elsewhere = { ...recoveryPlan, place: 'Elsewhere' };

  it('agrees where only what no header says is another', () => {
    expect(() => assertBodyAgrees(carrying(elsewhere))).not.toThrow();
  });

  const practicePlan = asPractice(recoveryPlan);
  const { ceremony, target } = practicePlan;
  const { uri, resourceId, tenant } = target;

  it.each<[string, BundlePayload, string]>([
    ['practice', carrying(practicePlan, undefined, { ceremony, hsm: { uri, resourceId, tenant } }), 'BUNDLE_PRACTICE'],
    ['ceremony', carrying({ ...recoveryPlan, ceremony: 'MHSM-DR-2026-10-14-02' }), 'BUNDLE_CEREMONY'],
    ['hash', carrying(elsewhere, undefined, { plan: honest.plan }), 'BUNDLE_PLAN'],
    [
      'HSM',
      carrying({ ...recoveryPlan, target: { ...recoveryPlan.target, tenant: recoveryPlan.target.subscription } }),
      'BUNDLE_HSM',
    ],
    ['approvals', carrying(recoveryPlan, [operator1]), 'PLAN_APPROVALS_SHORT'],
    ['form', { ...honest, body: { approvedPlan: '{}' } }, 'ENVELOPE_FORM'],
  ])('%s', (_, payload, code) => {
    expect(faultIn(payload)).toMatchObject({ code });
  });
});

it('certificates are at least as many as are required', () => {
  const honest = payloadOf('activation-certificates');
  const requiring = (required: number): PayloadOf<'activation-certificates'> => ({
    ...honest,
    body: { ...honest.body, required },
  });
  const { length } = honest.body.certificates;
  expect(() => assertBodyAgrees(requiring(length))).not.toThrow();
  expect(faultIn(requiring(length + 1))).toEqual({ code: 'BUNDLE_BODY', path: 'body.required' });
});

it('a receiver without a security domain in its register takes the one that a bundle names', () => {
  const opened = openBundle(
    buildBundle(payloadOf('exchange-key'), signersOf('exchange-key')),
    'exchange-key',
    everyone,
  );
  expect(bindBundle(opened, { ...expectationFor('exchange-key'), sdSha256: undefined })).toBe(opened);
});
