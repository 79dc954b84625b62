// Entering proofs: the copy that was proven, the latest proof, and nothing else.
import { expect, it } from 'vitest';
import { type CopyProof, withProofs } from './proofs.ts';
import { custodianOf, registerOf } from './testdata/registers.ts';

const register = registerOf(3, 2);
const proof = (k: number, copy: 1 | 2, on: string): CopyProof => ({
  certificateSha256: custodianOf(k).certificateSha256,
  copy,
  on,
  how: 'share-check',
  ceremony: `MHSM-${on}`,
});

it('enters the latest proof of each copy, and leaves every other copy as it was', () => {
  const after = withProofs(register, [proof(1, 2, '2026-10-01'), proof(1, 2, '2026-09-20'), proof(2, 1, '2026-08-01')]);
  expect(after.custodians[0]?.copies[1]?.proof).toEqual({
    on: '2026-10-01',
    how: 'share-check',
    ceremony: 'MHSM-2026-10-01',
  });
  expect(after.custodians[0]?.copies[0]).toEqual(register.custodians[0]?.copies[0]);
  // Older than the proof that is there.
  expect(after.custodians.slice(1)).toEqual(register.custodians.slice(1));
});

it('replaces an earlier proof of the same day, and knows no foreign key', () => {
  const after = withProofs(register, [proof(1, 1, '2026-09-01'), proof(9, 1, '2026-10-01')]);
  expect(after.custodians[0]?.copies[0].proof?.ceremony).toBe('MHSM-2026-09-01');
  expect(after.custodians.slice(1)).toEqual(register.custodians.slice(1));
});
