// REQ-10 and REQ-12: what two operators saw, and over which connections, each fault under its own code.
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { crossCertified, serverChain } from '#e2e/support/server-chains.ts';
import { makeQuoteParts } from '#simulator/quote-writer.ts';
import { makeServerIdentity } from '#simulator/server-certificate.ts';
import { sha256 } from '../encoding/bytes.ts';
import type { ChosenKey, ObservedFetch } from './claim.ts';
import { assessExchangeKey, verifyExchangeKey } from './policy.ts';
import { claim, forge, forgeJwk, host, madeAt, otherKey, spki } from './testdata/forge.ts';

const key = forge();
const answerOf = (certificateDer: Buffer): string =>
  Buffer.from(
    JSON.stringify({ key_format: 'jwk', transfer_key: forgeJwk({}, certificateDer).toString('utf8') }),
  ).toString('base64');
const answer = answerOf(key);
const fetchedAt = '2026-03-01T09:00:00Z';
const tlsChain = await serverChain({ names: [host] });
const elsewhere = await serverChain({ names: [host] });

const first: ObservedFetch = { observer: 'operator-1', answer, tlsChain, fetchedAt, serverDate: null };
const second: ObservedFetch = { ...first, observer: 'operator-2', fetchedAt: '2026-03-01T15:30:00Z' };
const sha256Of = (certificate = ''): string => sha256(Buffer.from(certificate, 'base64')).toString('hex');
const input = (...fetches: readonly ObservedFetch[]) =>
  claim(key, { observed: { hsmUri: `https://${host}`, fetches } });
const checkOf = (id: string, ...fetches: readonly ObservedFetch[]) =>
  assessExchangeKey(input(...fetches)).checks.find((check) => check.id === id);
const faultFor = (...fetches: readonly ObservedFetch[]) => faultOf(() => verifyExchangeKey(input(...fetches)));

describe('two fetches', () => {
  it('that agree are evidence, and stand in the verdict', () => {
    const verified = verifyExchangeKey(input(first, second));
    expect(verified.evidence.accepted).toBe(true);
    expect(checkOf('connection-path', first, second)).toMatchObject({ outcome: 'passed', evidence: 'E5' });
    expect(checkOf('connection-path', first, second)?.value).toMatch(
      new RegExp(`^${host.replaceAll('.', '[.]')}; SHA-256 [0-9a-f]{64} [(]1/3[)]$`),
    );
    expect(checkOf('second-observer', first, second)).toMatchObject({
      outcome: 'passed',
      value: `operator-1: ${fetchedAt}; operator-2: ${second.fetchedAt}`,
    });
  });

  it('rest on the caller where there are none, and the second does where there is one', () => {
    expect(checkOf('connection-path')).toMatchObject({ outcome: 'on-caller' });
    expect(checkOf('connection-path', first)).toMatchObject({ outcome: 'passed' });
    expect(checkOf('second-observer', first)).toMatchObject({ outcome: 'on-caller' });
  });

  it('over connections to two servers of one name are a note that names both, and no stop', () => {
    const { servers, caCertificatePem } = makeServerIdentity(Date.parse(fetchedAt), [{ dns: host }]);
    const [one = [], two = []] = servers.map(({ certificatePem }) =>
      [certificatePem, caCertificatePem].map((pem) => new X509Certificate(pem).raw.toString('base64')),
    );
    const both = [
      { ...first, tlsChain: one },
      { ...second, tlsChain: two },
    ] as const;
    expect(verifyExchangeKey(input(...both)).evidence.accepted).toBe(true);
    expect(checkOf('connection-path', ...both)).toEqual({
      id: 'connection-path',
      evidence: 'E5',
      outcome: 'note',
      value: `${host}; operator-1: SHA-256 ${sha256Of(one[0])} (1/2); operator-2: SHA-256 ${sha256Of(two[0])} (1/2)`,
    });
  });

  it('over connections under two roots are a note that names both roots', () => {
    const both = [first, { ...second, tlsChain: elsewhere }] as const;
    expect(verifyExchangeKey(input(...both)).evidence.accepted).toBe(true);
    const path = checkOf('connection-path', ...both);
    expect(path).toMatchObject({ outcome: 'note' });
    for (const root of [tlsChain[2], elsewhere[2]]) expect(path?.value).toContain(`SHA-256 ${sha256Of(root)} (3/3)`);
  });

  it('to one server under two roots are a note that names both roots', async () => {
    const [one = [], two = []] = await crossCertified({ names: [host] });
    expect(one[0]).toBe(two[0]);
    const path = checkOf('connection-path', { ...first, tlsChain: one }, { ...second, tlsChain: two });
    expect(path).toMatchObject({ outcome: 'note' });
    for (const chain of [one, two]) expect(path?.value).toContain(`SHA-256 ${sha256Of(chain[2])} (3/3)`);
  });

  it('of which one went over a broken chain fail this check, and leave the others to be asked', () => {
    const broken = { ...second, tlsChain: tlsChain.slice(0, 1) };
    expect(checkOf('connection-path', first, broken)).toMatchObject({ outcome: 'failed' });
    expect(checkOf('second-observer', first, broken)).toMatchObject({ outcome: 'passed' });
  });

  it('are each checked alone, the second as the first', () => {
    const overChain = (chain: readonly string[]) => faultFor(first, { ...second, tlsChain: chain });
    const broken = { code: 'FETCH_TLS_BROKEN', observer: 'operator-2' };
    expect(overChain(tlsChain.slice(0, 2))).toMatchObject(broken);
    expect(overChain([...tlsChain.slice(0, 2), ...elsewhere.slice(2)])).toMatchObject(broken);
    expect(overChain([])).toMatchObject({ code: 'FETCH_TLS_MALFORMED', observer: 'operator-2' });
  });

  it('are refused when they lie more than a day apart, by the clocks of those who made them', () => {
    const at = (text: string) => ({ ...second, fetchedAt: text, serverDate: 'Sun, 01 Mar 2026 09:00:00 GMT' });
    expect(verifyExchangeKey(input(first, at('2026-03-02T09:00:00Z'))).evidence.accepted).toBe(true);
    expect(faultFor(first, at('2026-03-02T10:00:00Z'))).toEqual({
      code: 'FETCHES_APART',
      hours: 25,
      limit: 24,
    });
  });

  it('are refused when one person made both, or one saw another key', () => {
    expect(faultFor(first, { ...second, observer: 'operator-1' })).toEqual({
      code: 'FETCHES_ONE_OBSERVER',
      observer: 'operator-1',
    });
    const other = answerOf(forge({ privateKey: otherKey }));
    expect(faultFor(first, { ...second, answer: other })).toMatchObject({
      code: 'FETCH_OTHER_KEY',
      observer: 'operator-2',
    });
  });

  it('of two keys pass by a choice of two people where the other one proves itself as one of this HSM, and else not', () => {
    const decision: ChosenKey = { key: 'operator-1', decidedBy: ['Person A', 'Person B'], reason: 'x' };
    const verify = (other: Buffer, chosen: ChosenKey | null = decision) => {
      const fetches = [first, { ...second, answer: other.toString('base64') }];
      const observed = { hsmUri: `https://${host}`, fetches, ...(chosen && { decision: chosen }) };
      return () => verifyExchangeKey(claim(key, { observed }));
    };
    const proven = (name = host) =>
      forge({ privateKey: otherKey, name, quoteParts: () => makeQuoteParts(spki(otherKey), madeAt) });
    expect(verify(proven())).not.toThrow();
    for (const other of [forge({ privateKey: otherKey }), proven('other.managedhsm.azure.net')]) {
      expect(faultOf(verify(other))).toMatchObject({ code: 'FETCH_OTHER_KEY', observer: 'operator-2' });
    }
    // Without a choice, or where the file is the one that was not chosen, even a proven key is another.
    const byOperator2: ChosenKey = { ...decision, key: 'operator-2' };
    expect(faultOf(verify(proven(), null))).toMatchObject({ code: 'FETCH_OTHER_KEY', observer: 'operator-2' });
    expect(faultOf(verify(proven(), byOperator2))).toMatchObject({ code: 'FETCH_OTHER_KEY', observer: 'operator-2' });
  });
});

describe('one connection', () => {
  const withNames = async (...names: string[]): Promise<ObservedFetch> => ({
    ...first,
    tlsChain: await serverChain({ names }),
  });

  it.each([
    ['another host', ['other-hsm.managedhsm.azure.net']],
    ['a name that only begins like it', [`${host}.attacker.example`]],
    ['a star further up', ['*.azure.net']],
    ['a star alone', ['*']],
    ['a name of one letter', [`x${host.slice(host.indexOf('.'))}`]],
    ['a star inside a label', [`practice-*${host.slice(host.indexOf('.'))}`]],
    ['no name', []],
  ])('to a server with %s is refused', async (_, names) => {
    expect(faultFor(await withNames(...names))).toMatchObject({
      code: 'FETCH_TLS_HOST',
      observer: 'operator-1',
      expected: host,
      found: names.join(', '),
    });
  });

  it('to a server for all hosts of the cloud is a note', async () => {
    const wild = await withNames('other.example', `*${host.slice(host.indexOf('.'))}`);
    expect(checkOf('connection-path', wild)).toMatchObject({ outcome: 'note' });
    expect(assessExchangeKey(input(wild)).accepted).toBe(true);
  });

  it.each([
    ['in the wrong order', [tlsChain[1], tlsChain[0], tlsChain[2]], 'FETCH_TLS_HOST'],
    ['without its root', tlsChain.slice(0, 2), 'FETCH_TLS_BROKEN'],
    ['of the server alone', tlsChain.slice(0, 1), 'FETCH_TLS_BROKEN'],
    ['under another authority of the same name', [tlsChain[0], elsewhere[1], elsewhere[2]], 'FETCH_TLS_BROKEN'],
    ['with a byte too many', [`${tlsChain[0]}`.replace(/=*$/, 'AAA='), ...tlsChain.slice(1)], 'FETCH_TLS_MALFORMED'],
    ['that is no certificate', ['AAAA', ...tlsChain.slice(1)], 'FETCH_TLS_MALFORMED'],
    ['of nothing', [], 'FETCH_TLS_MALFORMED'],
  ])('with a chain %s is refused', (_, chain, code) => {
    expect(faultFor({ ...first, tlsChain: chain.map(String) })).toMatchObject({ code });
  });

  it('to a server that vouches for itself is refused', async () => {
    const chain = await serverChain({ names: [host], isSelfSigned: true });
    expect(chain).toHaveLength(1);
    expect(faultFor({ ...first, tlsChain: chain })).toMatchObject({ code: 'FETCH_TLS_BROKEN', position: 0 });
  });

  it('under an authority that may sign nobody is refused', async () => {
    const chain = await serverChain({ names: [host], isAuthority: false });
    expect(faultFor({ ...first, tlsChain: chain })).toMatchObject({ code: 'FETCH_TLS_BROKEN', position: 0 });
  });

  it('outside the validity of its certificates is refused, by the clock of whoever fetched', async () => {
    const limits = { notBefore: new Date('2026-03-01T09:00:00Z'), notAfter: new Date('2026-03-01T10:00:00Z') };
    const chain = await serverChain({ names: [host], ...limits });
    const at = (time: string) => ({ ...first, tlsChain: chain, fetchedAt: time });
    for (const time of [fetchedAt, '2026-03-01T10:00:00Z']) {
      expect(checkOf('connection-path', at(time))).toMatchObject({ outcome: 'passed' });
    }
    for (const time of ['2026-03-01T08:59:59Z', '2026-03-01T10:00:01Z']) {
      expect(faultFor(at(time))).toMatchObject({ code: 'FETCH_TLS_OUT_OF_TIME', position: 0, fetchedAt: time });
    }
  });

  it.each(['none', '', 'Sun, 01 Mar 2026 09:00:00 GMT', '2026-03-99T09:00:00Z', '2026-03-01 09:00'])(
    'at the time "%s" is refused',
    (time) => {
      expect(faultFor({ ...first, fetchedAt: time })).toMatchObject({ code: 'FETCH_TIME_FORM', found: time });
    },
  );

  it.each([
    ['Sun, 01 Mar 2026 09:05:00 GMT', 'passed'],
    ['Sun, 01 Mar 2026 09:05:01 GMT', 'note'],
    ['Wed, 01 Jan 2020 00:00:00 GMT', 'note'],
    ['yesterday', 'note'],
  ])('with the Date “%s” has %s: what a service says of the time is compared, and decides nothing', (date, outcome) => {
    const path = checkOf('connection-path', { ...first, serverDate: date });
    expect(path).toMatchObject({ outcome });
    expect(path?.value.includes(`operator-1: ${fetchedAt}, Date: ${date}`)).toBe(outcome === 'note');
    expect(verifyExchangeKey(input({ ...first, serverDate: date })).evidence.accepted).toBe(true);
  });
});
