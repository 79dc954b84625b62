// What an exception by two people may serve for, besides leaving a failed check.
import { peopleAmong } from '#shared/formatting/person-name.ts';
import { decisionOf, type JournalState } from '#shared/journal/state.ts';

/** The steps at which something that is otherwise refused rests on an exception by two people. */
export const exceptionSteps = {
  hold: 'C19',
  'lock-out': 'C5',
  'changed-creation': 'C6',
  'external-keys': 'C20',
  'no-canary': 'A26',
  'key-choice': 'C9',
  'other-key': 'C14',
  'lost-journal': 'Z1R',
} as const;
export type ExceptionUse = keyof typeof exceptionSteps;

/** What keeps an exception from serving for something; undefined if it does. */
export function exceptionProblem(
  { decisions }: Pick<JournalState, 'decisions'>,
  exception: number,
  use: ExceptionUse,
): 'unknown' | 'other-step' | 'one-person' | 'used' | undefined {
  const decision = decisionOf(decisions, exception);
  if (!decision) return 'unknown';
  if (decision.step !== exceptionSteps[use]) return 'other-step';
  if (peopleAmong(decision.decidedBy) < 2) return 'one-person';
  return decision.used ? 'used' : undefined;
}
