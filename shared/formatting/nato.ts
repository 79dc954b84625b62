// The NATO spelling alphabet, for identifiers that are read aloud.

/** Letter to code word, as ICAO and NATO publish it. */
export const natoAlphabet: Readonly<Record<string, string>> = {
  // prettier-ignore
  A: 'Alfa',
  B: 'Bravo',
  C: 'Charlie',
  D: 'Delta',
  E: 'Echo',
  F: 'Foxtrot',
  G: 'Golf',
  H: 'Hotel',
  I: 'India',
  J: 'Juliett',
  K: 'Kilo',
  L: 'Lima',
  M: 'Mike',
  N: 'November',
  O: 'Oscar',
  P: 'Papa',
  Q: 'Quebec',
  R: 'Romeo',
  S: 'Sierra',
  T: 'Tango',
  U: 'Uniform',
  V: 'Victor',
  W: 'Whiskey',
  X: 'X-ray',
  Y: 'Yankee',
  Z: 'Zulu',
  0: 'Zero',
  1: 'One',
  2: 'Two',
  3: 'Three',
  4: 'Four',
  5: 'Five',
  6: 'Six',
  7: 'Seven',
  8: 'Eight',
  9: 'Niner',
  '-': 'Dash',
  '.': 'Dot',
  _: 'Underscore',
  '/': 'Slash',
  ':': 'Colon',
};

/** Spells an identifier; a character without a code word stands as it is, in quotes. */
export const natoSpelling = (identifier: string): string =>
  Array.from(identifier, (character) => natoAlphabet[character.toUpperCase()] ?? `"${character}"`).join(' ');
