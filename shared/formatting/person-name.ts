// One person is one person, however the name was typed.

/** A name by which people are told apart: without invisible characters, with single spaces, in one spelling and case. */
export const personKey = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

/** How many people these names are of. */
export const peopleAmong = (names: readonly string[]): number => new Set(names.map(personKey)).size;
