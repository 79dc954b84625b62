// English: what pages are made of.

export const ui = {
  pick: {
    choose: (what: string) => `Choose ${what}`,
    again: (what: string) => `Choose ${what} again`,
    none: 'not chosen yet',
  },
  planHash: {
    label: 'Hash of the plan, typed from paper',
    digits: (note: string) => `64 digits, from the cover of the script. ${note}`,
    typed: (count: number, note: string) => `64 digits, from the cover of the script (${count} typed). ${note}`,
  },
  exception: {
    needed: 'As on its sheet, for instance EX-2.',
    mayBeEmpty: 'As on its sheet, for instance EX-2. Leave it empty normally.',
    wrong: (text: string) => `“${text}” is not the number of an exception. Type it as on its sheet, for instance EX-2.`,
  },
};
