// The restore blob: built, read and opened again; every way in which it or what it is made from can be wrong.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  realisticData,
  testCustodians,
  testIdentity,
  unattestedInput,
  verifiedExchangeKey,
} from '#e2e/support/custodians.ts';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { verifyExchangeKey } from '../exchange-key/policy.ts';
import { createSecurityDomain } from './create.ts';
import { encodeCompactJwe, openWrappedJwe, parseCompactJwe, sealDirectJwe, sealWrappedJwe } from './jwe.ts';
import {
  buildRestoreBlob,
  openRestoreBlob,
  parseRestoreBlob,
  type PlainDatum,
  sealDatum,
  verifyData,
} from './restore-blob.ts';
import { parseSecurityDomain } from './security-domain.ts';
import { combineShares, parseShare } from './shamir.ts';
import type { Datum } from './wire.ts';

const hsm = testIdentity('exchange');
const exchangeKey = verifiedExchangeKey(hsm);
const oldMasterKey = randomBytes(32);

const sealed = (data: readonly PlainDatum[], key = oldMasterKey): Datum[] =>
  data.map((datum) => ({ datumTag: datum.datumTag, jwe: parseCompactJwe(sealDatum(datum, key).compact_jwe) }));
const open = (blob: Uint8Array) => openRestoreBlob(parseRestoreBlob(blob), hsm.privateKey, hsm.thumbprintS256);

interface Wire {
  EncData: { data: { compact_jwe: string; tag: string }[]; kdf: string };
  WrappedKey: { enc_key: string; x5t_256: string };
}
const built = buildRestoreBlob(sealed(realisticData()), oldMasterKey, exchangeKey);
function changed(change: (blob: Wire) => void): Buffer {
  const wire = JSON.parse(built.toString()) as Wire;
  change(wire);
  return Buffer.from(JSON.stringify(wire));
}

/** The JWE with one bit of one of its parts flipped. */
function flipped(jwe: string, part: number, bit = 0): string {
  const parts = jwe.split('.');
  const bytes = Buffer.from(parts[part] ?? '', 'base64url');
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  parts[part] = bytes.toString('base64url');
  return parts.join('.');
}

describe('a restore blob', () => {
  it('opens to what the security domain held, for any data', () => {
    const anyData = fc
      .uniqueArray(fc.string({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 5 })
      .chain((tags) =>
        fc.tuple(
          ...tags.map((datumTag) =>
            fc.record({ datumTag: fc.constant(datumTag), plaintext: fc.uint8Array({ maxLength: 200 }) }),
          ),
        ),
      );
    fc.assert(
      fc.property(anyData, (data) => {
        const opened = open(buildRestoreBlob(sealed(data), oldMasterKey, exchangeKey));
        expect(opened.map(({ datumTag }) => datumTag)).toEqual(data.map(({ datumTag }) => datumTag));
        expect(opened.map(({ plaintext }) => Buffer.from(plaintext))).toEqual(
          data.map(({ plaintext }) => Buffer.from(plaintext)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('is made from a security domain by a quorum', () => {
    const custodians = testCustodians(3);
    const data = realisticData();
    const domain = parseSecurityDomain(createSecurityDomain({ custodians, required: 2, data }));
    const shares = [2, 0].map((i) => ({
      ...parseShare(openWrappedJwe(domain.shares[i]!.jwe, custodians[i]!.privateKey)),
      custodian: custodians[i]!.thumbprintS256,
    }));
    const blob = buildRestoreBlob(domain.data, combineShares(shares, 2), exchangeKey);
    expect(open(blob)).toEqual(data);
  });

  it('has the members of the existing clients, in their order, and nothing else', () => {
    const wire = JSON.parse(built.toString()) as Wire;
    expect(Object.keys(wire)).toEqual(['EncData', 'WrappedKey']);
    expect(Object.keys(wire.EncData)).toEqual(['data', 'kdf']);
    expect(wire.EncData.data.map((datum) => Object.keys(datum))).toEqual(Array(3).fill(['compact_jwe', 'tag']));
    expect(Object.keys(wire.WrappedKey)).toEqual(['enc_key', 'x5t_256']);
    expect(wire.WrappedKey.x5t_256).toBe(hsm.thumbprintS256);
  });

  it('is encoded as it was read', () => {
    const { data, wrappedKey, exchangeThumbprintS256 } = parseRestoreBlob(built);
    const again = {
      EncData: {
        data: data.map(({ jwe, datumTag }) => ({ compact_jwe: encodeCompactJwe(jwe), tag: datumTag })),
        kdf: 'sp108_kdf',
      },
      WrappedKey: { enc_key: encodeCompactJwe(wrappedKey), x5t_256: exchangeThumbprintS256 },
    };
    expect(JSON.stringify(again)).toBe(built.toString());
  });

  it('is another one each time: fresh keys, fresh IVs', () => {
    const data = sealed(realisticData());
    const texts = [1, 2].map(() => JSON.parse(buildRestoreBlob(data, oldMasterKey, exchangeKey).toString()) as Wire);
    expect(texts[0]!.WrappedKey.enc_key).not.toBe(texts[1]!.WrappedKey.enc_key);
    expect(texts[0]!.EncData.data[0]!.compact_jwe).not.toBe(texts[1]!.EncData.data[0]!.compact_jwe);
    // Nothing of the domain's own ciphertext is carried over.
    expect(texts[0]!.EncData.data[0]!.compact_jwe).not.toBe(encodeCompactJwe(data[0]!.jwe));
  });

  it('is never built for a key that the policy did not mint', () => {
    const cast = { ...exchangeKey };
    expect(() => buildRestoreBlob(sealed(realisticData()), oldMasterKey, cast)).toThrow('not minted by its policy');
  });
});

describe('a practice exchange key, which anybody can make', () => {
  const practiceKey = verifyExchangeKey({ ...unattestedInput(hsm), mode: 'practice' });
  const build = (data: readonly PlainDatum[]) => buildRestoreBlob(sealed(data), oldMasterKey, practiceKey);

  it('gets a practice security domain', () => {
    const data = realisticData();
    expect(open(build(data))).toEqual(data);
  });

  it.each([0, 1, 2])('gets nothing of a real one, not where a single datum is real: %i', (at) => {
    const data = realisticData();
    data[at] = { datumTag: data[at]!.datumTag, plaintext: data[at]!.plaintext.subarray(1) };
    expect(faultOf(() => build(data))).toEqual({ code: 'SECURITY_DOMAIN_NOT_PRACTICE' });
  });
});

describe('a security domain with a datum that is not authentic', () => {
  it.each([0, 1, 2])('gives no blob, and says which it was: %i', (at) => {
    const data = sealed(realisticData());
    data[at]!.jwe.ciphertext[0]! ^= 1;
    const expected = { code: 'DATUM_NOT_AUTHENTIC', datumTag: data[at]!.datumTag };
    expect(faultOf(() => buildRestoreBlob(data, oldMasterKey, exchangeKey))).toEqual(expected);
    expect(faultOf(() => verifyData(data, oldMasterKey))).toEqual(expected);
  });

  it('is what another master key sees', () => {
    expect(faultCode(() => verifyData(sealed(realisticData()), randomBytes(32)))).toBe('DATUM_NOT_AUTHENTIC');
  });

  it('is what two data with exchanged tags are, though both were sealed under this master key', () => {
    const [a, b] = sealed(realisticData());
    expect(faultCode(() => verifyData([{ ...a!, jwe: b!.jwe }], oldMasterKey))).toBe('DATUM_NOT_AUTHENTIC');
  });

  it('verifies whole data without a word', () => {
    expect(() => verifyData(sealed(realisticData()), oldMasterKey)).not.toThrow();
  });
});

describe('reading a restore blob', () => {
  it.each<[string, (blob: Wire) => void, string]>([
    ['an unknown member', (b) => Object.assign(b, { version: 2 }), 'version UNKNOWN_MEMBER'],
    ['no wrapped key', (b) => delete (b as Partial<Wire>).WrappedKey, 'WrappedKey MISSING'],
    ['a short thumbprint', (b) => (b.WrappedKey.x5t_256 = 'AAAA'), 'WrappedKey.x5t_256 THUMBPRINT'],
    [
      'a master key that is not wrapped',
      (b) => (b.WrappedKey.enc_key = sealDirectJwe(Buffer.alloc(32), Buffer.alloc(64), 'x')),
      'WrappedKey.enc_key JWE_ALGORITHM_REFUSED',
    ],
    [
      'a master key wrapped with SHA-1',
      (b) => {
        const header = Buffer.from('{"alg":"RSA-OAEP","enc":"A256CBC-HS512"}').toString('base64url');
        b.WrappedKey.enc_key = b.WrappedKey.enc_key.replace(/^[^.]+/, header);
      },
      'WrappedKey.enc_key JWE_ALGORITHM_REFUSED',
    ],
    ['another kdf', (b) => (b.EncData.kdf = ''), 'EncData.kdf VALUE'],
    ['no data', (b) => (b.EncData.data = []), 'EncData.data COUNT'],
  ])('refuses one with %s', (_, change, problem) => {
    const fault = faultOf(() => parseRestoreBlob(changed(change)));
    expect(fault).toEqual({
      code: 'RESTORE_BLOB_INVALID',
      problems: [{ path: problem.split(' ')[0], rule: problem.split(' ')[1] }],
    });
  });

  it('refuses a security domain in its place', () => {
    expect(
      faultCode(() =>
        parseRestoreBlob(createSecurityDomain({ custodians: testCustodians(3), required: 2, data: realisticData() })),
      ),
    ).toBe('FILE_OF_OTHER_KIND');
  });
});

describe('opening a restore blob', () => {
  const other = testIdentity('custodian-0');

  it('is refused to another HSM, by the thumbprint', () => {
    expect(faultOf(() => openRestoreBlob(parseRestoreBlob(built), other.privateKey, other.thumbprintS256))).toEqual({
      code: 'RESTORE_BLOB_FOR_OTHER_KEY',
      expected: other.thumbprintS256,
      found: hsm.thumbprintS256,
    });
  });

  it('is refused to another HSM whose thumbprint was written into it', () => {
    const blob = changed((b) => (b.WrappedKey.x5t_256 = other.thumbprintS256));
    expect(faultCode(() => openRestoreBlob(parseRestoreBlob(blob), other.privateKey, other.thumbprintS256))).toBe(
      'JWE_DECRYPTION_FAILED',
    );
  });

  it.each([
    ['encrypted key', (b: Wire) => (b.WrappedKey.enc_key = flipped(b.WrappedKey.enc_key, 1)), 'JWE_DECRYPTION_FAILED'],
    ['wrapped key', (b: Wire) => (b.WrappedKey.enc_key = flipped(b.WrappedKey.enc_key, 3)), 'JWE_DECRYPTION_FAILED'],
    [
      'datum',
      (b: Wire) => (b.EncData.data[2]!.compact_jwe = flipped(b.EncData.data[2]!.compact_jwe, 3)),
      'DATUM_NOT_AUTHENTIC',
    ],
    [
      'tag of a datum',
      (b: Wire) => (b.EncData.data[0]!.compact_jwe = flipped(b.EncData.data[0]!.compact_jwe, 4, 255)),
      'DATUM_NOT_AUTHENTIC',
    ],
    [
      'master key, drawn anew',
      (b: Wire) => (b.WrappedKey.enc_key = sealWrappedJwe(randomBytes(32), hsm.publicKey)),
      'DATUM_NOT_AUTHENTIC',
    ],
  ])('fails with a changed %s', (_, change, code) => {
    expect(faultCode(() => open(changed(change)))).toBe(code);
  });
});
