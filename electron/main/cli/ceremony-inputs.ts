// The files of a ceremony that a command is given: what each is to be, and how large one may be. The commands that open shares load none of it.
import type { Inventory } from '#shared/inventory/inventory.ts';
import { maxInventoryBytes, parseInventory } from '#core/inventory/inventory-file.ts';
import { maxJournalBytes, type ReadJournal, verifyJournal } from '#core/journal/chain.ts';
import { maxPlanBytes } from '#core/plan/plan-file.ts';
import { maxRegisterBytes } from '#core/register/register-file.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { maxIdentityBytes } from '#core/transfer/identity.ts';
import { readInput, type WantedFile } from './input-files.ts';

export const identityFile: WantedFile = { kind: 'identity', maxBytes: maxIdentityBytes };
const inventoryFile: WantedFile = { kind: 'inventory', maxBytes: maxInventoryBytes };
export const journalFile: WantedFile = { kind: 'journal', maxBytes: maxJournalBytes };
/** An approved plan is a bundle. */
export const planFile: WantedFile = { kind: 'plan', maxBytes: Math.max(maxPlanBytes, maxBundleBytes) };
export const registerFile: WantedFile = { kind: 'register', maxBytes: maxRegisterBytes };

/** A journal that is whole. @throws JOURNAL_…; as `readInput` */
export const readWholeJournal = (path: string): Promise<ReadJournal> => readInput(path, journalFile, verifyJournal);

/** An inventory that was exported with a backup, where one is given. @throws as `readInput` */
export async function readInventory(path: string): Promise<Inventory>;
export async function readInventory(path: string | undefined): Promise<Inventory | undefined>;
export async function readInventory(path: string | undefined): Promise<Inventory | undefined> {
  return path === undefined ? undefined : readInput(path, inventoryFile, parseInventory);
}
