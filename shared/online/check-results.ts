// A check of the online part with what it found, which may be that the question was refused.
import type { Fault } from '../faults/fault.ts';
import type { OnlineCheckId, OnlineCheckOutcome } from './checks.ts';
import type { PlainFinding } from './findings.ts';

/** What was found, or why it could not be found out. */
export type OnlineFinding = PlainFinding | { readonly kind: 'refused'; readonly fault: Fault };

export interface OnlineCheck {
  readonly id: OnlineCheckId;
  readonly outcome: OnlineCheckOutcome;
  /** What was found, safe to print. */
  readonly found: OnlineFinding;
}
