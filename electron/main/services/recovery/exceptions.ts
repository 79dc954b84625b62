// What may rest on an exception of the journal: only one that two people decided, at the step it is for, and that has not served yet.
import { refuse } from '#shared/faults/fault.ts';
import { exceptionProblem, exceptionSteps, type ExceptionUse } from '#core/journal/order/exceptions.ts';
import type { CallContext } from './step-context.ts';

/** Refuses an exception that does not allow what is about to be done. @throws EXCEPTION_UNFIT */
export function assertException({ journal }: CallContext, number: number, use: ExceptionUse): void {
  const problem = exceptionProblem(journal.state, number, use);
  if (problem !== undefined) refuse({ code: 'EXCEPTION_UNFIT', number, step: exceptionSteps[use], problem });
}
