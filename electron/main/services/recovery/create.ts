// Step "create": a new HSM of the plan's name, with its administrators and the identity for the storage account.
import { exceptionStep } from '#shared/journal/exception-steps.ts';
import { isDeepStrictEqual } from 'node:util';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import type { StepCheck } from '#shared/online/checks.ts';
import {
  type Creation,
  type CreationChange,
  type CreationMember,
  networkText,
  usualCreation,
} from '#shared/plan/creation.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { plainRegion } from '#core/azure/names.ts';
import { noWords } from '#azure/service-words.ts';
import { confirmCall } from './confirmation.ts';
import { type ControlPlane, type HsmResource, needControlPlane, type NewHsm } from '#azure/control-plane.ts';
import { hasFailed } from './deleted-hsms.ts';
import { openCall, runGuardedCall, type Settled } from './guarded-call.ts';
import { refuseFailed, untilHsm } from './read-back.ts';
import { assertException, type CallContext, type Confirmation, placedTarget } from './step-context.ts';

export interface CreateOrder {
  readonly confirmation: Confirmation;
  /** Object ids of the first administrators; a group is advised (REQ-27). */
  readonly administrators: readonly string[];
  /** How long a deleted HSM can be recovered, in days: 7 to 90. */
  readonly retentionDays: number;
  /** It cannot be turned off again, and a deleted HSM is then billed for the whole retention. */
  readonly purgeProtection: boolean;
  /** What is wanted beyond the plan, or again; what the plan says holds. */
  readonly creation?: Partial<Creation>;
  /** The number of the exception by which two people accept what a policy of the organization has changed. */
  readonly changedException?: number;
}

/**
 * How the HSM is made: as the plan says; where it says nothing, as it was ordered; else as Azure does by itself.
 * @throws CREATION_NOT_AS_PLANNED where the order differs from the plan
 */
export function plannedCreation(
  { creation: planned }: Pick<Plan, 'creation'>,
  ordered: Partial<Creation> = {},
): Creation {
  if (planned === undefined) return { ...usualCreation, ...ordered };
  const differs = (Object.keys(ordered) as CreationMember[]).filter(
    (member) => !isDeepStrictEqual(ordered[member], planned[member]),
  );
  return differs.length === 0 ? planned : refuse({ code: 'CREATION_NOT_AS_PLANNED', what: differs });
}

/**
 * Makes the HSM, or goes on waiting for one that was begun.
 * @throws STEP_PREFLIGHT if the name is taken; STEP_NOT_PLANNED; CREATION_NOT_AS_PLANNED; CREATION_CHANGED and EXCEPTION_UNFIT where a policy
 *   of the organization has changed what was asked for; what `runGuardedCall` throws
 */
export async function createHsm(context: CallContext, order: CreateOrder): Promise<Settled<HsmResource>> {
  const controlPlane = needControlPlane(context);
  const creation = plannedCreation(context.plan, order.creation);
  if (!openCall(context, 'create')) {
    const stops = (await checkCreate(context)).filter(({ outcome }) => outcome === 'stop');
    if (stops.length > 0) refuse({ code: 'STEP_PREFLIGHT', checks: stops });
    await confirmCall(context, 'create', order.confirmation);
  }
  const waiting = { pollUntilDone: () => untilMade(context, controlPlane) };
  return runGuardedCall(context, {
    call: 'create',
    subject: null,
    folder: null,
    send: async (keep) => {
      await controlPlane.beginCreate(newHsm(context, order, creation), keep);
      return waiting;
    },
    follow: () => waiting,
    readBack: async (made) => {
      assertAsPlanned(context, made, creation);
      await acceptChanges(context, changesOf(made, creation), order.changedException);
    },
  });
}

/** What would keep the HSM from being made. */
export async function checkCreate(context: CallContext): Promise<readonly StepCheck[]> {
  const controlPlane = needControlPlane(context);
  const { name, resourceGroup } = placedTarget(context.plan);
  const id = 'target-name-free';
  const existing = await controlPlane.hsm(resourceGroup, name);
  if (existing) {
    const { provisioningState: state } = existing;
    const found = hasFailed(existing)
      ? ({ kind: 'hsm-failed', name, state } as const)
      : ({ kind: 'hsm-exists', name } as const);
    return [{ id, outcome: 'stop', found }];
  }
  return [{ id, ...(await askOfSubscription(controlPlane, name)) }];
}

/**
 * Whether the name is free in the whole subscription. With a role on the resource group alone one may not ask; the service then
 * refuses a name that is taken when the HSM is made, and nothing is lost by that.
 */
async function askOfSubscription(controlPlane: ControlPlane, name: string): Promise<Omit<StepCheck, 'id'>> {
  try {
    const deleted = (await controlPlane.deletedHsms()).find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (deleted) {
      return { outcome: 'stop', found: { kind: 'hsm-soft-deleted', name, until: deleted.scheduledPurge ?? null } };
    }
    const { available, reason } = await controlPlane.nameAvailability(name);
    return available
      ? { outcome: 'ok', found: { kind: 'value', value: name } }
      : { outcome: 'stop', found: { kind: 'name-taken', name, reason } };
  } catch (error) {
    if (!isFaultOf(error, 'SERVICE_FORBIDDEN')) throw error;
    return { outcome: 'unknown', found: { kind: 'not-asked', missing: 'subscription' } };
  }
}

/** By which the new HSM is to reach the container. */
const identityOf = ({ backup, identity }: CallContext['plan']): string | null => backup?.identity ?? identity ?? null;

function newHsm({ plan }: CallContext, order: CreateOrder, creation: Creation): NewHsm {
  const { resourceGroup, name, location, tenant: tenantId } = placedTarget(plan);
  const { administrators, retentionDays, purgeProtection } = order;
  const identity = identityOf(plan) ?? undefined;
  return {
    resourceGroup,
    name,
    location,
    tenantId,
    administrators,
    retentionDays,
    purgeProtection,
    identity,
    creation,
  };
}

/** There is no overall limit: only people decide to give up. */
function untilMade(context: CallContext, controlPlane: ControlPlane): Promise<HsmResource> {
  return untilHsm(context, controlPlane, (hsm, asked) => {
    const isAtRest = hsm?.provisioning === 'succeeded' && hsm.regionsUnderWay.length === 0;
    if (isAtRest && hsm.hsmUri !== undefined) return hsm;
    refuseFailed(hsm);
    // The request was sent; an HSM that is not there right after it may still come, and one that never comes people see.
    if (!hsm && asked > mostQueriesWithout)
      refuse({ code: 'SERVICE_NOT_FOUND', operation: 'control-plane', ...noWords });
    return undefined;
  });
}

const mostQueriesWithout = 8;

function assertAsPlanned({ plan }: CallContext, made: HsmResource, creation: Creation): void {
  const identity = identityOf(plan)?.toLowerCase();
  const target = placedTarget(plan);
  const differs: readonly (readonly [expected: string, found: string])[] = [
    [target.uri.toLowerCase(), made.hsmUri?.toLowerCase() ?? ''],
    [target.resourceId.toLowerCase(), made.resourceId.toLowerCase()],
    [target.location, plainRegion(made.location)],
    ...(identity === undefined ? [] : ([[identity, made.identities.find((each) => each === identity) ?? '']] as const)),
    [creation.sku, made.sku],
  ];
  const wrong = differs.find(([expected, found]) => expected !== found);
  if (!wrong) return;
  refuse({ code: 'STEP_STATE_UNEXPECTED', call: 'create', expected: wrong[0], found: wrong[1] || 'nothing' });
}

/** What a policy with the effect "Modify" may have changed on the way: none of it touches keys. Tags that it added are its own matter. */
function changesOf({ tags, network }: HsmResource, creation: Creation): readonly CreationChange[] {
  const wanted: readonly CreationChange[] = [
    ...Object.entries(creation.tags).map(([name, value]) => ({
      ...({ what: 'tags', expected: `${name}=${value}`, found: `${name}=${tags[name] ?? ''}` } as const),
    })),
    { what: 'network', expected: networkText(creation.network), found: networkText(network) },
  ];
  return wanted.filter(({ expected, found }) => expected !== found);
}

/** The HSM is there, and making it again would change it again: two people accept what it became, or have the policy changed. */
async function acceptChanges(
  context: CallContext,
  changes: readonly CreationChange[],
  exception: number | undefined,
): Promise<void> {
  if (changes.length === 0) return;
  const step = exceptionStep(context.journal.state, 'changed-creation');
  if (exception === undefined) return refuse({ code: 'CREATION_CHANGED', changes, step });
  assertException(context, exception, 'changed-creation');
  for (const { expected, found } of changes) {
    const text = visibleText(`EX-${exception}: the new HSM has ${found} where ${expected} was asked for`, 480);
    await context.journal.append({ kind: 'note', by: 'Lifeboat', text });
  }
}
