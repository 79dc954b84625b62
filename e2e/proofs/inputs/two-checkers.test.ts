// A slice of what `npm run fuzz` plays by the thousand: the two checkers of evidence come to one verdict, and leave the same open.
import { expect, it } from 'vitest';
import { hasBoth } from '#core/evidence/testdata/both-checkers.ts';
import { playCheckers } from './two-checkers.ts';

it.skipIf(!hasBoth)('both checkers say the same of altered evidence', { timeout: 120_000 }, async () => {
  const { differences, refused, accepted, rules } = await playCheckers('slice', 0, 20);
  expect(differences).toEqual([]);
  expect(refused).toBeGreaterThan(7);
  expect(accepted).toBeGreaterThan(1);
  expect(rules.size).toBeGreaterThan(10);
});
