// The form of ceremony ids: alone in its file, because screens need it and no schema library.

/** Read aloud, typed, and a part of file names: capitals, digits and single hyphens. */
export const ceremonyIdPattern = /^[A-Z0-9](?:-?[A-Z0-9]){3,39}$/;

/** Ids of rehearsals begin with it: their journals are in the folder of the rehearsal, and nowhere else. */
export const rehearsalPrefix = 'PRACTICE-REHEARSAL-';
