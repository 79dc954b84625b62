// Shamir's scheme over GF(257): each way in which a share can be wrong, and random ceremonies of every size.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { combineShares, type CustodianShare, encodeShare, parseShare, type Share, splitSecret } from './shamir.ts';

/** The 64 bytes of a share from its words. */
function words(word: (i: number) => number, count = 32): Buffer {
  const bytes = Buffer.alloc(count * 2);
  for (let i = 0; i < count; i += 1) bytes.writeUInt16LE(word(i), i * 2);
  return bytes;
}
const point = (x: number, y: number): number => (x << 9) | y;

/** Shares with the names of their custodians: k1, k2, … */
const named = (shares: readonly Share[]): CustodianShare[] =>
  shares.map((share) => ({ ...share, custodian: `k${share.index}` }));

const ceremony = (count: number, required: number): { secret: Buffer; shares: CustodianShare[] } => {
  const secret = randomBytes(32);
  return { secret, shares: named(splitSecret(secret, count, required)) };
};

/** Moves one point of a share off its polynomial. */
function spoil(share: CustodianShare, word = 0, by = 1): void {
  share.values[word] = ((share.values[word] ?? 0) + by) % 257;
}

describe('the bytes of a share', () => {
  it('are read little-endian, x above the value', () => {
    const share = parseShare(Buffer.from('2a02'.repeat(32), 'hex'));
    expect(share.index).toBe(1);
    expect([...share.values]).toEqual(Array(32).fill(42));
  });

  it.each([
    ['63 bytes', words(() => point(1, 5)).subarray(1), 'SHARE_LENGTH'],
    ['65 bytes', Buffer.concat([words(() => point(1, 5)), Buffer.alloc(1)]), 'SHARE_LENGTH'],
    ['nothing', Buffer.alloc(0), 'SHARE_LENGTH'],
    ['32 bytes, as in version 1', Buffer.alloc(32, 1), 'SHARE_LENGTH'],
    ['x = 0, where the secret lies', words(() => point(0, 5)), 'SHARE_INDEX_ZERO'],
    ['x = 127', words(() => point(127, 5)), 'SHARE_INDEX_RANGE'],
    ['x that changes in the last word', words((i) => point(i === 31 ? 2 : 1, 5)), 'SHARE_INDEX_NOT_CONSTANT'],
    ['x that becomes 0', words((i) => point(i === 1 ? 0 : 1, 5)), 'SHARE_INDEX_NOT_CONSTANT'],
    ['the value 257', words((i) => point(1, i === 31 ? 257 : 5)), 'SHARE_VALUE_RANGE'],
    ['the value 511', words((i) => point(1, i === 0 ? 511 : 5)), 'SHARE_VALUE_RANGE'],
  ])('are refused with %s', (_, bytes, code) => {
    expect(faultCode(() => parseShare(bytes))).toBe(code);
  });

  it('are accepted at the limits: x = 1 and 126, values 0 and 256', () => {
    for (const x of [1, 126]) {
      for (const y of [0, 256]) expect(parseShare(words(() => point(x, y)))).toMatchObject({ index: x });
    }
  });

  it('are read from the middle of a larger buffer', () => {
    const around = Buffer.concat([Buffer.alloc(3, 0xff), words((i) => point(3, i)), Buffer.alloc(3, 0xff)]);
    expect([...parseShare(around.subarray(3, 67)).values]).toEqual(Array.from({ length: 32 }, (_, i) => i));
  });

  it('are written as they were read, and the share is wiped', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 126 }),
        fc.array(fc.integer({ min: 0, max: 256 }), { minLength: 32, maxLength: 32 }),
        (x, values) => {
          const bytes = words((i) => point(x, values[i] ?? 0));
          const share = parseShare(bytes);
          expect(encodeShare(share)).toEqual(bytes);
          expect(share.values.every((value) => value === 0)).toBe(true);
        },
      ),
    );
  });
});

describe('combining shares', () => {
  it('agrees with a polynomial worked out by hand: 42 + 7x over GF(257)', () => {
    const shares = [1, 2, 40].map((x) => parseShare(words(() => point(x, (42 + 7 * x) % 257))));
    expect(combineShares(named(shares), 2)).toEqual(Buffer.alloc(32, 42));
    expect(combineShares(named(shares).reverse().slice(0, 2), 2)).toEqual(Buffer.alloc(32, 42));
  });

  it('rebuilds the secret of any ceremony from any quorum, in any order, and with shares to spare', () => {
    const anyCeremony = fc
      .integer({ min: 3, max: 10 })
      .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 2, max: count })))
      .chain(([count, required]) =>
        fc.record({
          count: fc.constant(count),
          required: fc.constant(required),
          secret: fc.uint8Array({ minLength: 32, maxLength: 32 }),
          given: fc.shuffledSubarray(
            Array.from({ length: count }, (_, i) => i),
            { minLength: required },
          ),
        }),
      );
    fc.assert(
      fc.property(anyCeremony, ({ count, required, secret, given }) => {
        const shares = splitSecret(secret, count, required).map((share) => parseShare(encodeShare(share)));
        const chosen = named(given.map((i) => shares[i]!));
        expect(combineShares(chosen, required)).toEqual(Buffer.from(secret));
      }),
      { numRuns: 300 },
    );
  });

  it('gives nothing away below the quorum: every value of a byte stays possible', () => {
    const { shares } = ceremony(3, 2);
    const [one] = shares;
    const secrets = new Set<number>();
    for (let y = 0; y <= 256; y += 1) {
      const other = named([parseShare(words(() => point(2, y)))])[0]!;
      try {
        secrets.add(combineShares([one!, other], 2)[0]!);
      } catch {
        // Some guesses put 256, which is no byte, into one of the 32 words.
      }
    }
    // 32 words with the same guess: those that reach 256 anywhere are refused, all others give another first byte each.
    expect(secrets.size).toBeGreaterThan(200);
  });

  it('refuses fewer than the quorum', () => {
    const { shares } = ceremony(5, 3);
    expect(faultOf(() => combineShares(shares.slice(0, 2), 3))).toEqual({ code: 'QUORUM_SHORT', have: 2, required: 3 });
  });

  it('refuses the same x twice, and says whose came second', () => {
    const { shares } = ceremony(3, 2);
    const again = { ...shares[0]!, custodian: 'k1 again' };
    expect(faultOf(() => combineShares([shares[0]!, again], 2))).toEqual({
      code: 'SHARE_TWICE',
      custodian: 'k1 again',
    });
  });

  it('refuses the same x twice even with other values', () => {
    const { shares } = ceremony(3, 2);
    const other = { ...shares[1]!, index: shares[0]!.index };
    expect(faultCode(() => combineShares([shares[0]!, other, shares[2]!], 2))).toBe('SHARE_TWICE');
  });

  it('refuses a rebuilt byte of 256', () => {
    const shares = [1, 2].map((x) => parseShare(words((i) => point(x, i === 31 ? (256 + x) % 257 : x))));
    expect(faultCode(() => combineShares(named(shares), 2))).toBe('SHARED_SECRET_RANGE');
  });
});

describe('shares that do not agree', () => {
  it('with one to spare are refused, and nobody is named', () => {
    const { shares } = ceremony(4, 3);
    spoil(shares[1]!);
    expect(faultOf(() => combineShares(shares, 3))).toEqual({ code: 'SHARES_INCONSISTENT', have: 4, required: 3 });
  });

  it.each([0, 1, 2, 3, 4])('with two to spare name the one that is off, wherever it stands: %i', (off) => {
    const { shares } = ceremony(5, 3);
    spoil(shares[off]!, 31);
    expect(faultOf(() => combineShares(shares, 3))).toEqual({
      code: 'SHARE_OFF_POLYNOMIAL',
      custodians: [`k${off + 1}`],
    });
  });

  it('with two to spare name nobody when two are off', () => {
    const { shares } = ceremony(5, 3);
    // Off by different amounts in many words, so that no third polynomial fits by chance.
    for (let word = 0; word < 32; word += 1) {
      spoil(shares[0]!, word, 1 + word);
      spoil(shares[3]!, word, 200 - 3 * word);
    }
    expect(faultCode(() => combineShares(shares, 3))).toBe('SHARES_INCONSISTENT');
  });

  it('with four to spare name both that are off', () => {
    const { shares } = ceremony(7, 3);
    spoil(shares[0]!, 5);
    spoil(shares[6]!, 17);
    expect(faultOf(() => combineShares(shares, 3))).toEqual({
      code: 'SHARE_OFF_POLYNOMIAL',
      custodians: ['k1', 'k7'],
    });
  });

  it('are never combined: any change of any word of any share is noticed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: 1, max: 2 }),
        fc.nat(),
        fc.nat({ max: 31 }),
        fc.integer({ min: 1, max: 256 }),
        (required, extra, who, word, by) => {
          const { shares } = ceremony(required + extra, required);
          const victim = shares[who % shares.length]!;
          spoil(victim, word, by);
          const fault = faultOf(() => combineShares(shares, required));
          expect(fault).toEqual(
            extra === 1
              ? { code: 'SHARES_INCONSISTENT', have: required + 1, required }
              : { code: 'SHARE_OFF_POLYNOMIAL', custodians: [victim.custodian] },
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are noticed in the largest ceremony, with eight to spare and four off', () => {
    const { shares } = ceremony(10, 2);
    for (const off of [1, 3, 5, 8]) for (let word = 0; word < 32; word += 1) spoil(shares[off]!, word, 1 + off + word);
    expect(faultOf(() => combineShares(shares, 2))).toEqual({
      code: 'SHARE_OFF_POLYNOMIAL',
      custodians: ['k2', 'k4', 'k6', 'k9'],
    });
  });
});
