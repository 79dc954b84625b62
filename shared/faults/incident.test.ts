import { describe, expect, it } from 'vitest';
import type { Fault } from './fault.ts';
import { isIncident, isLikelySlip } from './incident.ts';

describe('what begins the incident branch', () => {
  it.each<Fault>([
    { code: 'EXCHANGE_NAME_OTHER', expected: 'a', found: 'b' },
    { code: 'QUOTE_OTHER_KEY', expected: 'a', found: 'b' },
    { code: 'BUNDLE_OBSERVERS_DISAGREE', expected: 'a', found: 'b' },
    { code: 'BUNDLE_SIGNATURE_WRONG', keyId: 'a' },
    { code: 'EXCHANGE_KEY_CHANGED', inBlob: 'a', fetched: 'b', step: 'C14' },
    { code: 'STEP_REFUSED_EARLIER', call: 'upload', status: 400 },
  ])('$code does', (fault) => {
    expect(isIncident(fault)).toBe(true);
  });

  it.each<Fault>([
    { code: 'BUNDLE_SEQUENCE', expected: '2', found: '1' },
    { code: 'PAIRING_LOCKED' },
    { code: 'FILE_NOT_FOUND', name: 'a' },
    { code: 'STEP_REFUSED_EARLIER', call: 'backup', status: 400 },
  ])('$code does not', (fault) => {
    expect(isIncident(fault)).toBe(false);
  });
});

describe('a typed address', () => {
  const typed = (found: string): boolean =>
    isLikelySlip({ code: 'EXCHANGE_NAME_OTHER', expected: 'new-hsm.managedhsm.azure.net', found });

  it.each(['new-hms', 'newhsm', 'new--hsm', 'mew-hsm', 'new-hsm1'])(
    'that is right but for %s is mistyped first',
    (name) => {
      expect(typed(`${name}.managedhsm.azure.net`)).toBe(true);
    },
  );

  it.each(['old-hsm1', 'other', 'new-hsm-west'])('is another one where the file says %s', (name) => {
    expect(typed(`${name}.managedhsm.azure.net`)).toBe(false);
  });
});
