// What people read to each other from one machine to the other, and whether it is what this machine has: noted, on both sides alike.
import { refuse } from '#shared/faults/fault.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { nextTry } from '#shared/journal/state.ts';
import { type People, twoOfPlan } from '#shared/plan/people.ts';
import type { JournalWriter } from '../journal/journal-file.ts';

export interface ReadOut {
  /** What was heard, 64 hex digits; spaces and hyphens allowed. */
  readonly typed: string;
  /** The two people who read and heard. */
  readonly by: readonly string[];
}

/**
 * After two wrong tries only an exception leads on.
 * @param sha256 what this machine has
 * @throws READ_BACK_DIFFERS; CONFIRMATION_ONE_PERSON, PERSON_NOT_IN_PLAN before anything is noted
 */
export async function noteReadBack(
  journal: Pick<JournalWriter, 'state' | 'append'>,
  plan: People,
  { subject, sha256 }: Pick<EventOf<'read-back'>, 'subject' | 'sha256'>,
  { typed, by }: ReadOut,
): Promise<void> {
  if (journal.state.readBack[subject] === sha256) return;
  const names = twoOfPlan(plan, by);
  const outcome = typed.replace(/[\s-]/g, '').toLowerCase() === sha256 ? 'agreed' : 'differed';
  const attempt = nextTry(journal.state, subject, sha256);
  await journal.append({ kind: 'read-back', subject, sha256, attempt, outcome, by: names });
  // The refusal does not say what was expected: the second try must be a reading too, and not a copy from the screen.
  if (outcome === 'differed') refuse({ code: 'READ_BACK_DIFFERS', attempt });
}
