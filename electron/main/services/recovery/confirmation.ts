// Two people confirm what cannot be taken back: they type the target, and for a restore the folder, from paper (REQ-16).
import { refuse } from '#shared/faults/fault.ts';
import type { GuardedCall } from '#shared/journal/events.ts';
import { twoOfPlan } from '#shared/plan/people.ts';
import type { CallContext, Confirmation, Particulars } from './step-context.ts';

/**
 * Writes the confirmation of one call into the journal.
 * @throws CONFIRMATION_DIFFERS, and what `twoOfPlan` throws
 */
export async function confirmCall(
  { plan, journal }: CallContext,
  call: GuardedCall,
  { by, typedName, typedFolder }: Confirmation,
  folder: string | null = null,
): Promise<void> {
  const names = twoOfPlan(plan, by);
  assertTypedTarget(plan, typedName);
  if (folder !== null && typedFolder !== folder) {
    refuse({ code: 'CONFIRMATION_DIFFERS', what: 'folder', expected: folder });
  }
  await journal.append({ kind: 'target-confirmed', call, by: names, typedName, typedFolder: folder });
}

/**
 * Writes the confirmation of a call about a deleted HSM into the journal.
 * @throws CONFIRMATION_DIFFERS, and what `twoOfPlan` throws
 */
export async function confirmDeleted(
  { plan, journal }: CallContext,
  call: 'recover' | 'purge',
  { by, typedName }: Confirmation,
  name: string,
): Promise<void> {
  const names = twoOfPlan(plan, by);
  if (typedName !== name) refuse({ code: 'CONFIRMATION_DIFFERS', what: 'deleted-hsm', expected: name });
  await journal.append({ kind: 'target-confirmed', call, by: names, typedName, typedFolder: null });
}

/**
 * Somebody has typed the name of the HSM from paper.
 * @throws CONFIRMATION_DIFFERS
 */
export function assertTypedTarget({ target: { name } }: Particulars, typedName: string): void {
  if (typedName !== name) refuse({ code: 'CONFIRMATION_DIFFERS', what: 'target', expected: name });
}
