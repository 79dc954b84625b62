// What the record prints of a journal: plain data, filled by a fold over its events.
import type { MissingPart } from '#shared/journal/missing-parts.ts';

/** What the journal holds for one step of the script. */
export interface RecordedStep {
  /** The instance id of the script, such as `B10.2`. */
  readonly step: string;
  /** `2026-10-14 13:05:09 UTC`, by the machine. */
  readonly at: string;
  readonly by: readonly string[];
  /**
   * What the journal's last word on it is. `begun`: what must follow did not; `unknown`: nobody knows what became of a call;
   * `lost`: it was done, and what it achieved is gone, as a share is after a loss of power.
   */
  readonly verdict: 'done' | 'begun' | 'failed' | 'unknown' | 'lost' | 'exception';
  /** Whether it failed before, or besides, that last word. */
  readonly failedBefore: boolean;
  /** Keyed by the field's id; a check that the application saw has the value `yes`, one that it saw fail `no`. */
  readonly values: readonly { readonly field: string; readonly value: string }[];
  /** Exceptions opened at this step. */
  readonly exceptions: readonly number[];
}

export interface RecordedException {
  readonly number: number;
  readonly step: string;
  readonly at: string;
  readonly expected: string;
  readonly happened: string;
  readonly options: string;
  readonly decision: string;
  readonly decidedBy: readonly string[];
  readonly affectsTrust: 'no' | 'yes' | 'unknown';
  readonly followUp: string;
  readonly initials: readonly string[];
}

/** How a journal ends, if it does. */
export type RecordedEnd =
  | { readonly kind: 'open' }
  | { readonly kind: 'closed'; readonly at: string; readonly by: readonly string[] }
  /** A ceremony of new keys that ended without its proofs. */
  | {
      readonly kind: 'given-up';
      readonly at: string;
      readonly by: readonly string[];
      readonly exception: number;
      readonly reason: string;
    };

/** The machine that wrote a journal, as the scripts name it; a witness has one of its own. */
export type RecordingMachine = 'offline' | 'online1' | 'online2' | 'witness';

export interface RecordView {
  /** What an emergency goes without; empty where there is a plan. */
  readonly missing: readonly MissingPart[];
  readonly machine: RecordingMachine;
  /** Of the first and the last entry. */
  readonly startedAt: string;
  readonly lastAt: string;
  readonly end: RecordedEnd;
  /** From the first entry to the restore that succeeded, as people read it; undefined where there was none. */
  readonly restoredAfter: string | undefined;
  readonly entries: number;
  /** SHA-256 of the last journal entry, which stands for all before it. */
  readonly headSha256: string;
  readonly wallClock: readonly {
    readonly at: string;
    readonly wall: string;
    readonly readBy: string;
    readonly offsetMinutes: number;
  }[];
  readonly steps: readonly RecordedStep[];
  readonly exceptions: readonly RecordedException[];
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  readonly fingerprints: readonly { readonly label: string; readonly sha256: string }[];
  /** Where plan and fact differ. */
  readonly differences: readonly { readonly subject: string; readonly planned: string; readonly actual: string }[];
}
