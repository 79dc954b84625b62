// Signals for people who do something else while the program works: how far it is, and that it is done.
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';

export type Signal =
  /** A step that people waited for has ended; `stopped`: not as it should, or nobody knows how. */
  | { readonly kind: 'done' | 'stopped'; readonly step: OnlineStepId }
  /** The hold before the restore is over. */
  | { readonly kind: 'hold-over' }
  /** Something happened by itself that people must know. */
  | { readonly kind: 'alarm' };

/** The share that is done, 0 to 1; `unknown` where nobody can say; undefined where nothing is at work. */
export type Progress = number | 'unknown' | undefined;

/** An app in one of its states, as far as people who are elsewhere are concerned. */
export interface Watched {
  readonly signal: Signal | undefined;
  readonly progress: Progress;
}
