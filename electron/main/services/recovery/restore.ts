// Step "restore": everything in the new HSM is replaced by the source's backup, roles included.
import { exceptionStep } from '#shared/journal/exception-steps.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { assertOfSource } from '#core/inventory/of-source.ts';
import type { KeyRestoreResult, StorageAccess } from '#azure/backup-client.ts';
import { jobOf, serviceCheck } from './back-up.ts';
import { confirmCall } from './confirmation.ts';
import { doneCall, openCall, runGuardedCall, type Settled } from './guarded-call.ts';
import { noteHold } from './hold.ts';
import { assertDataPlaneAnswers } from './read-back.ts';
import { assertException, type CallContext, type Confirmation, plannedFolder } from './step-context.ts';

/** The role that may do everything in an HSM but use keys. */
export const administratorRole = 'Managed HSM Administrator';

export interface RestoreOrder {
  readonly access: StorageAccess;
  readonly confirmation: Confirmation;
  /** One key instead of the whole HSM. */
  readonly keyName?: string;
  /** Object ids of those who work here, or of their group; compared with the administrators in the backup (REQ-22). */
  readonly operators: readonly string[];
  /** The inventory that was exported with the backup; undefined if there is none, which people have accepted by an exception. */
  readonly inventory: Inventory | undefined;
  /** The number of the exception by which two people have shortened the hold. */
  readonly holdException?: number;
  /** The number of the exception by which people go on although nobody of them is an administrator in the backup. */
  readonly lockOutException?: number;
  /** The number of the exception by which two people bring external keys back all the same. */
  readonly externalException?: number;
}

/**
 * Restores the plan's folder, goes on waiting for a restore that was begun, or says that it was done before.
 * @throws INVENTORY_FOREIGN, RESTORE_POINT_MISSING, HOLD_RUNNING, RESTORE_LOCKS_OUT, RESTORE_EXTERNAL_KEYS, EXCEPTION_UNFIT, CONFIRMATION_…; what `runGuardedCall` throws
 */
export async function restore(context: CallContext, order: RestoreOrder): Promise<Settled<true | KeyRestoreResult>> {
  const { hsm } = context;
  const { access, keyName } = order;
  const call = keyName === undefined ? 'restore' : 'key-restore';
  // A whole restore is made once; of single keys there may be many.
  const done = call === 'restore' ? doneCall(context, call) : undefined;
  if (done !== undefined) return { id: done, result: true };
  const { folder, folderUri } = plannedFolder(context.plan);
  if (!openCall(context, call)) await prepare(context, order, folder, folderUri);
  return runGuardedCall<true | KeyRestoreResult>(context, {
    call,
    subject: null,
    folder,
    send: (keep) =>
      keyName === undefined
        ? hsm.backups.beginRestore(folderUri, access, keep)
        : hsm.backups.beginSelectiveKeyRestore(keyName, folderUri, access, keep),
    jobOf,
    follow: (job) => {
      if (job === null) return undefined;
      return keyName === undefined ? hsm.backups.resumeRestore(job) : hsm.backups.resumeKeyRestore(job);
    },
    detailOf: (result) => (keyName === undefined || result === true ? null : keyDetail(keyName, result)),
    // Any answer to a question about its content shows that the data plane is back; what it holds, the verification compares.
    readBack: () =>
      assertDataPlaneAnswers(context, () =>
        keyName === undefined ? hsm.roles.listAssignments() : hsm.keys.getKey(keyName),
      ),
  });
}

/** The journal names no key elsewhere, and the service calls it a success even where it left versions as they were. */
const keyDetail = (keyName: string, { restored, notOverwritten }: KeyRestoreResult): string =>
  `key ${keyName}: versions restored ${restored ?? 'not told'}, not overwritten ${notOverwritten ?? 'not told'}`;

async function prepare(context: CallContext, order: RestoreOrder, folder: string, folderUri: string): Promise<void> {
  if (order.inventory) assertOfSource(context.plan, order.inventory);
  await assertHold(context, order.holdException);
  if (isUnknown(context, order)) {
    const text =
      'No roles of the backup are at hand: who is an administrator after the restore, nobody can tell before it';
    await context.journal.append({ kind: 'note', by: 'Lifeboat', text });
  } else {
    assertNotLockedOut(context, order);
  }
  await assertNoExternalKeys(context, order);
  const { access, confirmation, keyName } = order;
  if (keyName === undefined) {
    const { backups } = context.hsm;
    await serviceCheck(context, () => backups.beginPreRestore(folderUri, access));
  }
  await confirmCall(context, keyName === undefined ? 'restore' : 'key-restore', confirmation, folder);
}

async function assertHold(context: CallContext, exception: number | undefined): Promise<void> {
  const hold = await noteHold(context, exception);
  if (hold.phase === 'no-restore-point') refuse({ code: 'RESTORE_POINT_MISSING' });
  if (hold.phase === 'running') {
    const secondsLeft = Math.ceil((hold.endsMs - context.waiting.now()) / 1000);
    refuse({ code: 'HOLD_RUNNING', secondsLeft, step: exceptionStep(context.journal.state, 'hold') });
  }
}

/** A plan has an inventory with its backup, or an exception says why not. In an emergency it may be lost with all the rest. */
const isUnknown = ({ journal }: CallContext, { inventory, keyName }: RestoreOrder): boolean =>
  journal.state.emergency !== undefined && inventory?.roles.read !== true && keyName === undefined;

/** One key brings no roles with it. */
function assertNotLockedOut(
  context: CallContext,
  { inventory, operators, keyName, lockOutException }: RestoreOrder,
): void {
  if (keyName !== undefined || (inventory && administratorsIn(inventory, operators).length > 0)) return;
  const step = exceptionStep(context.journal.state, 'lock-out');
  if (lockOutException === undefined) refuse({ code: 'RESTORE_LOCKS_OUT', operators, step });
  else assertException(context, lockOutException, 'lock-out');
}

const mostNames = 20;

/**
 * "Attempting to restore an external key from backup can cause the associated Managed HSM resource to enter a degraded state." (Microsoft,
 * external key management) A backup cannot be looked into: the inventory that was exported with it is all that tells.
 */
async function assertNoExternalKeys(
  context: CallContext,
  { inventory, keyName, externalException }: RestoreOrder,
): Promise<void> {
  if (inventory?.managedExternally.read !== true) {
    const text = 'Whether the backup holds external keys is not known: no inventory at hand lists them';
    await context.journal.append({ kind: 'note', by: 'Lifeboat', text });
    return;
  }
  const { items } = inventory.managedExternally;
  const names = [...new Set(items.map(({ key }) => key))].filter((name) => keyName === undefined || name === keyName);
  if (names.length === 0) return;
  if (externalException === undefined) {
    const step = exceptionStep(context.journal.state, 'external-keys');
    refuse({ code: 'RESTORE_EXTERNAL_KEYS', count: names.length, keys: names.slice(0, mostNames), step });
  }
  assertException(context, externalException, 'external-keys');
}

/** Those of the operators who are administrators of the whole HSM in an inventory; nobody where its roles are not read. */
export function administratorsIn({ roles }: Inventory, operators: readonly string[]): readonly string[] {
  const administrators = new Set(
    (roles.read ? roles.items : [])
      .filter(({ role, scope }) => role === administratorRole && scope === '/')
      .map(({ principalId }) => principalId),
  );
  return operators.filter((operator) => administrators.has(operator));
}
