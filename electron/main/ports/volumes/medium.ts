// What a medium is, on every system.

/** A mounted medium. */
export interface Medium {
  /** Absolute path of its top folder. */
  readonly path: string;
  readonly name: string;
  readonly readOnly: boolean;
}
export type Media = () => Promise<readonly Medium[]>;
