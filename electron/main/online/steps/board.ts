// The board before a recovery: everything that can be known to fail is looked at before the quorum travels, and changes nothing.
import { Refusal } from '../../../../shared/faults/fault.ts';
import { faultText } from '../../../../shared/faults/fault-text.ts';
import type { Inventory } from '../../../../shared/inventory/inventory.ts';
import type { OnlineCheck, OnlineCheckId } from '../../../../shared/online/checks.ts';
import { administratorsIn } from './restore.ts';
import { plannedContainer, plannedFolder, type StepContext } from './step-context.ts';

export interface BoardQuestions {
  /** Object ids of those who work here, or of their group. */
  readonly operators: readonly string[];
  /** The inventory that was exported with the source's backup, if there is one. */
  readonly inventory: Inventory | undefined;
}

type Answer = Omit<OnlineCheck, 'id'>;
type Check = (context: StepContext, questions: BoardQuestions) => Promise<Answer> | Answer;

const unknown = (found: string): Answer => ({ outcome: 'unknown', found });
const noAccess = unknown('not asked: this machine has no access to the control plane');
const noStorage = unknown('not asked: this machine has no access to the storage account');

const checks: Readonly<Partial<Record<OnlineCheckId, Check>>> = {
  'source-state': sourceState,
  'target-state': targetState,
  'target-identity': targetIdentity,
  administrators,
  container: containerThere,
  'source-folder': sourceFolder,
  immutability,
  'operators-in-backup': operatorsInBackup,
};

/** Every check with its answer; one that cannot be answered says why, and does not keep the others from being asked. */
export async function lookAtBoard(context: StepContext, questions: BoardQuestions): Promise<readonly OnlineCheck[]> {
  const board: OnlineCheck[] = [];
  for (const [id, check] of Object.entries(checks) as [OnlineCheckId, Check][]) {
    board.push({ id, ...(await answered(() => check(context, questions))) });
  }
  return board;
}

async function answered(check: () => Promise<Answer> | Answer): Promise<Answer> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return unknown(faultText(error.fault));
  }
}

/** Ceremony C1: an HSM that is only soft-deleted is recovered instead, and one that still answers is failed over. */
async function sourceState({ controlPlane, plan: { source } }: StepContext): Promise<Answer> {
  if (!source) return unknown('the plan names no lost HSM');
  if (!controlPlane) return noAccess;
  const deleted = (await controlPlane.deletedHsms()).find(
    ({ name }) => name.toLowerCase() === source.name.toLowerCase(),
  );
  if (deleted) {
    const until = deleted.scheduledPurge ?? 'an unknown day';
    return { outcome: 'stop', found: `${source.name} is soft-deleted until ${until}: recover it instead` };
  }
  const { available } = await controlPlane.nameAvailability(source.name);
  return available
    ? { outcome: 'ok', found: `${source.name} is purged` }
    : {
        outcome: 'look',
        found: `${source.name} still exists: is it out of reach, and is no other region of it there?`,
      };
}

async function targetState({ controlPlane, plan: { target } }: StepContext): Promise<Answer> {
  if (!controlPlane) return noAccess;
  const hsm = await controlPlane.hsm(target.resourceGroup, target.name);
  if (!hsm) return { outcome: 'ok', found: 'not made yet' };
  const found = `${hsm.provisioningState}, ${hsm.activation}`;
  if (hsm.provisioning === 'failed') return { outcome: 'stop', found };
  return { outcome: hsm.activation === 'active' ? 'look' : 'ok', found };
}

async function targetIdentity({ controlPlane, plan: { target, backup } }: StepContext): Promise<Answer> {
  const identity = backup?.identity?.toLowerCase();
  if (identity === undefined) return { outcome: 'look', found: 'the plan has none: a SAS token is used' };
  if (!controlPlane) return noAccess;
  const hsm = await controlPlane.hsm(target.resourceGroup, target.name);
  if (!hsm) return unknown('the new HSM is not made yet');
  return hsm.identities.includes(identity)
    ? { outcome: 'ok', found: identity }
    : { outcome: 'stop', found: `${identity} is not attached` };
}

async function administrators({ controlPlane, plan: { target } }: StepContext): Promise<Answer> {
  if (!controlPlane) return noAccess;
  const hsm = await controlPlane.hsm(target.resourceGroup, target.name);
  if (!hsm) return unknown('the new HSM is not made yet');
  return { outcome: hsm.administrators.length > 0 ? 'ok' : 'stop', found: hsm.administrators.join(', ') || 'nobody' };
}

async function containerThere({ container, plan }: StepContext): Promise<Answer> {
  if (!container) return noStorage;
  const uri = plannedContainer(plan);
  return (await container.exists()) ? { outcome: 'ok', found: uri } : { outcome: 'stop', found: `${uri} is missing` };
}

async function sourceFolder({ container, plan }: StepContext): Promise<Answer> {
  if (!container) return noStorage;
  const { folder } = plannedFolder(plan);
  const there = (await container.folders()).find((each) => each.folder === folder);
  if (!there) return { outcome: 'stop', found: `${folder} is not in the container` };
  const found = `${folder}: ${there.files} files, ${there.bytes} bytes, written ${there.written ?? 'unknown'}`;
  return { outcome: there.bytes > 0 ? 'ok' : 'stop', found };
}

async function immutability({ container }: StepContext): Promise<Answer> {
  if (!container) return noStorage;
  const { policy, legalHold } = await container.immutability();
  if (!policy && !legalHold) return { outcome: 'ok', found: 'none' };
  return { outcome: 'stop', found: policy ? 'there is an immutability policy' : 'there is a legal hold' };
}

/** Ceremony C5 and A27. */
function operatorsInBackup(_: StepContext, { operators, inventory }: BoardQuestions): Answer {
  if (!inventory) return unknown('there is no inventory of the backup');
  const inBackup = administratorsIn(inventory, operators);
  return inBackup.length > 0
    ? { outcome: 'ok', found: inBackup.join(', ') }
    : { outcome: 'stop', found: `none of ${operators.join(', ') || 'nobody'}: the restore would lock you out` };
}
