// How a practice security domain is known: a real one is for the eyes of no practice HSM, whose keys anybody can make.

/** What every datum of a practice security domain begins with. */
export const practiceMark = Buffer.from('LIFEBOAT PRACTICE DATUM\n');

export const isPracticeDatum = (plaintext: Uint8Array): boolean =>
  practiceMark.equals(plaintext.subarray(0, practiceMark.length));
