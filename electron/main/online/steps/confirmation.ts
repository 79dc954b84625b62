// Two people confirm what cannot be taken back: they type the target, and for a restore the folder, from paper (ceremony A16).
import { refuse } from '../../../../shared/faults/fault.ts';
import { peopleAmong } from '../../../../shared/formatting/person-name.ts';
import type { GuardedCall } from '../../../../shared/journal/events.ts';
import type { Confirmation, StepContext } from './step-context.ts';

/**
 * Writes the confirmation of one call into the journal.
 * @throws CONFIRMATION_DIFFERS, CONFIRMATION_ONE_PERSON
 */
export async function confirmCall(
  { plan, journal }: StepContext,
  call: GuardedCall,
  { by, typedName, typedFolder }: Confirmation,
  folder: string | null = null,
): Promise<void> {
  if (peopleAmong(by) < 2) refuse({ code: 'CONFIRMATION_ONE_PERSON' });
  if (typedName !== plan.target.name) {
    refuse({ code: 'CONFIRMATION_DIFFERS', what: 'target', expected: plan.target.name });
  }
  if (folder !== null && typedFolder !== folder) {
    refuse({ code: 'CONFIRMATION_DIFFERS', what: 'folder', expected: folder });
  }
  await journal.append({ kind: 'target-confirmed', call, by: [...by], typedName, typedFolder: folder });
}
