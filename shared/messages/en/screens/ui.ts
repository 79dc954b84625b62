// English: what pages are made of.
import { plural } from '../formats.ts';

export const ui = {
  pick: {
    choose: (what: string) => `Choose ${what}`,
    again: (what: string) => `Choose ${what} again`,
    none: 'not chosen yet; you can also drop it here',
  },
  planHash: {
    label: 'Hash of the plan or its words, from paper',
    digits: (note: string) =>
      `64 digits or 32 words, from the cover of the script; a code reader can type them. ${note}`,
    typed: (count: number, note: string) => `64 digits, from the cover of the script (${count} typed). ${note}`,
    words: (count: number, note: string) => `32 words, from the cover of the script (${count} typed). ${note}`,
    unknownWord: (word: string) => `“${word}” is not a word of the list. Read it once more.`,
  },
  ourWords: {
    show: 'Show our words',
  },
  copy: {
    action: 'Copy',
    done: 'Copied',
    copy: (what: string) => `Copy: ${what}`,
    copied: (what: string) => `Copied: ${what}`,
  },
  elapsed: { usual: 'Usually takes', since: 'At work for' },
  moment: (utc: string, local: string) => `${utc} (${local} local)`,
  wordRows: {
    row: (row: string, places: string, words: number) =>
      `Row ${row}: ${plural(words, { one: 'word', other: 'words' })} ${places}`,
    progress: (words: number, of: number) => `${words} of ${of} words`,
    allThere: 'All words are there.',
    unknown: (place: number, word: string) => `Word ${place}: “${word}” is not in the list. Ask for it again.`,
    outOfStep: (place: number, word: string) =>
      `Word ${place}: “${word}” cannot be here. A word was left out, said twice or swapped.`,
    tooMany: (words: number) => `${words} words are too many for this row.`,
    look: (row: string) => `Look at row ${row}.`,
    short: 'The first letters of a word are enough: press the space bar, and it is completed.',
  },
  exception: {
    needed: 'As on its sheet, for instance EX-2.',
    mayBeEmpty: 'As on its sheet, for instance EX-2. Leave it empty normally.',
    wrong: (text: string) => `“${text}” is not the number of an exception. Type it as on its sheet, for instance EX-2.`,
  },
};
