// Step "create": a new HSM of the plan's name, with its administrators and the identity for the storage account.
import { isDeepStrictEqual } from 'node:util';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import type { StepCheck } from '#shared/online/checks.ts';
import { type Creation, type CreationMember, networkText, usualCreation } from '#shared/plan/creation.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { noWords } from '#azure/service-words.ts';
import { confirmCall } from './confirmation.ts';
import { type ControlPlane, type HsmResource, needControlPlane, type NewHsm } from '#azure/control-plane.ts';
import { openCall, runGuardedCall, type Settled } from './guarded-call.ts';
import { refuseFailed, untilHsm } from './read-back.ts';
import { type CallContext, type Confirmation, placedTarget } from './step-context.ts';

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
 * @throws STEP_PREFLIGHT if the name is taken; STEP_NOT_PLANNED; CREATION_NOT_AS_PLANNED; what `runGuardedCall` throws
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
    readBack: (made) => {
      assertAsPlanned(context, made, creation);
      return Promise.resolve();
    },
  });
}

/** What would keep the HSM from being made. */
export async function checkCreate(context: CallContext): Promise<readonly StepCheck[]> {
  const controlPlane = needControlPlane(context);
  const { name, resourceGroup } = placedTarget(context.plan);
  const id = 'target-name-free';
  const existing = await controlPlane.hsm(resourceGroup, name);
  if (existing) return [{ id, outcome: 'stop', found: { kind: 'hsm-exists', name } }];
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
    if (hsm?.provisioning === 'succeeded' && hsm.hsmUri !== undefined) return hsm;
    refuseFailed(hsm);
    // The request was sent; an HSM that is not there right after it may still come, and one that never comes people see.
    if (!hsm && asked > mostQueriesWithout)
      refuse({ code: 'SERVICE_NOT_FOUND', operation: 'control-plane', ...noWords });
    return undefined;
  });
}

const mostQueriesWithout = 8;

/** Recorded: the service echoes a region as it was sent, "East US 2" for `eastus2`. */
const plainRegion = (location: string): string => location.replaceAll(' ', '').toLowerCase();

function assertAsPlanned({ plan }: CallContext, made: HsmResource, creation: Creation): void {
  const identity = identityOf(plan)?.toLowerCase();
  const target = placedTarget(plan);
  const differs: readonly (readonly [expected: string, found: string])[] = [
    [target.uri.toLowerCase(), made.hsmUri?.toLowerCase() ?? ''],
    [target.resourceId.toLowerCase(), made.resourceId.toLowerCase()],
    [target.location, plainRegion(made.location)],
    ...(identity === undefined ? [] : ([[identity, made.identities.find((each) => each === identity) ?? '']] as const)),
    [creation.sku, made.sku],
    // A policy may have added its own tags.
    ...Object.entries(creation.tags).map(
      ([name, value]) => [`${name}=${value}`, `${name}=${made.tags[name] ?? ''}`] as const,
    ),
    [networkText(creation.network), networkText(made.network)],
  ];
  const wrong = differs.find(([expected, found]) => expected !== found);
  if (!wrong) return;
  refuse({ code: 'STEP_STATE_UNEXPECTED', call: 'create', expected: wrong[0], found: wrong[1] || 'nothing' });
}
