// What foreign text becomes: it can be seen, and it fits where it goes, whatever it was made of.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineOfText } from '../schemas/atoms.ts';
import { visibleText } from './visible-text.ts';

const hostile = fc.string({
  unit: fc.constantFrom(
    'a',
    ' ',
    '\u00ad',
    '\u200b',
    '\u0000',
    '\u0085',
    '\ufe0f',
    '\u{e0001}',
    '\ud800',
    '😀',
    '\u2028',
  ),
  maxLength: 200,
});

it('fits a line of its limit and an ellipsis, however many characters cannot be seen', () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 120 }), (text, limit) => {
      const shown = visibleText(`a${text}a`, limit);
      expect(lineOfText(limit + 1).safeParse(shown).error).toBeUndefined();
    }),
  );
});

it('is whole where it fits, and cut between two characters where it does not', () => {
  expect(visibleText('😀😀', 2)).toBe('😀😀');
  expect(visibleText('😀😀😀', 2)).toBe('😀😀…');
  expect(visibleText('a\u00adb', 8)).toBe('a\\u{ad}b');
  expect(visibleText('a\u00adb', 6)).toBe('a…');
});
