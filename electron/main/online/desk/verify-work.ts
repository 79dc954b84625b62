// The proof that the new HSM is the old one: compared with the inventory of the backup, its canaries used, and both kept.
import type { VerificationView } from '../../../../shared/contract/online/verification-view.ts';
import type { Inventory } from '../../../../shared/inventory/inventory.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { encodeInventory } from '../../core/inventory/inventory-file.ts';
import { type Canary, type CanaryProof, proveCanary } from '../steps/canary.ts';
import type { StepContext } from '../steps/step-context.ts';
import { verifyRecovered } from '../steps/verify.ts';
import type { OpenCeremony } from './open-ceremony.ts';
import type { RunningStep } from './running-step.ts';
import type { Facts } from './step-states.ts';

/** Differences that a screen gets; how many there are, it is told, and the inventories have all. */
const shownDifferences = 200;

export interface VerifyOrder {
  readonly expected: Inventory;
  readonly publicHalves: boolean;
  readonly canaries: readonly Canary[];
}

export async function verified(
  context: StepContext,
  running: RunningStep,
  ceremony: OpenCeremony,
  { expected, publicHalves, canaries }: VerifyOrder,
): Promise<Facts> {
  const { recovered, keys, versions, roles, differences } = await verifyRecovered(context, expected, {
    publicHalves,
    onKey: (done, of) => {
      if (done % 100 === 0 || done === of) running.noteCount(done, of);
    },
  });
  const proofs: CanaryProof[] = [];
  for (const canary of canaries) proofs.push(await proveCanary(context.hsm, canary));
  const bytes = encodeInventory(recovered);
  const name = await ceremony.folder.keep('inventory', bytes);
  const hash = sha256(bytes).toString('hex');
  await context.journal.append({ kind: 'file-written', name, bytes: bytes.length, sha256: hash });
  const view: VerificationView = {
    phase: 'compared',
    atUtc: new Date(context.waiting.now()).toISOString(),
    isSame: differences.length === 0,
    keys,
    versions,
    roles,
    differences: differences.slice(0, shownDifferences),
    differenceCount: differences.length,
    canaries: proofs.map(({ key, version, proven }) => ({ key, version, proven: [...proven] })),
    file: { volume: ceremony.folder.name, name, bytes: bytes.length, sha256: hash, readBack: true },
  };
  await ceremony.keepVerification(view);
  return [
    { fact: 'keys', value: `${keys.found}/${keys.expected}` },
    { fact: 'versions', value: `${versions.found}/${versions.expected}` },
    { fact: 'roles', value: `${roles.found}/${roles.expected}` },
    { fact: 'differences', value: String(differences.length) },
  ];
}
