// One person is one person, however the name was typed: which names are accepted, and when two of them are of one person.
// Unicode Technical Standard 39 (security mechanisms): restriction levels §5.2, skeletons §4.

/** Scripts that one name may mix, because people write names so (UTS 39 §5.2, "highly restrictive"). */
const mixtures: readonly (readonly string[])[] = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/** Scripts in modern use in which names are written (UAX 31, table 5, and those of limited use that have a keyboard). */
export const scripts = [
  ...['Latin', 'Greek', 'Cyrillic', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Syriac', 'Thaana', 'Nko'],
  ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala'],
  ...['Thai', 'Lao', 'Tibetan', 'Myanmar', 'Khmer', 'Mongolian', 'Ethiopic', 'Cherokee', 'Canadian_Aboriginal'],
  ...['Hangul', 'Hiragana', 'Katakana', 'Bopomofo', 'Han', 'Yi', 'Tifinagh', 'Javanese', 'Balinese', 'Vai', 'Adlam'],
].map((name) => ({ name, letters: new RegExp(String.raw`\p{Script_Extensions=${name}}`, 'u') }));

/** Characters that leave no mark on paper, or whose mark nobody has: UAX 44 Default_Ignorable_Code_Point, controls, private and unassigned. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/u;
/** Letters and symbols that look like a space. */
const blank = /[\u2800\u{1D159}\u{16FE4}]|(?! )\p{Zs}/u;
/** What nobody reads out: punctuation, symbols, blanks, and letters of no script, as the ʻokina is. */
export const silent = /[\p{P}\p{S}\p{Z}]|(?=\p{Script_Extensions=Common})\p{L}/u;
/** More marks than any spelling has on one letter: they run into the lines above and below. */
const pile = /\p{Mn}{4}/u;

/**
 * Whether a name is one that people can tell from others on paper: something to read, nothing invisible, no blank but the space, and
 * letters of one script, or of those that are written together. A no-break space counts as a space.
 */
export function isPersonName(name: string): boolean {
  const text = name.normalize('NFC').replaceAll('\u00A0', ' ');
  if (unseen.test(text) || blank.test(text) || pile.test(text.normalize('NFD'))) return false;
  // Letters of no script, as the Hawaiian ʻokina, are in names of any.
  const letters = text.match(/(?!\p{Script_Extensions=Common})\p{L}/gu);
  return letters !== null && isOfOneScript(letters);
}

function isOfOneScript(letters: readonly string[]): boolean {
  const written = letters.map((letter) =>
    scripts.filter((script) => script.letters.test(letter)).map(({ name }) => name),
  );
  const fits = (allowed: readonly string[]): boolean =>
    written.every((ofLetter) => ofLetter.some((script) => allowed.includes(script)));
  return scripts.some(({ name }) => fits([name])) || mixtures.some(fits);
}

/**
 * Capitals of other scripts that are drawn as Latin ones, small capitals, and what is written for one another in Latin itself: the part of the table of
 * UTS 39 §4 (confusables.txt) that concerns names. Each row is a Latin capital and what looks like it.
 */
const drawnAlike: readonly (readonly [string, string])[] = [
  ['A', 'АΑᎪᴀ'],
  ['B', 'ВΒᏴʙ'],
  ['C', 'СϹᏟᴄ'],
  ['D', 'ԀᎠᴅ'],
  ['E', 'ЕΕᎬᴇ'],
  ['F', 'Ϝꜰ'],
  ['G', 'ԌᏀɢ'],
  ['H', 'НΗҺᎻՀʜ'],
  // One class: a small l, a capital I, the digit and the stroke cannot be told apart in most type faces.
  ['I', 'LІΙӀᎥᏞ1|ɪꞮʟ'],
  ['J', 'ЈͿᎫᴊ'],
  ['K', 'КΚᏦᴋ'],
  ['M', 'МΜᎷᴍ'],
  ['N', 'Νɴ'],
  ['O', 'ОΟՕ0ᴏ'],
  ['P', 'РΡᏢᴘ'],
  ['Q', 'Ԛ'],
  ['R', 'ᎡʀƦ'],
  ['S', 'ЅՏᏚꜱ'],
  ['T', 'ТΤᎢᴛ'],
  ['U', 'Սᴜ'],
  ['V', 'ѴᏙᴠ'],
  ['W', 'ԜᎳᴡ'],
  ['X', 'ХΧ'],
  ['Y', 'УΥҮʏ'],
  ['Z', 'ΖᏃᴢ'],
  // Apostrophes that are letters of some script.
  ["'", 'ʼʻʹꞋ'],
];
const prototypes = new Map(drawnAlike.flatMap(([to, from]) => Array.from(from, (each) => [each, to] as const)));

/** Marks that several scripts share: accents. Marks of one script alone, as vowels in India, are letters there. */
const accents = /[\u0300-\u036F]/gu;

/**
 * What is read of a name, by which people are told apart: two names with the same key are one person. Without what cannot be seen, without
 * accents and case, with one form for what is drawn alike (a skeleton in the sense of UTS 39 §4), and without what nobody reads out.
 */
export function personKey(name: string): string {
  const seen = name
    .normalize('NFKC')
    .replaceAll(new RegExp(unseen, 'gu'), '')
    .normalize('NFD')
    .replaceAll(accents, '')
    .toUpperCase();
  return Array.from(seen, (each) => prototypes.get(each) ?? each)
    .join('')
    .replaceAll('RN', 'M')
    .replaceAll('VV', 'W')
    .replaceAll(new RegExp(silent, 'gu'), '')
    .normalize('NFC');
}

/** How many people these names are of. */
export const peopleAmong = (names: readonly string[]): number => new Set(names.map(personKey)).size;
