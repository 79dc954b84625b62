// What an act must do where nothing goes wrong: one that fails there goes through every failure scenario unharmed, and proves nothing.
import type { Act } from './act-type.ts';

/** What an act did when it ran to its end. */
export interface Ended {
  readonly acks: readonly string[];
  /** What it threw, in the words of the error. */
  readonly refused: string | undefined;
}

const mark = ', undisturbed: ';

/** Whether a finding is one of these: a control that has them alone did nothing that could be noticed. */
export const isOfUndisturbed = (finding: string): boolean => finding.includes(mark);

/** What is wrong with an act that nothing disturbed, as findings. */
export function undisturbedFindings({ name, refusal }: Act, ended: Ended): string[] {
  const wrong = wrongWith(ended, refusal === undefined ? undefined : `Refusal: ${refusal}`);
  return wrong === undefined ? [] : [`${name}${mark}${wrong}`];
}

function wrongWith({ acks, refused }: Ended, due: string | undefined): string | undefined {
  if (refused !== due) return refused === undefined ? 'it is not refused' : `it fails: ${refused}`;
  return due === undefined && acks.length === 0 ? 'it tells nothing' : undefined;
}
