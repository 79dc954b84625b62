// What an exception by two people may serve for, besides leaving a failed check.
import { peopleAmong } from '#shared/formatting/person-name.ts';
import { exceptionStep, type ExceptionUse } from '#shared/journal/exception-steps.ts';
import { decisionOf, type JournalState } from '#shared/journal/state.ts';

/** What keeps an exception from serving for something; undefined if it does. */
export function exceptionProblem(
  { decisions, emergency }: Pick<JournalState, 'decisions' | 'emergency'>,
  exception: number,
  use: ExceptionUse,
): 'unknown' | 'other-step' | 'one-person' | 'used' | undefined {
  const decision = decisionOf(decisions, exception);
  if (!decision) return 'unknown';
  if (decision.step !== exceptionStep({ emergency }, use)) return 'other-step';
  if (peopleAmong(decision.decidedBy) < 2) return 'one-person';
  return decision.used ? 'used' : undefined;
}
