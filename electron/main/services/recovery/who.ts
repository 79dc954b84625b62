// Who is signed in, what they may do, and whether the plan knows them: shown to people before anything is done in their name.
import { isFaultOf } from '#shared/faults/fault.ts';
import type { Plan, PlanRole } from '#shared/plan/plan.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';
import type { Account } from '#azure/sign-in.ts';
import { type AzureRight, azureRights } from './azure-rights.ts';
import type { ControlPlane } from '#azure/control-plane.ts';

export interface HsmRole {
  readonly scope: string;
  readonly role: string;
}

export interface PlannedPerson {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly PlanRole[];
}

export interface WhoIsHere {
  readonly account: Account;
  /**
   * Whom of the plan's people the account's name belongs to. `custodian`: somebody who must not act online. `other`: somebody
   * with another part. `nobody`: no name of the plan is the account's, so people say who it is.
   */
  readonly part: 'operator' | 'custodian' | 'other' | 'nobody';
  readonly people: readonly PlannedPerson[];
  /** The plan's operators, to be compared where the name tells nothing. */
  readonly operators: readonly PlannedPerson[];
  /** Undefined where this machine has no access to the control plane. */
  readonly azure: readonly AzureRight[] | undefined;
  /** Roles inside the HSM by the account's own id; null where it does not tell, as to nobody before it is made and active. */
  readonly hsm: readonly HsmRole[] | null;
}

export interface WhoParts {
  readonly plan: Plan;
  readonly hsm: ManagedHsm;
  readonly controlPlane: ControlPlane | undefined;
  readonly account: () => Promise<Account>;
}

/**
 * Signs in if nobody is, and compares. Names decide nothing: accounts have names that people gave them.
 * @throws SERVICE_SIGN_IN_FAILED, the SERVICE faults
 */
export async function whoIsHere({ plan, hsm, controlPlane, account: signIn }: WhoParts): Promise<WhoIsHere> {
  const account = await signIn();
  const people = plan.people.filter((person) => isNameOf(account, person)).map(planned);
  const operators = plan.people.filter(({ roles }) => roles.some(isOperator)).map(planned);
  return {
    account,
    part: partOf(people),
    people,
    operators,
    azure: controlPlane && (await azureRights(controlPlane, plan)),
    hsm: (await isMade(plan, controlPlane)) ? await hsmRolesOf(hsm, account.objectId) : null,
  };
}

/** The same where no plan knows anybody. @throws SERVICE_SIGN_IN_FAILED, the SERVICE faults */
export async function rolesHere({
  hsm,
  account: signIn,
}: Pick<WhoParts, 'hsm' | 'account'>): Promise<Pick<WhoIsHere, 'account' | 'hsm'>> {
  const account = await signIn();
  return { account, hsm: await hsmRolesOf(hsm, account.objectId) };
}

const planned = ({ id, name, roles }: Plan['people'][number]): PlannedPerson => ({ id, name, roles });
const isOperator = (role: PlanRole): boolean => role === 'RO1' || role === 'RO2';

function partOf(people: readonly PlannedPerson[]): WhoIsHere['part'] {
  const roles = people.flatMap((person) => person.roles);
  if (people.length === 0) return 'nobody';
  if (roles.includes('C')) return 'custodian';
  return roles.some(isOperator) ? 'operator' : 'other';
}

/** `ada.lovelace@example.org`, "Ada Lovelace" and the id `ada-lovelace` are one name. */
function isNameOf({ name, displayName }: Account, person: Plan['people'][number]): boolean {
  const ofAccount = [name.split('@')[0] ?? '', displayName ?? ''].map(letters);
  return [person.id, person.name].map(letters).some((each) => each !== '' && ofAccount.includes(each));
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether there may be an HSM to be asked. Before it is made its name leads nowhere, which is no fault of the account that asks. */
async function isMade({ target }: Plan, controlPlane: ControlPlane | undefined): Promise<boolean> {
  try {
    return controlPlane === undefined || (await controlPlane.hsm(target.resourceGroup, target.name)) !== undefined;
  } catch (error) {
    if (isFaultOf(error, 'SERVICE_FORBIDDEN')) return true;
    throw error;
  }
}

async function hsmRolesOf({ roles }: ManagedHsm, objectId: string): Promise<readonly HsmRole[] | null> {
  try {
    const [assignments, definitions] = await Promise.all([roles.listAssignments(), roles.listDefinitions()]);
    const names = new Map(definitions.map(({ id, properties }) => [id.toLowerCase(), properties.roleName]));
    return assignments
      .filter(({ properties }) => properties.principalId.toLowerCase() === objectId.toLowerCase())
      .map(({ properties: { scope, roleDefinitionId } }) => ({
        scope,
        role: names.get(roleDefinitionId.toLowerCase()) ?? 'unknown',
      }));
  } catch (error) {
    if (isFaultOf(error, 'SERVICE_FORBIDDEN') || isFaultOf(error, 'SERVICE_UNREACHABLE')) return null;
    throw error;
  }
}
