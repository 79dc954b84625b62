// Lists that grow in place: what somebody else keeps stays as it was.
import { describe, expect, it } from 'vitest';
import { inPlace } from './growth.ts';

describe('growth in place', () => {
  it.each([
    ['appends to', (growth: ReturnType<typeof inPlace>, list: readonly string[]) => growth.append(list, 'c'), 'abc'],
    [
      'replaces in',
      (growth: ReturnType<typeof inPlace>, list: readonly string[]) => growth.replace(list, 1, 'c'),
      'ac',
    ],
  ])('%s a copy of a list that came from elsewhere, and then that copy itself', (_, change, changed) => {
    const growth = inPlace();
    const given = ['a', 'b'];
    const mine = change(growth, given);
    expect(given).toEqual(['a', 'b']);
    expect(mine.join('')).toBe(changed);
    expect(change(growth, mine)).toBe(mine);
  });
});
