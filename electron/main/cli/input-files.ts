// The files that a command is given. A refusal of one names it, and says what it is where it is another of our files.
import { Refusal } from '#shared/faults/fault.ts';
import type { NamedFileKind } from '#shared/faults/security-domain.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { claimedKind } from '#core/encoding/other-kind.ts';
import { parseExchangeKeyFile } from '#core/exchange-key/exchange-key-file.ts';
import { maxInventoryBytes, parseInventory } from '#core/inventory/inventory-file.ts';
import { maxJournalBytes, type ReadJournal, verifyJournal } from '#core/journal/chain.ts';
import { maxPlanBytes } from '#core/plan/plan-file.ts';
import {
  maxSecurityDomainBytes,
  parseSecurityDomain,
  type SecurityDomain,
} from '#core/security-domain/security-domain.ts';
import { parseRestoreBlob, type RestoreBlob } from '#core/security-domain/restore-blob.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { maxIdentityBytes } from '#core/transfer/identity.ts';
import { maxRegisterBytes } from '#core/register/register-file.ts';
import { readWholeFile } from '#platform/files.ts';

/** How large a file of each kind may be. */
const maxBytes = {
  bundle: maxBundleBytes,
  'exchange-key': 1024 * 1024,
  identity: maxIdentityBytes,
  inventory: maxInventoryBytes,
  journal: maxJournalBytes,
  plan: Math.max(maxPlanBytes, maxBundleBytes),
  register: maxRegisterBytes,
  'restore-blob': maxSecurityDomainBytes,
  // Twice what it may have: what is too long is refused as a security domain, by its own code.
  'security-domain': 2 * maxSecurityDomainBytes,
} as const satisfies Partial<Record<NamedFileKind, number>>;

/** Does something about one file, so that a refusal says which it was. */
export async function about<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) error.about ??= visibleText(file);
    throw error;
  }
}

/**
 * Reads a file as what is wanted here.
 * @throws FILE_OF_OTHER_KIND where it says that it is another of our files; the file faults; what `parse` throws
 */
export async function readInput<T>(
  path: string,
  wanted: keyof typeof maxBytes,
  parse: (bytes: Buffer) => T,
): Promise<T> {
  const bytes = await readWholeFile(path, maxBytes[wanted]);
  return about(path, () => {
    try {
      return Promise.resolve(parse(bytes));
    } catch (error) {
      const found = error instanceof Refusal ? claimedKind(bytes) : undefined;
      const isOther = found !== undefined && found !== wanted;
      return Promise.reject(
        isOther ? new Refusal({ code: 'FILE_OF_OTHER_KIND', wanted, found }, error) : (error as Error),
      );
    }
  });
}

/** A journal that is whole. @throws JOURNAL_…; as `readInput` */
export const readWholeJournal = (path: string): Promise<ReadJournal> => readInput(path, 'journal', verifyJournal);

/** An inventory that was exported with a backup, where one is given. @throws as `readInput` */
export async function readInventory(path: string): Promise<Inventory>;
export async function readInventory(path: string | undefined): Promise<Inventory | undefined>;
export async function readInventory(path: string | undefined): Promise<Inventory | undefined> {
  return path === undefined ? undefined : readInput(path, 'inventory', parseInventory);
}

/** A security domain, and the bytes from which the processes that hold secrets read it again. @throws as `readInput` */
export const readDomainFile = (path: string): Promise<{ readonly bytes: Buffer; readonly domain: SecurityDomain }> =>
  readInput(path, 'security-domain', (bytes) => ({ bytes, domain: parseSecurityDomain(bytes) }));

/** An exchange key, whose bytes are checked elsewhere. @throws as `readInput` */
export const readExchangeKeyFile = (path: string): Promise<Buffer> =>
  readInput(path, 'exchange-key', (bytes) => {
    parseExchangeKeyFile(bytes);
    return bytes;
  });

/** A restore blob, whose bytes are uploaded as they are. @throws as `readInput` */
export const readBlobFile = (path: string): Promise<{ readonly bytes: Buffer; readonly blob: RestoreBlob }> =>
  readInput(path, 'restore-blob', (bytes) => ({ bytes, blob: parseRestoreBlob(bytes) }));
