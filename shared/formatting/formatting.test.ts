// What people compare by eye and ear: the word list, round trips, and every slip that must show.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import type { FaultOf } from '../faults/fault.ts';
import { duration, isoDate, utcDateTime } from './date-time.ts';
import {
  canBegin,
  completeWord,
  fingerprintWords,
  hexRows,
  parseFingerprint,
  parseFingerprintWords,
  parsePrintedFingerprint,
  shortFingerprint,
  wordLines,
  wordRows,
} from './fingerprint.ts';
import { natoAlphabet } from './nato.ts';
import { evenWords, oddWords } from './pgp-word-list.ts';
import { allowedTries, answerReadBack, startReadBack } from './read-back.ts';

const fingerprints = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const sample = createHash('sha256').update('sample').digest('hex');
const wordsFault = (words: readonly string[]) =>
  faultOf(() => parseFingerprintWords(words.join(' '))) as FaultOf<'FINGERPRINT_WORDS'>;

describe('the PGP word list', () => {
  it('has 256 and 256 words, all distinct whatever their case', () => {
    expect([evenWords.length, oddWords.length]).toEqual([256, 256]);
    expect(new Set([...evenWords, ...oddWords].map((word) => word.toLowerCase())).size).toBe(512);
  });

  it('equals the published lists, order and case included', () => {
    // The digest of both lists, one word a line, as other implementations publish it to find wrong copies.
    expect(
      createHash('sha256')
        .update(`${evenWords.join('\n')}\n${oddWords.join('\n')}`)
        .digest('hex'),
    ).toBe('e9b7b0052233a74aa56724ed3f79c272036aed68d8f4c0856e833c8043b9ac62');
  });

  it('writes the well-known example', () => {
    const words = fingerprintWords(`e58294f2e9a227486e8b061b31cc528fd7fa3f19${'00'.repeat(12)}`);
    expect(words.slice(0, 20).join(' ')).toBe(
      'topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator goldfish Medusa afflict bravado chatter ' +
        'revolver Dupont midsummer stopwatch whimsical cowbell bottomless',
    );
  });
});

describe('fingerprints', () => {
  it('come back from hex rows and from words', () => {
    fc.assert(
      fc.property(fingerprints, (hex) => {
        expect(
          parseFingerprint(
            hexRows(hex)
              .map((row) => row.join(' '))
              .join('\n'),
          ),
        ).toBe(hex);
        expect(
          parseFingerprintWords(
            wordRows(hex)
              .map((row) => row.join(' ').toUpperCase())
              .join('\n'),
          ),
        ).toBe(hex);
      }),
    );
  });

  it('stand in four rows of four groups and four rows of eight words', () => {
    expect(hexRows(sample).map((row) => row.map(({ length }) => length))).toEqual(Array(4).fill([4, 4, 4, 4]));
    expect(wordRows(sample).map(({ length }) => length)).toEqual([8, 8, 8, 8]);
  });

  it('are read from lines of words that were joined into one', () => {
    expect(parsePrintedFingerprint(wordLines(sample).join(' '))).toBe(sample);
    expect(parsePrintedFingerprint(wordLines(sample).join('\n'))).toBe(sample);
  });

  it('have a short form of the first three bytes and the last', () => {
    expect(shortFingerprint(`A1B2C3${'00'.repeat(28)}FF`)).toBe('a1b2c3…ff');
  });

  it('say which digit is wrong, and how many there are', () => {
    expect(faultOf(() => parseFingerprint(`${sample.slice(0, 9)}O${sample.slice(10)}`))).toEqual({
      code: 'FINGERPRINT_HEX_DIGIT',
      group: 3,
      digit: 2,
    });
    expect(faultOf(() => parseFingerprint(sample.slice(2)))).toEqual({
      code: 'FINGERPRINT_HEX_LENGTH',
      have: 62,
      expected: 64,
    });
  });
});

describe('words read back', () => {
  it('show every swap of neighbours, with its place', () => {
    fc.assert(
      fc.property(fingerprints, fc.integer({ min: 0, max: 30 }), (hex, at) => {
        const words = [...fingerprintWords(hex)];
        [words[at], words[at + 1]] = [words[at + 1]!, words[at]!];
        expect(wordsFault(words).problems).toEqual([{ kind: 'swapped', position: at + 1, word: words[at] }]);
      }),
    );
  });

  it('show every dropped word', () => {
    fc.assert(
      fc.property(fingerprints, fc.integer({ min: 0, max: 30 }), (hex, at) => {
        const words = fingerprintWords(hex).toSpliced(at, 1);
        expect(wordsFault(words).problems).toEqual([{ kind: 'dropped', position: at + 1 }]);
      }),
    );
    expect(wordsFault(fingerprintWords(sample).slice(0, 31)).problems).toEqual([
      { kind: 'count', have: 31, expected: 32 },
    ]);
  });

  it('show every doubled word, with its place', () => {
    fc.assert(
      fc.property(fingerprints, fc.integer({ min: 0, max: 31 }), (hex, at) => {
        const all = fingerprintWords(hex);
        const words = all.toSpliced(at, 0, all[at]!);
        expect(wordsFault(words).problems).toEqual([{ kind: 'doubled', position: at + 2, word: all[at] }]);
      }),
    );
  });

  it('name only the first of many words that one missing word puts out of step', () => {
    const words = fingerprintWords(sample).toSpliced(3, 1).with(20, 'lifebuoy');
    const { problems } = wordsFault(words);
    expect(problems.map(({ kind }) => kind)).toEqual(['out-of-step', 'unknown', 'count']);
  });

  it('show an unknown word and keep its place', () => {
    const words = fingerprintWords(sample).with(4, 'lifebuoy');
    expect(wordsFault(words).problems).toEqual([{ kind: 'unknown', position: 5, word: 'lifebuoy' }]);
  });

  it('are never read as another fingerprint when one word is replaced by one of the other list', () => {
    fc.assert(
      fc.property(fingerprints, fc.integer({ min: 0, max: 31 }), fc.integer({ min: 0, max: 255 }), (hex, at, byte) => {
        const words = fingerprintWords(hex).with(at, (at % 2 === 0 ? oddWords : evenWords)[byte]!);
        expect(faultCode(() => parseFingerprintWords(words.join(' ')))).toBe('FINGERPRINT_WORDS');
      }),
    );
  });
});

describe('the first letters of a word', () => {
  it('complete it at its place, and only where no other word begins like them', () => {
    for (const [list, place] of [
      [evenWords, 1],
      [oddWords, 2],
    ] as const) {
      for (const word of list) {
        const starts = Array.from(word, (_, last) => word.slice(0, last + 1));
        const meant = starts.map((start) => completeWord(start.toUpperCase(), place));
        expect(meant.at(-1), word).toBe(word);
        // What the letters name is this word, a whole shorter one, or nothing: never a word that begins differently.
        for (const [at, found] of meant.entries()) {
          if (found !== undefined && found !== word) expect(found.toLowerCase()).toBe(starts[at]?.toLowerCase());
        }
      }
    }
  });

  it('are three at least, and of the list for the place', () => {
    expect([completeWord('', 1), completeWord('aa', 1), completeWord('aar', 1)]).toEqual([
      undefined,
      undefined,
      'aardvark',
    ]);
    expect(completeWord('aardvark', 2)).toBeUndefined();
    expect([canBegin('aard', 1), canBegin('aard', 2), canBegin('aardx', 1)]).toEqual([true, false, false]);
  });
});

describe('the blind read-back', () => {
  const draws = fc.infiniteStream(fc.nat({ max: 1_000_000 }));
  const drawFrom = (stream: Iterator<number>) => (below: number) => Number(stream.next().value) % below;
  const right = (places: readonly number[]) => places.map((place) => fingerprintWords(sample)[place - 1]!);

  it('asks six places, distinct and ascending, and the last word', () => {
    fc.assert(
      fc.property(draws, (stream) => {
        const state = startReadBack(drawFrom(stream));
        expect(state.places).toHaveLength(7);
        expect(state.places).toEqual([...new Set(state.places)].sort((a, b) => a - b));
        expect(state.places[0]).toBeGreaterThanOrEqual(1);
        expect(state.places.at(-1)).toBe(32);
      }),
    );
  });

  it('reveals nothing before the words fit, and ends after two wrong tries', () => {
    fc.assert(
      fc.property(draws, fc.nat({ max: 6 }), (stream, slip) => {
        let state = startReadBack(drawFrom(stream));
        const wrong = right(state.places).with(slip, 'lifebuoy');
        for (let left = allowedTries; left > 0; left -= 1) {
          expect(state).toEqual({ phase: 'asking', places: state.places, triesLeft: left });
          state = answerReadBack(state, wrong, sample);
        }
        expect(state).toEqual({ phase: 'exception', places: state.places });
        expect(faultCode(() => answerReadBack(state, right(state.places), sample))).toBe('READ_BACK_CLOSED');
      }),
    );
  });

  it('agrees on the right words, also at the second try, and counts the wrong ones', () => {
    const state = startReadBack(() => 0);
    const agreed = answerReadBack(state, right(state.places), sample);
    expect(agreed).toEqual({ phase: 'agreed', places: [1, 2, 3, 4, 5, 6, 32], wrongTries: 0 });
    const second = answerReadBack(answerReadBack(state, [], sample), right(state.places), sample);
    expect(second).toMatchObject({ phase: 'agreed', wrongTries: 1 });
    expect(answerReadBack(state, [...right(state.places), 'lifebuoy'], sample)).toMatchObject({ triesLeft: 1 });
    expect(faultCode(() => answerReadBack(agreed, [], sample))).toBe('READ_BACK_CLOSED');
  });

  it.each([-1, 31, 0.5, Number.NaN])('refuses a source of randomness that answers %s', (value) => {
    expect(faultCode(() => startReadBack(() => value))).toBe('READ_BACK_RANDOMNESS');
  });
});

describe('spelling and dates', () => {
  it('spells an identifier', () => {
    expect(Array.from('MX-9', (character) => natoAlphabet[character])).toEqual(['Mike', 'X-ray', 'Dash', 'Niner']);
    expect(Object.keys(natoAlphabet)).toHaveLength(26 + 10 + 5);
  });

  it('writes ISO dates and UTC times', () => {
    const instant = new Date(Date.UTC(2026, 9, 4, 3, 5, 9));
    expect([isoDate(instant), utcDateTime(instant)]).toEqual(['2026-10-04', '2026-10-04 03:05:09 UTC']);
    expect([duration(40), duration(65)]).toEqual(['40 min', '1:05 h']);
  });
});
