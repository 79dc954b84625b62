// The contents of bundles where something is not there yet: a refusal that says what, never a bundle that says nothing.
import { describe, expect, it } from 'vitest';
import { realisticData, testCustodians, testDomain, testIdentity } from '../../../../build/testing/custodians.ts';
import { faultOf } from '../../../../build/testing/faults.ts';
import { apply, emptyJournal } from '../../../../shared/journal/state.ts';
import { pinnedIdentities, planSha256 } from '../plan/plan-file.ts';
import { recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { assertVerifiedBundle, type VerifiedBundle } from './bind.ts';
import { buildBundle, openBundle } from './bundle.ts';
import {
  certificatesContent,
  exchangeKeyContent,
  outcomeContent,
  restoreBlobContent,
  securityDomainContent,
} from './contents.ts';
import {
  bundleAccepted,
  bundleSent,
  type ExchangeSession,
  expectationOf,
  fetched,
  knownExchangeKey,
  travelled,
} from './session.ts';
import {
  everyone,
  exchange,
  observed,
  offline,
  operator1,
  payloadOf,
  restoreBlobFor,
  signersOf,
  stranger,
  textHash,
  witness,
} from './testdata/samples.ts';

const session: ExchangeSession = {
  self: offline,
  plan: recoveryPlan,
  planSha256: planSha256(recoveryPlan),
  pins: pinnedIdentities(recoveryPlan),
  state: emptyJournal,
};
const unregistered = { ...session, plan: { ...recoveryPlan, securityDomain: null } };
const blob = Buffer.from(restoreBlobFor(exchange.x5tS256));

describe('a bundle is not prepared', () => {
  it('with a blob, before the exchange key is known', () => {
    expect(faultOf(() => restoreBlobContent(session, blob))).toEqual({
      code: 'BUNDLE_NOT_PREPARED',
      missing: 'exchange-key',
    });
  });

  it('with an exchange key, where the plan registers no security domain', () => {
    const make = () => exchangeKeyContent(unregistered, observed('operator-1'), observed('operator-2'));
    expect(faultOf(make)).toEqual({ code: 'BUNDLE_NOT_PREPARED', missing: 'security-domain' });
  });
});

it('an outcome may come before any exchange key, and without a security domain', () => {
  const { body } = payloadOf('outcome');
  expect(outcomeContent(session, body)).toMatchObject({ exchange: null });
  expect(outcomeContent(unregistered, body)).toMatchObject({ sd: null });
});

it('certificates stand under the custodians of the plan, and any more under their place', () => {
  const files = Array.from({ length: 4 }, (_, i) => Buffer.from([i]));
  const { body } = certificatesContent(recoveryPlan, files);
  const ids = recoveryPlan.custodians.map(({ id }) => id);
  expect(body.certificates.map(({ custodian }) => custodian)).toEqual([...ids, 'C4']);
});

describe('a security domain', () => {
  const custodians = testCustodians(4);
  const body = {
    required: 2,
    certificates: custodians.map(({ certificateDer }, at) => ({
      custodian: `C${at + 1}`,
      certificate: Buffer.from(certificateDer).toString('base64'),
    })),
  };
  const bundle = { payload: { ...payloadOf('activation-certificates'), body } };
  const origin = { requestId: 'r', serverDate: 'Wed, 14 Oct 2026 09:00:00 GMT' };

  it('leaves for the custodians whose certificates the HSM was given', () => {
    const file = testDomain(custodians, 2, realisticData());
    expect(securityDomainContent(file, bundle, origin).body).toEqual({
      securityDomain: file.toString('utf8'),
      ...origin,
    });
  });

  it('does not leave where it is for others, or not for all of them', () => {
    const foreign = testDomain([...custodians.slice(0, 3), testIdentity('a-stranger')], 2, realisticData());
    expect(faultOf(() => securityDomainContent(foreign, bundle, origin))).toEqual({
      code: 'SECURITY_DOMAIN_OTHER_CUSTODIANS',
      extra: 1,
      missing: ['C4'],
    });
    const fewer = testDomain(custodians.slice(0, 3), 2, realisticData());
    expect(faultOf(() => securityDomainContent(fewer, bundle, origin))).toMatchObject({ extra: 0, missing: ['C4'] });
  });
});

describe('what a journal says of a bundle', () => {
  const sent = (type: Parameters<typeof payloadOf>[0]) => {
    const file = buildBundle(payloadOf(type), signersOf(type));
    return { file, bundle: openBundle(file, type, everyone) };
  };

  it('names the blob, the security domain, or nothing', () => {
    const contentOf = (type: Parameters<typeof payloadOf>[0]) => {
      const { file, bundle } = sent(type);
      return travelled(bundle, file).content;
    };
    expect(contentOf('restore-blob')).toBe(textHash(restoreBlobFor(exchange.x5tS256)));
    expect(contentOf('security-domain')).toBe(payloadOf('security-domain').sd.sha256);
    expect(contentOf('outcome')).toBeNull();
  });

  it('begins with both fetches of an exchange key, and only there', () => {
    const kinds = (type: Parameters<typeof payloadOf>[0]) => {
      const { file, bundle } = sent(type);
      return bundleSent(bundle, file).map(({ kind }) => kind);
    };
    expect(kinds('exchange-key')).toEqual(['exchange-key-fetched', 'exchange-key-fetched', 'bundle-written']);
    expect(kinds('outcome')).toEqual(['bundle-written']);
  });

  it('says so where a connection showed no certificate', () => {
    expect(fetched({ ...observed('operator-1'), tlsChain: [] }).tlsServerSha256).toBeNull();
    expect(fetched(observed('operator-1')).tlsServerSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(apply(emptyJournal, fetched(observed('operator-1'))).fetched['operator-1']).toBeDefined();
  });
});

it('nobody acts on a bundle that was opened and not bound', () => {
  const file = buildBundle(payloadOf('outcome'), signersOf('outcome'));
  const opened = openBundle(file, 'outcome', everyone);
  // A cast is what a careless caller would write.
  expect(() => {
    assertVerifiedBundle(opened as unknown as VerifiedBundle);
  }).toThrow('transfer bundle');
  expect(() => bundleAccepted(opened as unknown as VerifiedBundle, file)).toThrow('transfer bundle');
});

describe('a machine that expects a bundle', () => {
  const ready: ExchangeSession = {
    ...session,
    state: [
      { kind: 'peer-paired', role: 'operator-1', keyId: operator1.keyId } as const,
      { kind: 'challenge-issued', challenge: 'a'.repeat(32) } as const,
      fetched(observed('operator-1')),
    ].reduce(apply, emptyJournal),
  };

  it('knows a key by its two hashes, and waits for an exchange key without one', () => {
    expect(knownExchangeKey(ready.state)).toEqual(exchange);
    expect(expectationOf(ready, 'restore-blob').exchange).toEqual(exchange);
    expect(expectationOf(ready, 'exchange-key').exchange).toBeUndefined();
  });

  it('must be one of the plan, in its own role', () => {
    const foreign = { ...ready, self: stranger };
    expect(faultOf(() => expectationOf(foreign, 'restore-blob'))).toEqual({
      code: 'IDENTITY_FOREIGN',
      role: 'operator-1',
    });
    const inAnotherRole = { ...ready, self: { ...witness, role: 'offline' as const } };
    expect(faultOf(() => expectationOf(inAnotherRole, 'restore-blob'))).toEqual({
      code: 'IDENTITY_FOREIGN',
      role: 'offline',
    });
  });
});
