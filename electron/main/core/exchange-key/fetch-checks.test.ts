// Evidence E3 and E5: what two operators saw, and over which connections, each fault under its own code.
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../../build/testing/faults.ts';
import { serverChain } from '../../../../build/testing/server-chains.ts';
import type { ObservedFetch } from './claim.ts';
import { judgeExchangeKey, verifyExchangeKey } from './policy.ts';
import { claim, forge, forgeJwk, host, otherKey } from './testdata/forge.ts';

const key = forge();
const answerOf = (certificateDer: Buffer): string =>
  Buffer.from(
    JSON.stringify({ key_format: 'jwk', transfer_key: forgeJwk({}, certificateDer).toString('utf8') }),
  ).toString('base64');
const answer = answerOf(key);
const serverDate = 'Sun, 01 Mar 2026 09:00:00 GMT';
const tlsChain = await serverChain({ names: [host] });
const elsewhere = await serverChain({ names: [host] });

const first: ObservedFetch = { observer: 'operator-1', answer, tlsChain, serverDate };
const second: ObservedFetch = { observer: 'operator-2', answer, tlsChain, serverDate: 'Sun, 01 Mar 2026 15:30:00 GMT' };
const input = (...fetches: readonly ObservedFetch[]) =>
  claim(key, { observed: { hsmUri: `https://${host}`, fetches } });
const checkOf = (id: string, ...fetches: readonly ObservedFetch[]) =>
  judgeExchangeKey(input(...fetches)).checks.find((check) => check.id === id);
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
      value: `operator-1: ${serverDate}; operator-2: ${second.serverDate}`,
    });
  });

  it('rest on the caller where there are none, and the second does where there is one', () => {
    expect(checkOf('connection-path')).toMatchObject({ outcome: 'on-caller' });
    expect(checkOf('connection-path', first)).toMatchObject({ outcome: 'passed' });
    expect(checkOf('second-observer', first)).toMatchObject({ outcome: 'on-caller' });
  });

  it('are refused when the operators spoke with different servers', () => {
    expect(faultFor(first, { ...second, tlsChain: elsewhere })).toMatchObject({
      code: 'FETCHES_TLS_DIFFER',
      position: 0,
    });
    expect(faultFor(first, { ...second, tlsChain: tlsChain.slice(0, 2) })).toMatchObject({ code: 'FETCH_TLS_BROKEN' });
    const longer = [...tlsChain.slice(0, 2), ...elsewhere.slice(2)];
    expect(faultFor(first, { ...second, tlsChain: longer })).toMatchObject({ code: 'FETCH_TLS_BROKEN' });
  });

  it('are refused when they lie more than a day apart', () => {
    const date = (text: string) => ({ ...second, serverDate: text });
    expect(verifyExchangeKey(input(first, date('Mon, 02 Mar 2026 09:00:00 GMT'))).evidence.accepted).toBe(true);
    expect(faultFor(first, date('Mon, 02 Mar 2026 10:00:00 GMT'))).toEqual({
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
    expect(judgeExchangeKey(input(wild)).accepted).toBe(true);
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

  it('outside the validity of its certificates is refused, by the server’s own date', async () => {
    const limits = { notBefore: new Date('2026-03-01T09:00:00Z'), notAfter: new Date('2026-03-01T10:00:00Z') };
    const chain = await serverChain({ names: [host], ...limits });
    const at = (date: string) => ({ ...first, tlsChain: chain, serverDate: date });
    for (const date of [serverDate, 'Sun, 01 Mar 2026 10:00:00 GMT']) {
      expect(checkOf('connection-path', at(date))).toMatchObject({ outcome: 'passed' });
    }
    for (const date of ['Sun, 01 Mar 2026 08:59:59 GMT', 'Sun, 01 Mar 2026 10:00:01 GMT']) {
      expect(faultFor(at(date))).toMatchObject({ code: 'FETCH_TLS_OUT_OF_TIME', position: 0, serverDate: date });
    }
  });

  it.each(['none', '', '2026-03-01T09:00:00Z', 'Sun, 99 Mar 2026 09:00:00 GMT'])(
    'with the date "%s" is refused',
    (date) => {
      expect(faultFor({ ...first, serverDate: date })).toMatchObject({ code: 'FETCH_DATE_FORM', found: date });
    },
  );
});
