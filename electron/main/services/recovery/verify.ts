// Step "verify": what the recovered HSM holds, compared with the inventory of the time of the backup, and noted in the journal.
import { stepIn } from '#shared/journal/exception-steps.ts';
import { stoppingCount } from '#shared/inventory/difference-row.ts';
import type { Inventory, InventoryComparison, InventoryDifference } from '#shared/inventory/inventory.ts';
import { type Fault, type FaultCode, Refusal, refuse } from '#shared/faults/fault.ts';
import { type JournalState, stands } from '#shared/journal/state.ts';
import { checkFailed } from '#core/journal/records.ts';
import { compareInventories } from '#core/inventory/compare.ts';
import { inventorySha256 } from '#core/inventory/inventory-file.ts';
import { assertOfSource } from '#core/inventory/of-source.ts';
import type { InventoryOptions } from '#azure/take-inventory.ts';
import { type Canary, type CanaryProof, proveCanary } from './canary.ts';
import { takeInventoryKeeping } from './kept-keys.ts';
import { type CallContext, noteSeen, resourceOf } from './step-context.ts';

export interface Verification extends InventoryComparison {
  /** What the recovered HSM holds now. */
  readonly recovered: Inventory;
}

/** The check that fails where something differs, as the journal names it. */
const inventoryCheck = 'inventory';
/** The check that fails where a test key is not the one on paper, or does not work. */
const testKeyCheck = 'test-key';

/**
 * What the recovered HSM holds, where nobody has an inventory to compare it with: the journal says that nothing was compared.
 * @throws the SERVICE faults
 */
export async function listRecovered(context: CallContext, options: Asked = {}): Promise<Inventory> {
  const { journal } = context;
  const recovered = await taken(context, options);
  const { keys, versions } = countsOf(recovered);
  const text = `Inventory listed, and compared with nothing: ${keys} keys, ${versions} versions; ${inventorySha256(recovered)}`;
  await journal.append({ kind: 'note', by: 'Lifeboat', text });
  return recovered;
}

/** How much an inventory lists; null where the roles are not read. */
export const countsOf = ({ keys, roles }: Inventory) => ({
  keys: keys.length,
  versions: keys.reduce((sum, { versions }) => sum + versions.length, 0),
  roles: roles.read ? roles.items.length : null,
});

/** `partial` is the file from which the next run goes on, where this one is interrupted. */
type Asked = Pick<InventoryOptions, 'publicHalves' | 'rotationPolicies' | 'onKey'> & { readonly partial?: string };

const taken = (context: CallContext, { partial, ...options }: Asked): Promise<Inventory> =>
  takeInventoryKeeping(partial, context.hsm, {
    now: context.waiting.now(),
    resource: resourceOf(context, context.hsm.address.origin),
    ...options,
  });

/** In an emergency the journal says itself what was found, and with what it was compared: no plan and no bundle tells it. */
export async function noteVerified(
  { journal }: CallContext,
  recovered: Inventory,
  compared: { readonly expected: Inventory; readonly differences: number } | undefined,
  by: readonly string[],
): Promise<void> {
  if (!journal.state.emergency) return;
  const { keys, versions } = countsOf(recovered);
  await journal.append({
    kind: 'restore-verified',
    baselineSha256: compared ? inventorySha256(compared.expected) : null,
    inventorySha256: inventorySha256(recovered),
    keys,
    versions,
    differences: compared?.differences ?? null,
    by: [...by],
  });
}

/** Counts and differences at their steps of the script. While a check has failed, nothing is done that a step could claim. */
async function noteCompared(context: CallContext, comparison: InventoryComparison): Promise<void> {
  const { keys, versions, differences, notCompared } = comparison;
  const { state } = context.journal;
  if (state.emergency || state.failures.length > 0) return;
  const of = ({ found, expected }: InventoryComparison['keys']): string => `${found}/${expected}`;
  const isSame = (differs: (difference: InventoryDifference) => boolean): string =>
    differences.some(differs) ? 'no' : 'yes';
  await noteSeen(context, 'C22', ['Lifeboat'], {
    keys: of(keys),
    versions: of(versions),
    attributes: isSame((found) => found.kind === 'attribute' && found.field !== 'tags'),
    tags: isSame((found) => found.kind === 'attribute' && found.field === 'tags'),
    differences: String(stoppingCount(differences)),
  });
  // Roles that were compared with nothing are as nobody has seen them.
  if (notCompared.some(({ list }) => list === 'roles')) return;
  const roles = isSame(({ kind }) => kind === 'role-missing' || kind === 'role-added');
  await noteSeen(context, 'C23', ['Lifeboat'], { roles });
}

/**
 * Uses the test keys. One that is not there, is another one or does not work is a failed check: nothing goes on until two people have decided.
 * @throws CANARY_OTHER_KEY, CANARY_NOT_USABLE, CANARY_WRONG, SERVICE_NOT_FOUND once they are noted; the other SERVICE faults
 */
export async function proveCanaries(
  context: CallContext,
  canaries: readonly Canary[],
): Promise<readonly CanaryProof[]> {
  const proofs: CanaryProof[] = [];
  for (const canary of canaries) {
    try {
      proofs.push(await proveCanary(context.hsm, canary));
    } catch (error) {
      if (error instanceof Refusal) await noteRefused(context, error.fault);
      throw error;
    }
  }
  await noteProven(context, proofs);
  return proofs;
}

/** What the service did not answer, or refuses to this account, says nothing about the key. */
const aboutTheKey: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'CANARY_OTHER_KEY',
  'CANARY_NOT_USABLE',
  'CANARY_WRONG',
  'SERVICE_NOT_FOUND',
]);

async function noteRefused({ journal }: CallContext, fault: Fault): Promise<void> {
  if (!aboutTheKey.has(fault.code) || stands(journal.state, testKeyCheck)) return;
  await journal.append(checkFailed(testKeyCheck, stepIn(journal.state, 'C24'), fault));
}

/** Every test key that was asked for has signed or unwrapped. */
async function noteProven(context: CallContext, proven: readonly CanaryProof[]): Promise<void> {
  const { state } = context.journal;
  if (proven.length === 0 || state.emergency || state.failures.length > 0) return;
  await noteSeen(context, 'C24', ['Lifeboat'], { canary: 'yes' });
}

/**
 * Nothing may follow a difference, or a test key that was refused, until two people have decided about it.
 * @throws INVENTORY_DIFFERS, TEST_KEY_REFUSED
 */
export function assertDecided(state: Pick<JournalState, 'failures'>, differences: number): void {
  if (stands(state, inventoryCheck)) refuse({ code: 'INVENTORY_DIFFERS', differences });
  if (stands(state, testKeyCheck)) refuse({ code: 'TEST_KEY_REFUSED' });
}

/** Microsoft: what is written reaches the other region of an HSM within six minutes. */
const minutesUntilEverywhere = 6;

/** In an HSM of two regions an inventory that is taken too early shows differences that are none. */
async function untilEverywhere(context: CallContext): Promise<void> {
  const { hsm, journal, waiting, holdMinuteMs, polling } = context;
  if (!(await hasSeveralRegions(resourceOf(context, hsm.address.origin)))) return;
  const restores = Object.values(journal.state.calls).filter(
    ({ call }) => call === 'restore' || call === 'key-restore',
  );
  const last = Math.max(0, ...restores.map(({ id }) => journal.settledAt(id) ?? 0));
  const left = last + minutesUntilEverywhere * holdMinuteMs - waiting.now();
  if (left <= 0) return;
  const text = `The HSM has several regions: waited ${Math.ceil(left / 1000)} seconds for the restore to reach all of them`;
  await journal.append({ kind: 'note', by: 'Lifeboat', text });
  await waiting.wait(left, polling?.signal);
}

/** Where the control plane does not tell, one region is taken for granted: most HSMs have one. */
async function hasSeveralRegions(resource: ReturnType<typeof resourceOf>): Promise<boolean> {
  try {
    return ((await resource?.())?.regions.length ?? 0) > 1;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/**
 * Differences in what a restore brings back are a failed check of the journal, and no fault: they are what was asked for. What
 * people set up by hand, and what could not be compared, the journal notes beside them.
 * @param expected the inventory that was exported with the backup
 * @throws INVENTORY_FOREIGN if it is not of the HSM that was lost; STEP_NOT_PLANNED; the SERVICE faults
 */
export async function verifyRecovered(
  context: CallContext,
  expected: Inventory,
  options: Omit<Asked, 'rotationPolicies'> = {},
): Promise<Verification> {
  const { plan, journal } = context;
  assertOfSource(plan, expected);
  await untilEverywhere(context);
  // Policies that nobody asked for at the time of the backup can be compared with nothing.
  const recovered = await taken(context, { ...options, rotationPolicies: expected.rotationPolicies.read });
  const comparison = compareInventories(expected, recovered);
  const { keys, versions, differences, notCompared } = comparison;
  const stopping = stoppingCount(differences);
  const counts = `${keys.found}/${keys.expected} keys, ${versions.found}/${versions.expected} versions`;
  const hashes = `expected ${inventorySha256(expected)}, found ${inventorySha256(recovered)}`;
  const byHand = `${differences.length - stopping} more to be set up by hand`;
  const left = notCompared.map(({ list, expected: was, found: is }) => `${list} (${was ?? is ?? ''})`).join(', ');
  const rest = left === '' ? '' : `; not compared: ${left}`;
  const text = `Inventory compared: ${counts}, ${stopping} differences, ${byHand}; ${hashes}${rest}`;
  await journal.append({ kind: 'note', by: 'Lifeboat', text });
  await noteCompared(context, comparison);
  // It stands until two people have decided, also where a later comparison finds nothing more.
  if (stopping > 0 && !stands(journal.state, inventoryCheck)) {
    const step = stepIn(journal.state, 'C22');
    await journal.append(checkFailed(inventoryCheck, step, { code: 'INVENTORY_DIFFERS', differences: stopping }));
  }
  return { ...comparison, recovered };
}
