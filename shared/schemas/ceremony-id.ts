// The form of a ceremony id: alone in its file, because screens need it and no schema library.

/** Read aloud, typed, and a part of file names: capitals, digits and single hyphens. */
export const ceremonyIdPattern = /^[A-Z0-9](?:-?[A-Z0-9]){3,39}$/;
