// A hash as it is typed from paper: digits, words, and what a reader of codes types; and nothing that is not whole.
import { expect, it } from 'vitest';
import { fingerprintWords, hexRows, wordLines, wordRows } from '#shared/formatting/fingerprint.ts';
import { bareHash, isHash } from './PlanHash.tsx';

const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const rows = hexRows(sha256).map((row) => row.join(' '));

it.each([
  ['digits', sha256],
  ['digits in groups, in capitals', rows.join(' ').toUpperCase()],
  ['words', fingerprintWords(sha256).join(' ')],
  [
    'rows of words with their labels',
    wordRows(sha256)
      .map((row, at) => `${'ABCD'[at] ?? ''}  ${row.join(' ')}`)
      .join('\n'),
  ],
  [
    'words with their numbers',
    fingerprintWords(sha256)
      .map((word, at) => `${at + 1} ${word}`)
      .join(' '),
  ],
  [
    'words whose numbers a copy has pulled up to them',
    fingerprintWords(sha256)
      .map((word, at) => `${at + 1}${word}`)
      .join(' '),
  ],
  [
    'rows as a command prints them',
    wordLines(sha256)
      .map((line) => `  ${line}`)
      .join('\n'),
  ],
  ['the code of the cover', ['MHSM-DR-2026-10-14-01', 'Plan SHA-256', ...rows].join('\n')],
  ['the code without its line breaks', ['MHSM-DR-2026-10-14-01', 'Plan SHA-256', ...rows].join('')],
])('takes %s', (_, typed) => {
  expect([isHash(typed), bareHash(typed)]).toEqual([true, sha256]);
});

it.each([
  ['nothing', ''],
  ['a digit less', sha256.slice(1)],
  ['a word less', fingerprintWords(sha256).slice(1).join(' ')],
  [
    'two words swapped',
    fingerprintWords(sha256)
      .map((word, at, all) => all[at === 0 ? 1 : at === 1 ? 0 : at] ?? word)
      .join(' '),
  ],
  ['a code of something else behind it', `${rows.join('\n')} SHA-256 abc`],
])('takes no hash that is not one: %s', (_, typed) => {
  expect(isHash(typed)).toBe(false);
});
