// The words for codes: what is a code of ours has one in each language, and what is none passes as it is.
import { describe, expect, it } from 'vitest';
import { german } from './de/catalogue.ts';
import { germanCodeWords } from './de/code-words.ts';
import { english } from './en/catalogue.ts';

describe('the word for', () => {
  it.each(Object.keys(germanCodeWords))('%s is German in German, and no code in English', (code) => {
    expect(german.word(code)).not.toBe(code);
    // “re-wrap” is a word as it is.
    if (code !== 're-wrap') expect(english.word(code)).not.toMatch(/^[a-z]+(?:-[a-z0-9]+)+$/u);
  });

  it('what is no code of ours is what was given', () => {
    for (const given of ['Person operator-1', 'toString', 'e3b0c442', 'quote-of-next-year']) {
      expect(english.word(given)).toBe(given);
      expect(german.word(given)).toBe(given);
    }
  });
});
