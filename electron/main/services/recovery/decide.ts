// What people found out about a call whose outcome the service does not tell: the only way to settle it without an answer.
import { refuse } from '#shared/faults/fault.ts';
import type { GuardedCall } from '#shared/journal/events.ts';
import { twoOfPlan } from '#shared/plan/people.ts';
import { openCall } from './guarded-call.ts';
import type { CallContext } from './step-context.ts';

export interface Decision {
  readonly call: GuardedCall;
  readonly verdict: 'succeeded' | 'failed';
  /** Names of two different people. */
  readonly by: readonly string[];
  /** Where they looked, and what they saw. */
  readonly reason: string;
}

/**
 * Only what nobody can tell is decided: a call that was not asked about may still be under way, and would be sent a second time. One that was
 * taken up again and left once more is decided too: a service that never comes to an end must not keep a journal open forever.
 * @returns the call's name in the journal
 * @throws CONFIRMATION_ONE_PERSON, PERSON_NOT_IN_PLAN; STEP_OUTCOME_NOT_ASKED; JOURNAL_OUT_OF_ORDER if no such call is open
 */
export async function decide(
  context: Pick<CallContext, 'journal'> & { readonly plan: Pick<CallContext['plan'], 'people'> },
  { call, verdict, by, reason }: Decision,
): Promise<string> {
  const names = twoOfPlan(context.plan, by);
  const open = openCall(context, call);
  if (open && open.phase !== 'unknown' && !open.asked) refuse({ code: 'STEP_OUTCOME_NOT_ASKED', call });
  const id = open?.id ?? `${call}-none`;
  const detail = `decided by ${names.join(' and ')}: ${reason}`;
  await context.journal.append({ kind: 'call-settled', id, verdict, detail });
  return id;
}
