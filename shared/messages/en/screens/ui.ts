// English: what pages are made of.

export const ui = {
  pick: {
    choose: (what: string) => `Choose ${what}`,
    again: (what: string) => `Choose ${what} again`,
    none: 'not chosen yet',
  },
  planHash: {
    label: 'Hash of the plan or its words, from paper',
    digits: (note: string) =>
      `64 digits or 32 words, from the cover of the script; a code reader can type them. ${note}`,
    typed: (count: number, note: string) => `64 digits, from the cover of the script (${count} typed). ${note}`,
    words: (count: number, note: string) => `32 words, from the cover of the script (${count} typed). ${note}`,
    unknownWord: (word: string) => `“${word}” is not a word of the list. Read it once more.`,
  },
  exception: {
    needed: 'As on its sheet, for instance EX-2.',
    mayBeEmpty: 'As on its sheet, for instance EX-2. Leave it empty normally.',
    wrong: (text: string) => `“${text}” is not the number of an exception. Type it as on its sheet, for instance EX-2.`,
  },
};
