// The board before a ceremony: everything that can be known to fail is looked at before the quorum travels, and changes nothing.
import { Refusal } from '#shared/faults/fault.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import type { OnlineCheckId } from '#shared/online/checks.ts';
import type { OnlineCheck } from '#shared/online/check-results.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { assertOfSource } from '#core/inventory/of-source.ts';
import { checkActivation } from './activate.ts';
import {
  type CheckAnswer,
  immutability,
  look,
  noAccess,
  noStorage,
  ok,
  ownRights,
  providerRegistration,
  stop,
  storageNetwork,
  storageRole,
  targetIdentity,
  unknown,
  unseen,
  versionsInUse,
} from './azure-checks.ts';
import { allows, containerScope, containerWriting } from './azure-rights.ts';
import { isThere, visibleFolders } from './back-up.ts';
import { checkCreate } from './create.ts';
import { hasFailed } from './deleted-hsms.ts';
import { administratorsIn } from './restore.ts';
import { plannedContainer, plannedFolder, type StepContext } from './step-context.ts';

export interface PreFlightQuestions {
  /** Object ids of those who work here, or of their group. */
  readonly operators: readonly string[];
  /** The inventory that was exported with the source's backup, if there is one. */
  readonly inventory: Inventory | undefined;
}

type Answer = CheckAnswer;
type Checks = Readonly<Partial<Record<OnlineCheckId, Check>>>;
type Check = (context: StepContext, questions: PreFlightQuestions) => Promise<Answer> | Answer;

/** What is asked of the HSM that is lost, and of the one in its place. */
const ofRecovery: Checks = {
  'source-state': sourceState,
  'target-name-free': targetName,
  'target-state': targetState,
  'source-folder': sourceFolder,
  'operators-in-backup': operatorsInBackup,
  'external-keys': externalKeys,
  'backup-tenant': backupTenant,
};
const ofEveryCeremony: Checks = {
  provider: providerRegistration,
  'region-quota': regionQuota,
  'target-identity': targetIdentity,
  administrators,
  'own-rights': (context) => ownRights(context, context.plan),
  'storage-network': storageNetwork,
  'storage-role': storageRole,
  container: containerThere,
  immutability,
  'azure-versions': versionsInUse,
};

function checksOf({ kind }: Plan): Checks {
  if (!givesKeys(kind)) return { ...ofRecovery, ...ofEveryCeremony };
  const ready: Check = async (context) => (await checkActivation(context)) ?? noAccess;
  const ofTarget: Checks =
    kind === 're-wrap' ? { 'target-active': ready } : { 'target-name-free': targetName, 'target-new': ready };
  return { ...ofTarget, ...ofEveryCeremony };
}

/**
 * Every check with its answer; one that cannot be answered says why, and does not keep the others from being asked.
 * @throws INVENTORY_FOREIGN, STEP_NOT_PLANNED for an inventory that is not of the HSM that was lost
 */
export async function runPreFlight(
  context: StepContext,
  questions: PreFlightQuestions,
): Promise<readonly OnlineCheck[]> {
  // Else its administrators would be taken for those of the backup.
  if (questions.inventory) assertOfSource(context.plan, questions.inventory);
  const preFlight: OnlineCheck[] = [];
  for (const [id, check] of Object.entries(checksOf(context.plan)) as [OnlineCheckId, Check][]) {
    preFlight.push({ id, ...(await answered(() => check(context, questions))) });
  }
  return preFlight;
}

async function answered(check: () => Promise<Answer> | Answer): Promise<Answer> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return unknown({ kind: 'refused', fault: error.fault });
  }
}

/** REQ-26: an HSM that is only soft-deleted is recovered instead, and one that still answers is failed over. */
async function sourceState({ controlPlane, plan: { source } }: StepContext): Promise<Answer> {
  if (!source) return unknown({ kind: 'no-source' });
  if (!controlPlane) return noAccess;
  const { name } = source;
  const deleted = (await controlPlane.deletedHsms()).find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (deleted) return stop({ kind: 'hsm-soft-deleted', name, until: deleted.scheduledPurge ?? null });
  const { available } = await controlPlane.nameAvailability(name);
  return available ? ok({ kind: 'hsm-purged', name }) : look({ kind: 'hsm-exists', name });
}

/** A name that a deleted HSM keeps is found before anybody travels, and not when the HSM is made. */
async function targetName(context: StepContext): Promise<Answer> {
  const { controlPlane, plan } = context;
  if (!controlPlane) return noAccess;
  if (await controlPlane.hsm(plan.target.resourceGroup, plan.target.name)) return ok({ kind: 'hsm-made' });
  const [check] = await checkCreate(context);
  return check ?? noAccess;
}

async function targetState({ controlPlane, plan: { target } }: StepContext): Promise<Answer> {
  if (!controlPlane) return noAccess;
  const hsm = await controlPlane.hsm(target.resourceGroup, target.name);
  if (!hsm) return ok({ kind: 'hsm-not-made' });
  const found = { kind: 'hsm-state', provisioning: hsm.provisioningState, activation: hsm.activation } as const;
  if (hasFailed(hsm)) return stop({ kind: 'hsm-failed', name: target.name, state: hsm.provisioningState });
  if (hsm.provisioning === 'failed') return stop(found);
  const { regionsUnderWay: regions } = hsm;
  if (regions.length > 0) return stop({ kind: 'hsm-extending', regions });
  return hsm.activation === 'active' ? look(found) : ok(found);
}

async function administrators({ controlPlane, plan: { target } }: StepContext): Promise<Answer> {
  if (!controlPlane) return noAccess;
  const hsm = await controlPlane.hsm(target.resourceGroup, target.name);
  if (!hsm) return unknown({ kind: 'hsm-not-made' });
  return hsm.administrators.length > 0
    ? ok({ kind: 'value', value: hsm.administrators.join(', ') })
    : stop({ kind: 'nobody' });
}

/** Documented: five HSMs for each subscription and region. Azure answers no question for it, and a limit can have been raised. */
const documentedLimit = 5;

async function regionQuota({ controlPlane, plan: { target } }: StepContext): Promise<Answer> {
  if (!controlPlane) return noAccess;
  if (await controlPlane.hsm(target.resourceGroup, target.name)) return ok({ kind: 'hsm-made' });
  const count = await controlPlane.hsmsIn(target.location);
  const found = { kind: 'hsms-in-region', count, limit: documentedLimit, region: target.location } as const;
  return count < documentedLimit ? ok(found) : look(found);
}

async function containerThere({ container, controlPlane, plan }: StepContext): Promise<Answer> {
  if (!container) return noStorage;
  const uri = plannedContainer(plan);
  const there = await isThere(container);
  if (there === 'yes') return ok({ kind: 'value', value: uri });
  if (there === 'unknown') return unseen(plan);
  const missing = { kind: 'container-missing', uri } as const;
  // Without a folder of an earlier backup in it, it can be made; with one, the plan or the account is wrong.
  if ((plan.backup?.folder ?? undefined) !== undefined) return stop({ ...missing, then: 'needed' });
  return (await mayMakeContainer(controlPlane, plan))
    ? look({ ...missing, then: 'to-make' })
    : stop({ ...missing, then: 'may-not-make' });
}

/** What nobody can tell is found out at the backup. */
async function mayMakeContainer(controlPlane: StepContext['controlPlane'], plan: Plan): Promise<boolean> {
  const scope = controlPlane && (await containerScope(controlPlane, plan));
  return !controlPlane || scope === undefined || allows(await controlPlane.permissionsAt(scope), containerWriting);
}

async function sourceFolder({ container, plan }: StepContext): Promise<Answer> {
  if (!container) return noStorage;
  const { folder } = plannedFolder(plan);
  const folders = await visibleFolders(container);
  if (!folders) return unseen(plan);
  const there = folders.find((each) => each.folder === folder);
  if (!there) return stop({ kind: 'folder-missing', folder });
  const { files, bytes, written = null } = there;
  const found = { kind: 'folder', folder, files, bytes, written } as const;
  return bytes > 0 ? ok(found) : stop(found);
}

/** REQ-22. */
function operatorsInBackup(_: StepContext, { operators, inventory }: PreFlightQuestions): Answer {
  if (!inventory) return unknown({ kind: 'no-inventory' });
  if (!inventory.roles.read) return unknown({ kind: 'roles-not-read' });
  const inBackup = administratorsIn(inventory, operators);
  return inBackup.length > 0
    ? ok({ kind: 'value', value: inBackup.join(', ') })
    : stop({ kind: 'locked-out', operators });
}

const mostNames = 20;

/** A restore of external keys can harm the new HSM: people hear of it before anybody travels, and decide at the restore. */
function externalKeys(_: StepContext, { inventory }: PreFlightQuestions): Answer {
  if (!inventory) return unknown({ kind: 'no-inventory' });
  if (!inventory.managedExternally.read) return unknown({ kind: 'external-not-known' });
  const names = [...new Set(inventory.managedExternally.items.map(({ key }) => key))];
  if (names.length === 0) return ok({ kind: 'none' });
  return look({ kind: 'external-keys', count: names.length, keys: names.slice(0, mostNames) });
}

/** An HSM belongs to one directory, and so do the people and roles in its backup. */
function backupTenant({ plan }: StepContext, { inventory }: PreFlightQuestions): Answer {
  if (!inventory) return unknown({ kind: 'no-inventory' });
  const { tenant } = inventory;
  if (tenant === null) return unknown({ kind: 'tenant-not-known' });
  const planned = plan.target.tenant.toLowerCase();
  return tenant === planned ? ok({ kind: 'value', value: tenant }) : stop({ kind: 'other-tenant', tenant, planned });
}
