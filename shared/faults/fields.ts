// How a file reports the fields that break a rule of its format.

/** One field that breaks a rule: where it stands, and which rule it breaks. */
export interface FieldProblem {
  /** As `SharedKeys.enc_shares[2].x5t_256`; empty for the whole file. */
  readonly path: string;
  /** MISSING, UNKNOWN_MEMBER, TYPE, VALUE, RANGE, or a name from the format itself. */
  readonly rule: string;
}
