// The NATO spelling alphabet, for identifiers that are read aloud.

const letters =
  'Alfa,Bravo,Charlie,Delta,Echo,Foxtrot,Golf,Hotel,India,Juliett,Kilo,Lima,Mike,November,Oscar,Papa,Quebec,Romeo,Sierra,' +
  'Tango,Uniform,Victor,Whiskey,X-ray,Yankee,Zulu';
const digits = 'Zero,One,Two,Three,Four,Five,Six,Seven,Eight,Niner';

/** Character to code word, as ICAO and NATO publish it. */
export const natoAlphabet: Readonly<Record<string, string>> = {
  ...Object.fromEntries(letters.split(',').map((word) => [word.slice(0, 1), word])),
  ...Object.fromEntries(digits.split(',').entries()),
  '-': 'Dash',
  '.': 'Dot',
  _: 'Underscore',
  '/': 'Slash',
  ':': 'Colon',
};
