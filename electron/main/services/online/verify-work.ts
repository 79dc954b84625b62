// The proof that the new HSM is the old one: compared with the inventory of the backup, its canaries used, and both kept.
import type { WrittenFile } from '#shared/contract/files.ts';
import type { VerificationView } from '#shared/contract/online/verification-view.ts';
import { differencesShown, stoppingCount } from '#shared/inventory/difference-row.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import type { Canary } from '../recovery/canary.ts';
import type { CallContext } from '../recovery/step-context.ts';
import { countsOf, listRecovered, noteVerified, proveCanaries, verifyRecovered } from '../recovery/verify.ts';
import type { WorkSession } from './work-session.ts';
import type { RunningStep } from './running-step.ts';
import type { Facts } from './steps.ts';

export interface VerifyOrder {
  /** Undefined where nobody has one, which only an emergency accepts. */
  readonly expected: Inventory | undefined;
  readonly publicHalves: boolean;
  readonly canaries: readonly Canary[];
  /** Who looks at it, in an emergency. */
  readonly by?: readonly string[];
}

/** What was found is in the verification. */
const noFacts: Facts = [];

/** Compares, keeps what was found, and lets test keys be used. @throws what `verifyRecovered` and `proveCanaries` throw */
export async function verified(
  context: CallContext,
  running: RunningStep,
  work: WorkSession,
  { expected, publicHalves, canaries, by = [] }: VerifyOrder,
): Promise<Facts> {
  const options = {
    partial: work.folder.partialPath('target'),
    publicHalves,
    onKey: (done: number, of: number): void => {
      if (done % 100 === 0 || done === of) running.noteCount(done, of);
    },
  };
  if (!expected) return listed(context, work, await listRecovered(context, options), by);
  const { recovered, keys, versions, roles, differences, notCompared } = await verifyRecovered(
    context,
    expected,
    options,
  );
  const stopping = stoppingCount(differences);
  await work.folder.keep('expected-inventory', encodeInventory(expected));
  const compared = {
    phase: 'compared',
    atUtc: new Date(context.waiting.now()).toISOString(),
    isSame: stopping === 0,
    keys,
    versions,
    roles,
    differences: differences.slice(0, differencesShown),
    differenceCount: differences.length,
    byHandCount: differences.length - stopping,
    notCompared: [...notCompared],
    canaries: [],
    file: await keptInventory(context, work, recovered),
  } satisfies VerificationView;
  // People must be able to go through the differences also where a test key refuses. Where nothing differs it has the last word.
  if (!compared.isSame) await work.keepVerification(compared, differences);
  const proofs = await proveCanaries(context, canaries);
  await noteVerified(context, recovered, { expected, differences: stopping }, by);
  const proven = proofs.map(({ key, version, proven }) => ({ key, version, proven: [...proven] }));
  await work.keepVerification({ ...compared, canaries: proven }, differences);
  return noFacts;
}

async function listed(
  context: CallContext,
  work: WorkSession,
  recovered: Inventory,
  by: readonly string[],
): Promise<Facts> {
  const file = await keptInventory(context, work, recovered);
  await noteVerified(context, recovered, undefined, by);
  const { keys, versions, roles } = countsOf(recovered);
  const atUtc = new Date(context.waiting.now()).toISOString();
  await work.keepVerification({ phase: 'listed', atUtc, keys, versions, roles, file });
  return noFacts;
}

async function keptInventory(
  context: CallContext,
  { folder }: WorkSession,
  recovered: Inventory,
): Promise<WrittenFile> {
  const bytes = encodeInventory(recovered);
  const name = await folder.keep('inventory', bytes);
  const hash = sha256(bytes).toString('hex');
  await context.journal.append({ kind: 'file-written', name, bytes: bytes.length, sha256: hash });
  return { volume: folder.name, name, bytes: bytes.length, sha256: hash, readBack: true };
}
