// What a screen takes for a time is what the schema takes for one.
import { describe, expect, it } from 'vitest';
import { utcTime } from '../schemas/atoms.ts';
import { isUtcTime } from './date-time.ts';

describe('a time in UTC', () => {
  it.each(['2026-11-27T04:50:00Z', '2026-11-27T04:50:00.123Z', '2024-02-29T00:00:00Z'])('is %s', (text) => {
    expect([isUtcTime(text), utcTime.safeParse(text).success]).toEqual([true, true]);
  });

  it.each([
    ...[
      '',
      '2026-11-27',
      '2026-11-27T04:50Z',
      '2026-11-27T04:50:00',
      '2026-11-27T04:50:00+01:00',
      '2026-13-01T00:00:00Z',
    ],
    ...['2023-02-29T00:00:00Z', '2026-11-27T24:00:00Z', '2026-11-27T23:60:00Z', ' 2026-11-27T04:50:00Z'],
  ])('is not %j', (text) => {
    expect([isUtcTime(text), utcTime.safeParse(text).success]).toEqual([false, false]);
  });
});
