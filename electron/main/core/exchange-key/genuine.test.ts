// The genuine exchange certificate of 2025, which is beside the project: accepted under its own name, and not otherwise.
// First, because @peculiar/x509 asks for it as it loads.
import 'reflect-metadata';
import { X509Certificate } from '@peculiar/x509';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { referenceFile } from '#e2e/support/reference-tools.ts';
import { Refusal } from '#shared/faults/fault.ts';
import type { ExchangeKeyInput } from './claim.ts';
import { readExchangeCertificate } from './exchange-key-file.ts';
import { assessExchangeKey, verifyExchangeKey } from './policy.ts';

const path = referenceFile('fixtures', 'exchange-certificate-2025.pem');
const host = 'test-mhsm-sd2q2avldvp4tl.managedhsm.azure.net';

describe.skipIf(path === undefined)('the genuine exchange certificate of 2025', () => {
  const pem = path === undefined ? Buffer.alloc(0) : readFileSync(path);
  const claim = (hsmHost: string, changes: Partial<ExchangeKeyInput> = {}): ExchangeKeyInput => ({
    fileBytes: pem,
    mode: 'production',
    use: 'one-shot',
    claim: { kind: 'attested', hsmUri: `https://${hsmHost}` },
    custodianThumbprintsS256: [],
    ...changes,
  });

  it('is accepted under its host name, and every check that is not a note or left to people has passed', () => {
    const verdict = assessExchangeKey(claim(host));
    expect(verdict.accepted).toBe(true);
    const others = verdict.checks.filter(({ outcome }) => outcome !== 'passed');
    expect(others.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'file-jwk absent',
      'validity note',
      'quote-enclave note',
      'pck-validity note',
      'pck-collateral absent',
      'exception-needed not-asked',
      'exception-fingerprint not-asked',
      'exception-reason not-asked',
      'exception-approvers not-asked',
      'second-observer on-caller',
      'spoken-words on-caller',
      'connection-path on-caller',
    ]);
  });

  it('gives a verified key', () => {
    const key = verifyExchangeKey(claim(host, { wallClockMs: Date.parse('2025-05-01T00:00:00Z') }));
    expect(key.hsmHost).toBe(host);
    expect(key.publicKey.asymmetricKeyDetails?.modulusLength).toBe(4096);
    expect(key.spkiSha256Hex).toBe('9aecb3fbf5ebd8ffbccc0a3b6a61cacce59f0812f5c6fdf0de67eb12deaa5c47');
  });

  it.each([
    'test-mhsm-sd2q2avldvp4t1.managedhsm.azure.net',
    'test-mhsm-sd2q2avldvp4tl.managedhsm.azure.cn',
    'test-mhsm-sd2q2avldvp4tl.managedhsm.usgovcloudapi.net',
    'test-mhsm.managedhsm.azure.net',
  ])('is refused under %s', (other) => {
    expect(faultOf(() => verifyExchangeKey(claim(other)))).toEqual({
      code: 'EXCHANGE_NAME_OTHER',
      expected: other,
      found: host,
    });
  });

  it('is refused in practice', () => {
    expect(faultOf(() => verifyExchangeKey(claim(host, { mode: 'practice' })))).toEqual({
      code: 'PCK_ROOT_PRODUCTION',
    });
  });

  it('is read as @peculiar/x509 reads it', () => {
    const ours = readExchangeCertificate(pem);
    const theirs = new X509Certificate(ours.der);
    expect(Buffer.from(theirs.rawData).equals(ours.der)).toBe(true);
    expect(ours.subject).toBe(theirs.subject);
    expect(ours.issuer).toBe(theirs.issuer);
    expect(ours.serialNumberHex).toBe(theirs.serialNumber);
    expect(ours.notBefore).toEqual(theirs.notBefore);
    expect(ours.notAfter).toEqual(theirs.notAfter);
    expect(Buffer.from(theirs.publicKey.rawData).equals(ours.spkiDer)).toBe(true);
    expect(ours.x509.extensions.map(({ oid }) => oid)).toEqual(theirs.extensions.map(({ type }) => type));
  });

  const der = pem.length === 0 ? Buffer.alloc(0) : readExchangeCertificate(pem).der;
  /** How many of these bits have a refusal, each flipped alone. */
  function refusedOf(bits: readonly number[]): number {
    const flipped = Buffer.from(der);
    const flip = (bit: number): void => {
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    };
    return bits.filter((bit) => {
      flip(bit);
      try {
        verifyExchangeKey(claim(host, { fileBytes: flipped }));
        return false;
      } catch (error) {
        // Anything but a refusal is a defect, and not counted.
        return error instanceof Refusal;
      } finally {
        flip(bit);
      }
    }).length;
  }

  it('is refused with any of 6,132 of its bits flipped, one in each byte', () => {
    expect(refusedOf([...der.keys()].map((at) => 8 * at + (at & 7)))).toBe(6132);
  });

  // 8 s alone on one core; several times that beside other tests.
  it('is refused with any one of its 49,056 bits flipped', { timeout: 180_000, ...long }, () => {
    expect(refusedOf([...Buffer.alloc(8 * der.length).keys()])).toBe(49_056);
  });
});
