// Two wrong tries at a pairing code end it; what is no code is no try.
import { expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { wordRows } from '#shared/formatting/fingerprint.ts';
import { PairingTries } from './pairing-tries.ts';

const [code, other] = ['ab'.repeat(32), 'cd'.repeat(32)] as const;
const wordsOf = (hash: string): string => wordRows(hash).flat().join(' ');

it('takes the code after one wrong try, and never after two (REQ-19)', () => {
  const tries = new PairingTries();
  const compare = (typed: string) => faultOf(() => tries.compare(code, typed)).code;
  expect(compare('what is no code')).toMatch(/^FINGERPRINT_/u);
  expect(compare(wordsOf(other))).toBe('PAIRING_CODE_WRONG');
  expect(() => tries.compare(code, wordsOf(code))).not.toThrow();
  expect(compare(wordsOf(other))).toBe('PAIRING_LOCKED');
  expect(compare(wordsOf(code))).toBe('PAIRING_LOCKED');
  expect(() => tries.compare(other, wordsOf(other))).not.toThrow();
});
