// What the control plane and the container are asked before a ceremony and of a healthy HSM alike: questions that change nothing.
import type { OnlineCheck } from '#shared/online/check-results.ts';
import type { OnlineFinding } from '#shared/online/check-results.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { accountName, type AzureRightsOf, azureRights, containerScope, assessedRights } from './azure-rights.ts';
import { ifSeen } from '#azure/backup-container.ts';
import { endingVersions } from '#azure/versions.ts';
import { type CallContext, type RecoveryTarget, plannedContainer } from './step-context.ts';

export type CheckAnswer = Pick<OnlineCheck, 'outcome' | 'found'>;

export const ok = (found: OnlineFinding): CheckAnswer => ({ outcome: 'ok', found });
export const look = (found: OnlineFinding): CheckAnswer => ({ outcome: 'look', found });
export const stop = (found: OnlineFinding): CheckAnswer => ({ outcome: 'stop', found });
export const unknown = (found: OnlineFinding): CheckAnswer => ({ outcome: 'unknown', found });
export const noAccess = unknown({ kind: 'not-asked', missing: 'control-plane' });
export const noStorage = unknown({ kind: 'not-asked', missing: 'storage' });

/** What the checks are asked about: a plan says it, or people have named a healthy HSM. */
export interface AzureQuestions extends Pick<CallContext, 'controlPlane' | 'container'> {
  readonly plan: Pick<RecoveryTarget, 'backup'> & { readonly target: Pick<Plan['target'], 'name' | 'resourceGroup'> };
}

/** Whether the identity for the storage account is attached to the HSM. */
export async function targetIdentity({ controlPlane, plan: { target, backup } }: AzureQuestions): Promise<CheckAnswer> {
  const identity = backup?.identity?.toLowerCase();
  if (identity === undefined) return look({ kind: 'no-identity' });
  if (!controlPlane) return noAccess;
  const hsm = await controlPlane.hsm(target.resourceGroup, target.name);
  if (!hsm) return unknown({ kind: 'hsm-not-made' });
  return hsm.identities.includes(identity)
    ? ok({ kind: 'value', value: identity })
    : stop({ kind: 'identity-not-attached', identity });
}

/** What the signed-in account may do in Azure. */
export async function ownRights(
  { controlPlane }: Pick<AzureQuestions, 'controlPlane'>,
  plan: AzureRightsOf,
): Promise<CheckAnswer> {
  if (!controlPlane) return noAccess;
  return assessedRights(await azureRights(controlPlane, plan));
}

/** Whether the HSM gets through the firewall of the storage account. */
export async function storageNetwork({ controlPlane, plan }: AzureQuestions): Promise<CheckAnswer> {
  if (!controlPlane) return noAccess;
  const account = await controlPlane.storageAccount(accountName(plan));
  if (!account) return unknown({ kind: 'account-not-seen', account: accountName(plan) });
  if (account.network === 'open') return ok({ kind: 'network-open' });
  if (account.network === 'perimeter') return look({ kind: 'network-perimeter' });
  if (!account.letsTrustedServicesPass) return stop({ kind: 'network-closed' });
  // To the firewall a caller with a SAS token is no trusted service, not even an HSM.
  return plan.backup?.method === 'sas' ? stop({ kind: 'network-closed-to-sas' }) : ok({ kind: 'network-trusted' });
}

/** Whether the identity may write into the container. */
export async function storageRole({ controlPlane, plan }: AzureQuestions): Promise<CheckAnswer> {
  const identity = plan.backup?.identity ?? undefined;
  if (identity === undefined) return look({ kind: 'no-identity' });
  if (!controlPlane) return noAccess;
  const principal = await controlPlane.principalOf(identity);
  if (principal === undefined) return stop({ kind: 'identity-unknown', identity });
  const scope = await containerScope(controlPlane, plan);
  if (scope === undefined) return unknown({ kind: 'account-not-seen', account: accountName(plan) });
  return assessStorageRoles(await controlPlane.rolesAt(scope, principal));
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

function assessStorageRoles(roles: readonly string[]): CheckAnswer {
  if (roles.some((role) => writingRoles.includes(role))) return ok({ kind: 'role-writes' });
  const others = roles.filter((role) => !powerlessRoles.includes(role));
  return others.length === 0 ? stop({ kind: 'role-missing' }) : look({ kind: 'roles-unknown', roles: others });
}

/** Whether a policy or a legal hold would keep a backup from being finished. */
export async function immutability({
  container,
  plan,
}: Pick<AzureQuestions, 'container'> & { readonly plan: Pick<RecoveryTarget, 'backup'> }): Promise<CheckAnswer> {
  if (!container) return noStorage;
  const found = await ifSeen(() => container.immutability());
  if (!found) return unseen(plan);
  if (found.policy) return stop({ kind: 'immutability-policy' });
  if (found.legalHold) return stop({ kind: 'legal-hold' });
  // A blob gets a policy only where somebody has set a default for new versions, which the container doesn't show.
  return found.ofVersions ? look({ kind: 'immutable-versions' }) : ok({ kind: 'none' });
}

/** The answer to a question about storage that this machine doesn't see. */
export const unseen = (plan: Pick<RecoveryTarget, 'backup'>): CheckAnswer =>
  unknown({ kind: 'container-unseen', uri: plannedContainer(plan) });

/** Whether the subscription may have HSMs at all. */
export async function providerRegistration({
  controlPlane,
}: Pick<AzureQuestions, 'controlPlane'>): Promise<CheckAnswer> {
  if (!controlPlane) return noAccess;
  const state = await controlPlane.registration();
  return state === 'Registered' ? ok({ kind: 'provider', state }) : stop({ kind: 'provider', state });
}

/** Which versions of Azure's interfaces are in use, and whether the last known one ends soon. Asked last: the others choose them. */
export function versionsInUse({ versions, waiting }: Pick<CallContext, 'versions' | 'waiting'>): CheckAnswer {
  const ending = endingVersions(waiting.now());
  const [first] = ending.map(({ until }) => until).sort();
  if (first !== undefined) {
    const named = ending.map(({ api, version }) => `${api} ${version}`);
    return look({ kind: 'versions-end', versions: named, on: first });
  }
  const older = (versions?.older() ?? []).map(({ api, used }) => `${api} ${used}`);
  return older.length === 0 ? ok({ kind: 'versions-newest' }) : look({ kind: 'versions-older', versions: older });
}
