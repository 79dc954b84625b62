// What a held command line and the scanner say to each other: one JSON line each way for every pause.

/** Descriptors of the command line. */
export const pauseLine = 3;
export const resumeLine = 4;

export interface Pause {
  /** `process: message`. */
  readonly at: string;
  readonly main: number;
  /** Whose message it is; 0 for none. */
  readonly speaker: number;
  /** Custody processes that have not been seen to end; busy from a request to its last reply. */
  readonly children: readonly { readonly name: string; readonly pid: number; readonly busy: boolean }[];
}

export interface Resume {
  /** A file of secrets in hex to hold in memory from now on. */
  readonly plant?: string;
  /** A new file to write those secrets to, as to both streams. */
  readonly leak?: string;
}
