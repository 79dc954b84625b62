// What can be wrong with files and media.

export type FilesFault = never;
