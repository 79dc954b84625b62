// Journals, and the exceptions in them.
import { z } from 'zod';
import type { JournalDamage } from '../../faults/journal.ts';
import type { JournalEvent } from '../../journal/events.ts';
import { sha256Hex } from '../../schemas/atoms.ts';
import { call } from '../define.ts';
import { fileToken } from '../files.ts';
import { ours } from '../ours.ts';

/** One line of a journal: its number, the machine's time, and the event. */
export interface JournalLine {
  readonly n: number;
  readonly at: string;
  readonly event: JournalEvent;
}

const journalEntry = ours<JournalLine>('event');
const damage = ours<JournalDamage>('lastGood');

/** A journal, checked line by line. Where its end is damaged, what is before it is shown. */
export const journalView = z.strictObject({
  name: z.string(),
  ceremony: z.string().nullable(),
  practice: z.boolean(),
  role: z.string().nullable(),
  planSha256: sha256Hex.nullable(),
  /** The nonce that bundles for this machine must answer. */
  challenge: z.string().nullable(),
  events: z.int(),
  /** SHA-256 of the last good line. */
  head: sha256Hex,
  /** Whether it has an end, of either kind. */
  closed: z.boolean(),
  givenUp: z.boolean(),
  damage: damage.nullable(),
  /** Checks that failed and stand until an exception is written. */
  failures: z.array(z.string()),
  exceptions: z.int(),
  /** Calls whose outcome nobody has settled. */
  openCalls: z.array(z.string()),
  /** One page of events, the latest first. */
  page: z.array(journalEntry),
});
export type JournalView = z.output<typeof journalView>;

export const closedOffJournal = z.strictObject({ journal: journalView, kept: z.string().nullable() });

export const journalCalls = {
  /** `page` counts from 0, the latest events first. */
  read: call(z.strictObject({ journal: fileToken, page: z.int().min(0).max(100_000) }), journalView, 'passes'),
  /**
   * People of the plan write an exception. `check` is the failed check that is left through it. A damaged end is closed off by it; what stood
   * there is kept beside the journal.
   */
  except: call(
    z.strictObject({ journal: fileToken, plan: fileToken, check: z.string().max(48).nullable() }),
    closedOffJournal,
  ),
};
