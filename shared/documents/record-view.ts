// What the record prints of a journal: plain data, filled by a fold over its events.

import type { MissingPart } from '../journal/missing-parts.ts';

/** What the journal holds for one step of the script. */
export interface RecordedStep {
  /** The instance id of the script, such as `B10.2`. */
  readonly step: string;
  /** `2026-10-14 13:05:09 UTC`, by the machine. */
  readonly at: string;
  readonly by: readonly string[];
  readonly verdict: 'done' | 'failed' | 'exception';
  /** Keyed by the field's id; a check that the application saw has the value `yes`. */
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

export interface RecordView {
  /** What an emergency goes without; empty where there is a plan. */
  readonly missing: readonly MissingPart[];
  readonly machine: 'offline' | 'online';
  readonly startedAt: string;
  readonly endedAt: string;
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
  /** By whom a ceremony of new keys was given up, and why; undefined where it was not. */
  readonly givenUp:
    | { readonly at: string; readonly by: readonly string[]; readonly exception: number; readonly reason: string }
    | undefined;
  readonly exceptions: readonly RecordedException[];
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  readonly fingerprints: readonly { readonly label: string; readonly sha256: string }[];
  /** Where plan and fact differ. */
  readonly differences: readonly { readonly subject: string; readonly planned: string; readonly actual: string }[];
}
