// The board before a recovery: everything that can be known to fail is looked at before the quorum travels, and changes nothing.
import { Refusal } from '../../../../shared/faults/fault.ts';
import { faultText } from '../../../../shared/faults/fault-text.ts';
import type { Inventory } from '../../../../shared/inventory/inventory.ts';
import type { OnlineCheck, OnlineCheckId } from '../../../../shared/online/checks.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { accountName, allows, azureRights, containerScope, containerWriting } from './azure-rights.ts';
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
  'region-quota': regionQuota,
  'target-identity': targetIdentity,
  administrators,
  'own-rights': ownRights,
  'storage-network': storageNetwork,
  'storage-role': storageRole,
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

/** Documented: five HSMs for each subscription and region. Azure answers no question for it, and a limit can have been raised. */
const documentedLimit = 5;

async function regionQuota({ controlPlane, plan: { target } }: StepContext): Promise<Answer> {
  if (!controlPlane) return noAccess;
  if (await controlPlane.hsm(target.resourceGroup, target.name)) return { outcome: 'ok', found: 'the HSM is made' };
  const count = await controlPlane.hsmsIn(target.location);
  const found = `${count} of ${documentedLimit} in ${target.location}, soft-deleted ones included`;
  return { outcome: count < documentedLimit ? 'ok' : 'look', found };
}

async function ownRights({ controlPlane, plan }: StepContext): Promise<Answer> {
  if (!controlPlane) return noAccess;
  const rights = await azureRights(controlPlane, plan);
  const missing = rights.filter(({ granted }) => granted === 'no');
  if (missing.length === 0) return { outcome: 'ok', found: `${rights.length} rights looked at` };
  return { outcome: 'look', found: missing.map(({ step, role }) => `${step}: ${role}`).join('; ') };
}

async function storageNetwork({ controlPlane, plan }: StepContext): Promise<Answer> {
  if (!controlPlane) return noAccess;
  const account = await controlPlane.storageAccount(accountName(plan));
  if (!account) return unknown(`this subscription shows no account ${accountName(plan)}`);
  if (account.isOpen) return { outcome: 'ok', found: 'open to all networks' };
  return account.letsTrustedServicesPass
    ? { outcome: 'ok', found: 'closed, and trusted services pass; this machine may not see the container' }
    : { outcome: 'stop', found: 'closed, and trusted services do not pass' };
}

async function storageRole({ controlPlane, plan }: StepContext): Promise<Answer> {
  const identity = plan.backup?.identity ?? undefined;
  if (identity === undefined) return { outcome: 'look', found: 'the plan has no identity: a SAS token is used' };
  if (!controlPlane) return noAccess;
  const principal = await controlPlane.principalOf(identity);
  if (principal === undefined) return { outcome: 'stop', found: `there is no identity ${identity}` };
  const scope = await containerScope(controlPlane, plan);
  if (scope === undefined) return unknown(`this subscription shows no account ${accountName(plan)}`);
  return judgeStorageRoles(await controlPlane.rolesAt(scope, principal));
}

/** Roles that let an HSM write and read its backups; of others this program does not know what they allow. */
const writingRoles = ['ba92f5b4-2d11-453d-a403-e96b0029c9fe', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'];
/** Roles that do not, however much they seem to: Storage Blob Data Reader, and those for the control plane alone. */
const powerlessRoles = [
  '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
  'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  'b24988ac-6180-42a0-ab88-20f7382dd24c',
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  'db58b8e5-c6ad-4a2a-8342-4190687cbf4a',
];

function judgeStorageRoles(roles: readonly string[]): Answer {
  if (roles.some((role) => writingRoles.includes(role))) return { outcome: 'ok', found: 'it may read and write blobs' };
  const others = roles.filter((role) => !powerlessRoles.includes(role));
  return others.length === 0
    ? { outcome: 'stop', found: 'no role that lets it write blobs' }
    : { outcome: 'look', found: `roles that are not known here: ${others.join(', ')}` };
}

async function containerThere({ container, controlPlane, plan }: StepContext): Promise<Answer> {
  if (!container) return noStorage;
  const uri = plannedContainer(plan);
  if (await container.exists()) return { outcome: 'ok', found: uri };
  const missing = `${uri} is missing`;
  // Without a folder of an earlier backup in it, it can be made; with one, the plan or the account is wrong.
  if ((plan.backup?.folder ?? undefined) !== undefined) return { outcome: 'stop', found: missing };
  return (await mayMakeContainer(controlPlane, plan))
    ? { outcome: 'look', found: `${missing}, and can be made at the backup` }
    : { outcome: 'stop', found: `${missing}, and this account may not make it` };
}

/** What nobody can tell is found out at the backup. */
async function mayMakeContainer(controlPlane: StepContext['controlPlane'], plan: Plan): Promise<boolean> {
  const scope = controlPlane && (await containerScope(controlPlane, plan));
  return !controlPlane || scope === undefined || allows(await controlPlane.permissionsAt(scope), containerWriting);
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
