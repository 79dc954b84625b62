import { describe, expect, it } from 'vitest';
import type { Fault } from './fault.ts';
import { isIncident } from './incident.ts';

describe('what begins the incident branch', () => {
  it.each<Fault>([
    { code: 'EXCHANGE_NAME_OTHER', expected: 'a', found: 'b' },
    { code: 'QUOTE_OTHER_KEY', expected: 'a', found: 'b' },
    { code: 'BUNDLE_OBSERVERS_DISAGREE', expected: 'a', found: 'b' },
    { code: 'BUNDLE_SIGNATURE_WRONG', keyId: 'a' },
    { code: 'EXCHANGE_KEY_CHANGED', inBlob: 'a', fetched: 'b' },
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
