// The proof that the new HSM is the old one: compared with the inventory of the backup, its canaries used, and both kept.
import type { WrittenFile } from '../../../../shared/contract/files.ts';
import type { Inventory } from '../../../../shared/inventory/inventory.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { encodeInventory } from '../../core/inventory/inventory-file.ts';
import { type Canary, type CanaryProof, proveCanary } from '../steps/canary.ts';
import type { CallContext } from '../steps/step-context.ts';
import { countsOf, listRecovered, noteVerified, verifyRecovered } from '../steps/verify.ts';
import type { KeptWork } from './kept-work.ts';
import type { RunningStep } from './running-step.ts';
import type { Facts } from './step-states.ts';

/** Differences that a screen gets; how many there are, it is told, and the inventories have all. */
const shownDifferences = 200;

export interface VerifyOrder {
  /** Undefined where nobody has one, which only an emergency accepts. */
  readonly expected: Inventory | undefined;
  readonly publicHalves: boolean;
  readonly canaries: readonly Canary[];
  /** Who looks at it, in an emergency. */
  readonly by?: readonly string[];
}

export async function verified(
  context: CallContext,
  running: RunningStep,
  work: KeptWork,
  { expected, publicHalves, canaries, by = [] }: VerifyOrder,
): Promise<Facts> {
  const options = {
    publicHalves,
    onKey: (done: number, of: number): void => {
      if (done % 100 === 0 || done === of) running.noteCount(done, of);
    },
  };
  if (!expected) return listed(context, work, await listRecovered(context, options), by);
  const { recovered, keys, versions, roles, differences } = await verifyRecovered(context, expected, options);
  const proofs: CanaryProof[] = [];
  for (const canary of canaries) proofs.push(await proveCanary(context.hsm, canary));
  const file = await keptInventory(context, work, recovered);
  await noteVerified(context, recovered, { expected, differences: differences.length }, by);
  await work.keepVerification({
    phase: 'compared',
    atUtc: new Date(context.waiting.now()).toISOString(),
    isSame: differences.length === 0,
    keys,
    versions,
    roles,
    differences: differences.slice(0, shownDifferences),
    differenceCount: differences.length,
    canaries: proofs.map(({ key, version, proven }) => ({ key, version, proven: [...proven] })),
    file,
  });
  return [
    { fact: 'keys', value: `${keys.found}/${keys.expected}` },
    { fact: 'versions', value: `${versions.found}/${versions.expected}` },
    { fact: 'roles', value: `${roles.found}/${roles.expected}` },
    { fact: 'differences', value: String(differences.length) },
  ];
}

async function listed(
  context: CallContext,
  work: KeptWork,
  recovered: Inventory,
  by: readonly string[],
): Promise<Facts> {
  const file = await keptInventory(context, work, recovered);
  await noteVerified(context, recovered, undefined, by);
  const { keys, versions, roles } = countsOf(recovered);
  const atUtc = new Date(context.waiting.now()).toISOString();
  await work.keepVerification({ phase: 'listed', atUtc, keys, versions, roles, file });
  return [
    { fact: 'keys', value: String(keys) },
    { fact: 'versions', value: String(versions) },
    { fact: 'roles', value: String(roles) },
  ];
}

async function keptInventory(context: CallContext, { folder }: KeptWork, recovered: Inventory): Promise<WrittenFile> {
  const bytes = encodeInventory(recovered);
  const name = await folder.keep('inventory', bytes);
  const hash = sha256(bytes).toString('hex');
  await context.journal.append({ kind: 'file-written', name, bytes: bytes.length, sha256: hash });
  return { volume: folder.name, name, bytes: bytes.length, sha256: hash, readBack: true };
}
