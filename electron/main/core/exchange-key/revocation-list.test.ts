// Revocation lists that were carried along: what they revoke is refused, and so are lists that say nothing about this chain.
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import {
  authorityExtensions,
  chainParts,
  encodePckChain,
  newKey,
  practiceRootKey,
  processorExtensions,
} from '#simulator/attestation-root.ts';
import { algorithmIdentifier, encodeCertificate } from '../x509/certificate-writer.ts';
import { DER, encodeDer, encodeDerOid } from '../encoding/der.ts';
import { encodePem } from '../encoding/pem.ts';
import { assessExchangeKey, verifyExchangeKey } from './policy.ts';
import { readRevocationListFile } from './revocation-list.ts';
import { nextMonth, revocationList } from './testdata/revocation-lists.ts';
import { claim, flipped, forge, madeAt } from './testdata/forge.ts';
import { OID } from '../x509/certificate.ts';

const root = { name: 'PRACTICE SGX Root CA', key: practiceRootKey() };
const platform = { name: 'PRACTICE SGX PCK Platform CA', key: newKey() };
const processor = { name: 'PRACTICE SGX PCK Certificate', key: newKey() };
const serials = {
  leaf: Buffer.from('0a01', 'hex'),
  intermediate: Buffer.from('0a02', 'hex'),
  root: Buffer.from('0a03', 'hex'),
};
const certificationData = encodePckChain(
  [
    { ...chainParts(processor, platform, madeAt, processorExtensions), serialNumber: serials.leaf },
    { ...chainParts(platform, root, madeAt, authorityExtensions(0)), serialNumber: serials.intermediate },
    { ...chainParts(root, root, madeAt, authorityExtensions(1)), serialNumber: serials.root },
  ].map(encodeCertificate),
);
const file = forge({ quoteParts: (parts) => ({ ...parts, certificationData, processorKey: processor.key }) });

const sequence = (...parts: readonly Uint8Array[]): Buffer => encodeDer(DER.sequence, ...parts);
const critical = sequence(encodeDerOid('1.2.3.4'), Buffer.from('0101ff', 'hex'), Buffer.from('0400', 'hex'));
const harmless = sequence(encodeDerOid('2.5.29.20'), Buffer.from('0403020101', 'hex'));

/** The day after, as the clock on the wall has it. */
const at = { wallClockMs: madeAt.getTime() + 86_400_000 };
const withLists = (...revocationLists: readonly Buffer[]) =>
  claim(file, { revocationLists: revocationLists.map((list) => list.toString('base64')), ...at });
const collateral = (...lists: readonly Buffer[]) =>
  assessExchangeKey(withLists(...lists)).checks.find(({ id }) => id === 'pck-collateral');

describe('the file of a revocation list', () => {
  const list = revocationList(platform);

  it('is read in DER and in PEM, as authorities hand it out', () => {
    expect(readRevocationListFile(list)).toEqual(list);
    expect(readRevocationListFile(Buffer.from(encodePem('X509 CRL', list)))).toEqual(list);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['another thing in PEM', Buffer.from(encodePem('CERTIFICATE', list))],
    ['two lists in one file', Buffer.from(encodePem('X509 CRL', list).repeat(2))],
    ['a list that is cut off', list.subarray(0, -1)],
  ])('with %s is refused', (_, bytes) => {
    expect(faultCode(() => readRevocationListFile(bytes))).toBe('PCK_REVOCATION_LIST_INVALID');
  });
});

describe('revocation lists', () => {
  it('of both authorities that revoke nothing of the chain are a pass', () => {
    const lists = [
      revocationList(root, { revoked: [serials.leaf] }),
      revocationList(platform, { revoked: [serials.root] }),
    ];
    expect(collateral(...lists)).toMatchObject({
      outcome: 'passed',
      value: 'CRL 2/2, 2026-03-01T08:00:00.000Z – 2026-03-31T08:00:00.000Z',
    });
  });

  it('say their age, and are worth a look where the clock on the wall has passed their next update, or nobody read it', () => {
    const old = [
      revocationList(root),
      revocationList(platform, { nextUpdate: new Date(madeAt.getTime() + 3_600_000) }),
    ];
    expect(collateral(...old)).toMatchObject({
      outcome: 'note',
      value: 'CRL 2/2, 2026-03-01T08:00:00.000Z – 2026-03-01T09:00:00.000Z',
    });
    const current = [revocationList(root), revocationList(platform)].map((list) => list.toString('base64'));
    const assessed = (clock: object) =>
      assessExchangeKey({ ...claim(file, { revocationLists: current }), ...clock }).checks.find(
        ({ id }) => id === 'pck-collateral',
      )?.outcome;
    expect(assessed(at)).toBe('passed');
    expect(assessed({ wallClockMs: madeAt.getTime() })).toBe('passed');
    expect(assessed({ wallClockMs: madeAt.getTime() - 1 })).toBe('note');
    expect(assessed({ wallClockMs: nextMonth.getTime() })).toBe('passed');
    expect(assessed({ wallClockMs: nextMonth.getTime() + 1 })).toBe('note');
    // What is revoked is revoked, however old the list is.
    const revoking = revocationList(platform, { revoked: [serials.leaf], nextUpdate: madeAt });
    expect(collateral(revoking)?.outcome).toBe('failed');
  });

  it('of one authority are a note, and none are none', () => {
    expect(collateral(revocationList(platform))?.outcome).toBe('note');
    expect(collateral()?.outcome).toBe('absent');
  });

  it('are read without a next update, and with extensions that are not critical', () => {
    const list = revocationList(platform, {
      nextUpdate: 'none',
      revoked: [serials.root],
      entryExtension: harmless,
      listExtension: harmless,
    });
    expect(collateral(list)?.outcome).toBe('note');
    // Nobody knows for how long a list holds that says nothing of it.
    expect(collateral(revocationList(root), list)?.outcome).toBe('note');
  });

  it('are read with a next update after 2049, which is written in another form', () => {
    const list = revocationList(platform, { nextUpdate: new Date('2050-01-01T00:00:00Z') });
    expect(collateral(list)?.outcome).toBe('note');
  });

  it.each([
    ['the processor', platform, serials.leaf],
    ["the platform's authority", root, serials.intermediate],
    ['the root', root, serials.root],
  ])('that revoke %s refuse the key', (_, issuer, serial) => {
    const input = withLists(revocationList(issuer, { revoked: [Buffer.from([7]), serial] }));
    expect(faultOf(() => verifyExchangeKey(input))).toEqual({
      code: 'PCK_REVOKED',
      serialNumber: serial.toString('hex'),
    });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a byte after the list', Buffer.concat([revocationList(root), Buffer.alloc(1)])],
    ['another name', revocationList({ name: 'Somebody', key: platform.key })],
    ["another's signature", revocationList(platform, { key: newKey() })],
    ["the root's list under the platform's name", revocationList(platform, { key: root.key })],
    ['one bit of the signature', flipped(revocationList(platform), -1)],
    [
      'another algorithm than that of the signature',
      revocationList(platform, { algorithm: algorithmIdentifier(OID.ecdsaWithSha384, 'none') }),
    ],
    [
      'something after the extensions',
      revocationList(platform, { listExtension: harmless, afterExtensions: sequence() }),
    ],
    ['two algorithms', revocationList(platform, { inner: algorithmIdentifier(OID.sha256WithRsa, 'null') })],
    [
      'more in an entry than there can be',
      revocationList(platform, { revoked: [serials.root], entryExtension: harmless, afterEntry: sequence() }),
    ],
    ['version 1', revocationList(platform, { version: 0 })],
    ['a critical extension of the list', revocationList(platform, { listExtension: critical })],
    [
      'a critical extension of an entry',
      revocationList(platform, { revoked: [serials.root], entryExtension: critical }),
    ],
  ])('with %s are refused', (_, list) => {
    expect(faultCode(() => verifyExchangeKey(withLists(list)))).toBe('PCK_REVOCATION_LIST_INVALID');
    expect(collateral(list)?.outcome).toBe('failed');
  });
});
