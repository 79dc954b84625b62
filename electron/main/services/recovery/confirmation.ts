// Two people confirm what cannot be taken back: they type the target, and for a restore the folder, from paper (REQ-16).
import { refuse } from '#shared/faults/fault.ts';
import type { GuardedCall } from '#shared/journal/events.ts';
import { twoOfPlan } from '#shared/plan/people.ts';
import type { CallContext, Confirmation } from './step-context.ts';

/** The HSM that is meant, and the lost one. */
interface Named {
  readonly target: { readonly name: string };
  readonly source: { readonly name: string } | null;
}

/** So many characters at the end of a name are enough: similar names differ there, and one slip leads to no other name. */
const fewestAtEnd = 6;

/** Whether people have typed this name and none of the others: all of it, or its end. */
const isMeant = (typed: string, name: string, others: readonly string[]): boolean =>
  typed === name ||
  (typed.length >= fewestAtEnd && name.endsWith(typed) && !others.some((other) => other.endsWith(typed)));

/**
 * Writes the confirmation of one call into the journal, with the whole names that were meant.
 * @throws CONFIRMATION_DIFFERS, and what `twoOfPlan` throws
 */
export async function confirmCall(
  { plan, journal }: CallContext,
  call: GuardedCall,
  { by, typedName, typedFolder = '' }: Confirmation,
  folder: string | null = null,
): Promise<void> {
  const names = twoOfPlan(plan, by);
  assertTypedTarget(plan, typedName);
  if (folder !== null) assertTypedFolder(folder, typedFolder);
  await journal.append({
    ...{ kind: 'target-confirmed', call, by: names },
    ...{ typedName: plan.target.name, typedFolder: folder },
  });
}

/**
 * Writes the confirmation of a call that deletes an HSM, or is about a deleted one, into the journal. Its whole name is typed: a purge cannot
 * be undone.
 * @throws CONFIRMATION_DIFFERS, and what `twoOfPlan` throws
 */
export async function confirmDeleted(
  { plan, journal }: CallContext,
  call: 'delete' | 'recover' | 'purge',
  { by, typedName }: Confirmation,
  name: string,
): Promise<void> {
  const names = twoOfPlan(plan, by);
  assertTypedDeleted(name, typedName);
  await journal.append({ kind: 'target-confirmed', call, by: names, typedName, typedFolder: null });
}

/**
 * Somebody has typed the name of the HSM from paper, or its end where the lost HSM's name ends otherwise.
 * @throws CONFIRMATION_DIFFERS
 */
export function assertTypedTarget({ target: { name }, source }: Named, typedName: string): void {
  const others = source === null || source.name === name ? [] : [source.name];
  if (!isMeant(typedName, name, others)) refuse({ code: 'CONFIRMATION_DIFFERS', what: 'target', expected: name });
}

/** The same for the folder of a backup. @throws CONFIRMATION_DIFFERS */
export function assertTypedFolder(folder: string, typedFolder: string): void {
  if (!isMeant(typedFolder, folder, [])) refuse({ code: 'CONFIRMATION_DIFFERS', what: 'folder', expected: folder });
}

/** The whole name of an HSM that is deleted, or was. @throws CONFIRMATION_DIFFERS */
export function assertTypedDeleted(name: string, typedName: string): void {
  if (typedName !== name) refuse({ code: 'CONFIRMATION_DIFFERS', what: 'deleted-hsm', expected: name });
}
