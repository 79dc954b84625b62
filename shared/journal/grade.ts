// What the order asks of a journal whatever its grade: a ceremony with a plan has it from the plan, an emergency from what people typed.
import type { JournalState } from './state.ts';

/** The first line, of whatever kind of journal. */
export const openingOf = ({ opened, emergency, session }: Pick<JournalState, 'opened' | 'emergency' | 'session'>) =>
  opened ?? emergency ?? session;

/** The HSM that every call goes to, and its name as people type it. */
export function targetOf({
  plan,
  target,
}: JournalState): { readonly hsmUri: string; readonly name: string } | undefined {
  return plan ? { hsmUri: plan.targetUri, name: plan.targetName } : target;
}

/** How many custodians must give their share. An emergency believes the security domain. */
export const requiredOf = ({ plan, emergency, securityDomain }: JournalState): number =>
  plan?.required ?? (emergency ? securityDomain?.required : undefined) ?? Infinity;

/** The folder that a restore reads. */
export const backupFolderOf = ({ plan, backupNamed }: JournalState): string | null =>
  plan ? plan.backupFolder : (backupNamed?.folder ?? null);
