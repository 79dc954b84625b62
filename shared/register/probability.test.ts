// The probability of a quorum: against published figures, against every subset counted one by one, and against its own laws.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quorumProbability } from './probability.ts';

/** All 2ⁿ ways in which people come or do not. */
function byCounting(required: number, availabilities: readonly number[]): number {
  let sum = 0;
  for (let subset = 0; subset < 2 ** availabilities.length; subset += 1) {
    const comes = (at: number): boolean => (subset >> at) % 2 === 1;
    const coming = availabilities.filter((_, at) => comes(at)).length;
    if (coming >= required) sum += availabilities.reduce((product, p, at) => product * (comes(at) ? p : 1 - p), 1);
  }
  return sum;
}

const availability = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const people = fc.array(availability, { minLength: 2, maxLength: 10 });

describe('the probability of a quorum', () => {
  it.each([
    [2, 3, 0.972],
    [3, 4, 0.948],
    [3, 5, 0.991],
    [4, 7, 0.997],
  ])('%i of %i at nine of ten is as published', (m, n, expected) => {
    expect(quorumProbability(m, Array<number>(n).fill(0.9))).toBeCloseTo(expected, 3);
  });

  it('is the sum over every subset of people', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 10 }), (each, required) => {
        expect(quorumProbability(required, each)).toBeCloseTo(byCounting(required, each), 12);
      }),
    );
  });

  it('does not depend on the order of people, and never falls when one of them can come more often', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 10 }), availability, (each, required, other) => {
        const [first = 0, ...rest] = each;
        expect(quorumProbability(required, [...rest, first])).toBeCloseTo(quorumProbability(required, each), 12);
        const [less, more] = [Math.min(first, other), Math.max(first, other)];
        expect(quorumProbability(required, [more, ...rest])).toBeGreaterThanOrEqual(
          quorumProbability(required, [less, ...rest]) - 1e-12,
        );
      }),
    );
  });

  it('is certain or impossible where it must be', () => {
    expect(quorumProbability(2, [1, 1, 0.5])).toBe(1);
    expect(quorumProbability(3, [0.9, 0.9])).toBe(0);
    expect(quorumProbability(1, [0, 0, 0])).toBe(0);
  });
});
