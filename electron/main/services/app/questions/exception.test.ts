// What an exception's sheet is refused for, before anything of it is written.
import { expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { emptySheet } from '#shared/formatting/exception-sheet.ts';
import { sheetOf } from './exception.ts';

const typed = {
  ...emptySheet,
  happened: 'The stick was empty.',
  decision: 'Go on with the copy.',
  decidedBy: 'Anna Berg, Ben Novak',
  initials: 'AB, BN',
};

it('takes a sheet that two people have decided, and names who wrote it', () => {
  expect(sheetOf(typed, 'Z1R', 2)).toMatchObject({ step: 'Z1R', initials: ['AB', 'BN'] });
});

it.each([
  ['one person where two decide', { decidedBy: 'Anna Berg' }, 'TWO_PEOPLE_NEEDED'],
  ['initials that are none', { initials: '?' }, 'INITIALS_UNCLEAR'],
  ['more than a sheet holds', { happened: 'x'.repeat(100_000) }, 'CALL_MALFORMED'],
])('is refused with %s', (_, change, code) => {
  expect(faultOf(() => sheetOf({ ...typed, ...change }, 'Z1R', 2))).toMatchObject({ code });
});
