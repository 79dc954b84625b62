// The contents of bundles where something is not there yet: a refusal that says what, never a bundle that says nothing.
import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  realisticData,
  selfSigned,
  testCustodians,
  testDomain,
  testIdentity,
  testKey,
} from '#e2e/support/custodians.ts';
import { faultOf } from '#e2e/support/faults.ts';
import { apply } from '#shared/journal/fold.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import { publishedRocaModulus } from '../custodian-key/testdata/roca.ts';
import { encodePem } from '../encoding/pem.ts';
import { smallFactor } from '../exchange-key/small-factors.ts';
import { pinnedIdentities, planSha256 } from '../plan/plan-file.ts';
import { recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { OID, rsaNumbers } from '../x509/certificate.ts';
import { algorithmIdentifier, encodeCertificate } from '../x509/certificate-writer.ts';
import { assertVerifiedBundle, type VerifiedBundle, verifyBundle } from './bind.ts';
import { buildBundle, openBundle } from './bundle.ts';
import { exchangeReferenceOf } from './certificate-hashes.ts';
import {
  certificatesContent,
  exchangeKeyContent,
  outcomeContent,
  restoreBlobContent,
  securityDomainContent,
} from './contents.ts';
import type { PayloadOf } from './payload.ts';
import {
  bundleAccepted,
  bundleSent,
  type ExchangeSession,
  expectationOf,
  fetched,
  knownExchangeKey,
  travelled,
} from './session.ts';
import { expectationFor, payloadOf, signersOf } from './testdata/payloads.ts';
import {
  answerWith,
  everyone,
  exchange,
  observed,
  offline,
  operator1,
  otherCertificate,
  restoreBlobFor,
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
const blob = Buffer.from(restoreBlobFor(exchange.certificateSha256));

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

it('an exchange key names the security domain that the plan registers', () => {
  const { sd, exchange: key } = exchangeKeyContent(session, observed('operator-1'), observed('operator-2'));
  expect([sd.sha256, key]).toEqual([recoveryPlan.securityDomain?.sha256, exchange]);
});

it.each(['operator-1', 'operator-2'] as const)('a bundle with two keys is for the chosen one, of %s', (key) => {
  const second = { ...observed('operator-2'), answer: answerWith(otherCertificate).toString('base64') };
  const decision = { key, exception: 3, decidedBy: ['Person A', 'Person B'], reason: 'x' };
  const chosen = exchangeKeyContent(session, observed('operator-1'), second, { decision });
  expect(chosen.exchange).toEqual(key === 'operator-1' ? exchange : exchangeReferenceOf(otherCertificate));
});

it('an outcome may come before any exchange key, and without a security domain', () => {
  const { body } = payloadOf('outcome');
  const { sha256 } = recoveryPlan.securityDomain ?? { sha256: '' };
  expect(outcomeContent(session, body)).toEqual({ type: 'outcome', exchange: null, sd: { sha256 }, body });
  expect(outcomeContent(unregistered, body)).toMatchObject({ sd: null });
});

/** A certificate of this key, self-signed or not. */
const certificateOf = (spkiDer: Buffer): Buffer => {
  const name = [{ oid: OID.commonName, value: 'C3' }];
  return encodeCertificate({
    serialNumber: Buffer.from([1]),
    signatureAlgorithm: algorithmIdentifier(OID.sha256WithRsa, 'null'),
    issuer: name,
    subject: name,
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2028-01-01'),
    spkiDer,
    extensions: [],
    sign: () => Buffer.alloc(256, 1),
  });
};

/** The next even number that has no other small factor. */
function evenBelow(modulus: bigint): bigint {
  let even = modulus - 1n;
  while (smallFactor(even) !== undefined) even -= 2n;
  return even;
}

/** The key of a custodian with another modulus of the same length. */
function spkiWith(change: (modulus: bigint) => bigint): Buffer {
  const spki = createPublicKey(testKey('custodian-2')).export({ type: 'spki', format: 'der' });
  const { modulus } = rsaNumbers(spki) ?? { modulus: 0n };
  const bytes = (number: bigint): Buffer => Buffer.from(number.toString(16), 'hex');
  const at = spki.indexOf(bytes(modulus));
  return Buffer.concat([spki.subarray(0, at), bytes(change(modulus)), spki.subarray(at + 256)]);
}

describe('the certificates of an activation', () => {
  const files = testCustodians(4).map(({ certificateDer }) => certificateDer);
  const three = files.slice(0, 3);
  const made = (...certificates: readonly Buffer[]) => faultOf(() => certificatesContent(recoveryPlan, certificates));
  /** The faults of a bundle that says this, where the plan has C1 to C3 and a quorum of 2. */
  const bound = (change: Partial<PayloadOf<'activation-certificates'>['body']>) => {
    const honest = payloadOf('activation-certificates');
    const file = buildBundle({ ...honest, body: { ...honest.body, ...change } }, [offline]);
    return () => verifyBundle(file, honest.type, everyone, expectationFor(honest.type));
  };
  const { certificates } = payloadOf('activation-certificates').body;

  it('stand under the custodians of the plan', () => {
    const { body } = certificatesContent(recoveryPlan, three);
    expect(body.certificates.map(({ custodian }) => custodian)).toEqual(['C1', 'C2', 'C3']);
    expect(body.required).toBe(2);
    expect(bound({})).not.toThrow();
  });

  it('are taken in PEM, as they are made, and mean the same as in DER', () => {
    const pem = three.map((der, at) => {
      const text = encodePem('CERTIFICATE', der);
      return Buffer.from(at === 0 ? text : `\ufeffBag Attributes\r\n${text.replaceAll('\n', '\r\n')}\r\n`);
    });
    expect(certificatesContent(recoveryPlan, pem)).toEqual(certificatesContent(recoveryPlan, three));
    const key = Buffer.from(encodePem('ENCRYPTED PRIVATE KEY', Buffer.alloc(9)));
    expect(made(key, ...pem.slice(1))).toMatchObject({ code: 'PEM_LABEL_MISSING', found: ['ENCRYPTED PRIVATE KEY'] });
    expect(made(Buffer.concat([pem[0]!, pem[1]!]), ...pem.slice(1))).toMatchObject({ code: 'PEM_SEVERAL_BLOCKS' });
    expect(made(Buffer.from('a letter'), ...pem.slice(1))).toMatchObject({ code: 'CUSTODIAN_CERTIFICATE_UNFIT' });
  });

  it('are as many as the plan has custodians', () => {
    const expected = '2 of 3: C1, C2, C3';
    expect(made(...files)).toEqual({ code: 'BUNDLE_CUSTODIANS', expected, found: '2 of 4: C1, C2, C3, C4' });
    expect(made(...three.slice(1))).toMatchObject({ code: 'BUNDLE_CUSTODIANS' });
  });

  it.each([
    ['another quorum', { required: 3 }],
    ['another order', { certificates: certificates.toReversed() }],
    ['another custodian', { certificates: certificates.map((each) => ({ ...each, custodian: `${each.custodian}0` })) }],
  ])('with %s are refused before anything is encrypted to them', (_, change) => {
    expect(faultOf(bound(change))).toMatchObject({ code: 'BUNDLE_CUSTODIANS' });
  });

  const cut = (name: string, rsa: Parameters<typeof testIdentity>[1]) => testIdentity(name, rsa).certificateDer;
  it.each([
    ['form', Buffer.from('-----BEGIN CERTIFICATE-----')],
    ['form', Buffer.concat([files[2] ?? Buffer.alloc(0), Buffer.from([0])])],
    ['size', cut('short', { bits: 1024 })],
    ['exponent', cut('three', { bits: 2048, exponent: 3 })],
    ['key-twice', selfSigned(testKey('custodian-0'), { commonName: 'the first once more' })],
    ['modulus', certificateOf(spkiWith(evenBelow))],
    ['modulus', certificateOf(spkiWith((modulus) => modulus - (modulus % 3n === 1n ? 4n : 2n)))],
    ['roca', certificateOf(spkiWith(() => publishedRocaModulus))],
    ['not-rsa', certificateOf(stranger.spkiDer)],
  ] as const)('are refused (%s) where nobody could open what is encrypted to one', (problem, third) => {
    const [first, second] = three;
    expect(made(first ?? third, second ?? third, third)).toEqual({
      code: 'CUSTODIAN_CERTIFICATE_UNFIT',
      custodian: 'C3',
      problem,
    });
  });
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
  const origin = { requestId: 'r', receivedAt: '2026-10-14T09:00:00Z', serverDate: null };

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
    expect(contentOf('restore-blob')).toBe(textHash(restoreBlobFor(exchange.certificateSha256)));
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
  expect(() => assertVerifiedBundle(opened as unknown as VerifiedBundle)).toThrow('transfer bundle');
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
