// The file beside the program with the licences of everybody else's work in it.

export const licencesFile = 'LICENSES.third-party.txt';
