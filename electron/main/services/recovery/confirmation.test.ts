// What is typed from paper before a call that cannot be taken back: the name, or as much of its end as names one HSM alone.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { assertTypedTarget } from './confirmation.ts';

const named = (lost: string | null) => ({
  target: { name: 'new-mhsm-1' },
  source: lost === null ? null : { name: lost },
});

describe('the name of an HSM from paper', () => {
  it.each([
    ['all of it', 'new-mhsm-1', 'old-mhsm-1'],
    ['six characters of its end', 'mhsm-1', 'old-mhsm-2'],
    ['its end where the lost HSM had the same name', 'mhsm-1', 'new-mhsm-1'],
    ['its end where no HSM was lost', 'mhsm-1', null],
  ])('is taken: %s', (_what, text, lost) => {
    expect(() => assertTypedTarget(named(lost), text)).not.toThrow();
  });

  it.each([
    ['five characters of its end', 'hsm-1', null],
    ['its beginning', 'new-mhsm', null],
    ['an end that the lost HSM has as well', 'mhsm-1', 'old-mhsm-1'],
    ['a longer end that both have', '-mhsm-1', 'old-mhsm-1'],
    ['another name with the same end', 'older-new-mhsm-1', null],
    ['nothing', '', null],
  ])('is refused: %s', (_what, text, lost) => {
    const attempt = () => assertTypedTarget(named(lost), text);
    expect(faultOf(attempt)).toEqual({ code: 'CONFIRMATION_DIFFERS', what: 'target', expected: 'new-mhsm-1' });
  });
});
