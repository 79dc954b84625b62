// The least that the signed-in account must be allowed in Azure, step by step, and whether it is. The README tells people the same.
import type { OnlineCheck } from '#shared/online/check-results.ts';
import type { MissingRight } from '#shared/online/findings.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { nameInAddress } from '#core/azure/names.ts';
import type { AzurePermissions, ControlPlane } from '#azure/control-plane.ts';

/** One thing that a step does in Azure. */
interface Need {
  readonly step: MissingRight['step'];
  readonly place: 'group' | 'identity' | 'container' | 'account';
  readonly action: AzureAction;
  /** The smallest of Azure's own roles that allows it. */
  readonly role: string;
}

interface AzureAction {
  readonly name: string;
  readonly kind: 'action' | 'data';
}

/** Whether the account may do what a step needs. `unknown`: the place is not there yet, or not to be seen. */
export interface AzureRight extends Need {
  readonly granted: 'yes' | 'no' | 'unknown';
}

const containers = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const action = (name: string): AzureAction => ({ name, kind: 'action' });

export const containerWriting: AzureAction = action(`${containers}/write`);

const needs: readonly Need[] = [
  { step: 'source', place: 'group', action: action('Microsoft.KeyVault/managedHSMs/read'), role: 'Reader' },
  {
    step: 'source',
    place: 'container',
    action: { name: `${containers}/blobs/read`, kind: 'data' },
    role: 'Storage Blob Data Reader',
  },
  {
    step: 'create',
    place: 'group',
    action: action('Microsoft.KeyVault/managedHSMs/write'),
    role: 'Managed HSM contributor',
  },
  {
    step: 'create',
    place: 'identity',
    action: action('Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'),
    role: 'Managed Identity Operator',
  },
  { step: 'backup', place: 'container', action: action(`${containers}/read`), role: 'Storage Blob Data Reader' },
  {
    step: 'backup',
    place: 'account',
    action: action('Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action'),
    role: 'Storage Blob Delegator',
  },
];

/** What rights are asked for: a plan of a ceremony, or a healthy HSM, of which nothing is created. */
export interface AzureRightsOf extends Pick<Plan, 'backup'> {
  readonly kind: Plan['kind'] | 'readiness';
  readonly target: Pick<Plan['target'], 'subscription' | 'resourceGroup'>;
}

/** Every need of a plan, with whether it is met. */
export async function azureRights(controlPlane: ControlPlane, plan: AzureRightsOf): Promise<readonly AzureRight[]> {
  const { kind, target, backup } = plan;
  const containerAt = backup ? await unlessForbidden(() => containerScope(controlPlane, plan)) : undefined;
  const scopes: Readonly<Record<Need['place'], string | undefined>> = {
    group: `/subscriptions/${target.subscription}/resourceGroups/${target.resourceGroup}`,
    identity: backup?.identity ?? undefined,
    container: containerAt,
    account: containerAt?.split('/blobServices/', 1)[0],
  };
  const held = new Map<string, readonly AzurePermissions[]>();
  for (const scope of new Set(Object.values(scopes))) {
    if (scope === undefined) continue;
    const permissions = await unlessForbidden(() => controlPlane.permissionsAt(scope));
    if (permissions) held.set(scope, permissions);
  }
  const has: Readonly<Record<Need['place'], boolean>> = {
    group: true,
    identity: typeof backup?.identity === 'string',
    container: backup !== null,
    // A user delegation key is given at the account or above it, and only a token that is made here needs one.
    account: backup?.method === 'sas',
  };
  // In a re-wrap the HSM is there, and of a healthy one everything is.
  const isThere = kind === 're-wrap' || kind === 'readiness';
  return needs
    .filter(({ place, step }) => has[place] && !(isThere && step === 'create'))
    .map((need) => (kind === 'readiness' && need.step === 'source' ? { ...need, step: 'readiness' as const } : need))
    .map((need) => ({ ...need, granted: grantOf(held.get(scopes[need.place] ?? ''), need.action) }));
}

/** An account with one role sees what it may see; what it may not even ask is not known. */
async function unlessForbidden<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await question();
  } catch (error) {
    if (isFaultOf(error, 'SERVICE_FORBIDDEN')) return undefined;
    throw error;
  }
}

/** The check of what the account may do, as far as that is known. */
export function assessedRights(rights: readonly AzureRight[]): Pick<OnlineCheck, 'outcome' | 'found'> {
  if (rights.every(({ granted }) => granted === 'unknown')) {
    return { outcome: 'unknown', found: { kind: 'not-asked', missing: 'subscription' } };
  }
  const missing = rights.filter(({ granted }) => granted === 'no').map(({ step, role }) => ({ step, role }));
  return missing.length === 0
    ? { outcome: 'ok', found: { kind: 'rights-held', count: rights.length } }
    : { outcome: 'look', found: { kind: 'rights-missing', rights: missing } };
}

function grantOf(held: readonly AzurePermissions[] | undefined, wanted: AzureAction): AzureRight['granted'] {
  if (!held) return 'unknown';
  return allows(held, wanted) ? 'yes' : 'no';
}

/** Azure's rule: of any one role, what it allows less what it takes away. */
export const allows = (held: readonly AzurePermissions[], { name, kind }: AzureAction): boolean =>
  held.some(({ actions, notActions, dataActions, notDataActions }) =>
    kind === 'data'
      ? matches(dataActions, name) && !matches(notDataActions, name)
      : matches(actions, name) && !matches(notActions, name),
  );

/** A star stands for anything, slashes too; the case of letters does not count. */
function matches(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 'i').test(name);
  });
}

/** The name of the plan's storage account: the first label of its host. @throws STEP_NOT_PLANNED */
export function accountName({ backup }: Pick<Plan, 'backup'>): string {
  if (!backup) return refuse({ code: 'STEP_NOT_PLANNED', missing: 'backup' });
  return nameInAddress(backup.account);
}

/** Resource id of the plan's container; undefined where the subscription shows no such account. @throws STEP_NOT_PLANNED */
export async function containerScope(
  controlPlane: ControlPlane,
  plan: Pick<Plan, 'backup'>,
): Promise<string | undefined> {
  const account = await controlPlane.storageAccount(accountName(plan));
  return account && `${account.resourceId}/blobServices/default/containers/${plan.backup?.container ?? ''}`;
}
