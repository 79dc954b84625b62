// Step "identity": an HSM that exists gets the plan's user-assigned identity for the storage account, and keeps those that it has.
import { refuse } from '#shared/faults/fault.ts';
import { noWords } from '#azure/service-words.ts';
import { type ControlPlane, type HsmResource, needControlPlane } from '#azure/control-plane.ts';
import { openCall, runGuardedCall } from './guarded-call.ts';
import { refuseFailed, untilHsm } from './read-back.ts';
import { type CallContext, placedTarget } from './step-context.ts';

export interface AttachedIdentity {
  /** The call in the journal; null where the identity was attached already and nothing was sent. */
  readonly id: string | null;
  /** Azure resource id of the managed identity. */
  readonly identity: string;
  readonly hsm: HsmResource;
}

/**
 * Attaches the identity, goes on waiting for a call that was begun, or finds that it is attached already.
 * @throws STEP_NOT_PLANNED; TARGET_HSM_MISSING; what `runGuardedCall` throws
 */
export async function attachIdentity(context: CallContext): Promise<AttachedIdentity> {
  const controlPlane = needControlPlane(context);
  const { backup } = context.plan;
  const target = placedTarget(context.plan);
  const identity = backup?.identity ?? refuse({ code: 'STEP_NOT_PLANNED', missing: 'identity' });
  const before = await controlPlane.hsm(target.resourceGroup, target.name);
  if (!before) return refuse({ code: 'TARGET_HSM_MISSING', name: target.name, resourceGroup: target.resourceGroup });
  const isOpen = openCall(context, 'identity') !== undefined;
  if (!isOpen && isAttached(before, identity)) return { id: null, identity, hsm: before };
  const waiting = { pollUntilDone: () => untilAttached(context, controlPlane, identity) };
  const { id, result } = await runGuardedCall<HsmResource>(context, {
    call: 'identity',
    subject: null,
    folder: null,
    send: async (keep) => {
      const operation = await controlPlane.beginAttachIdentity(before, identity, keep);
      return {
        pollUntilDone: async (options) => {
          // Its end has the service's reason where it fails; the HSM itself shows only that nothing has changed.
          await operation.pollUntilDone(options);
          return waiting.pollUntilDone();
        },
      };
    },
    follow: () => waiting,
    readBack: (hsm) => {
      assertKept(before, hsm);
      return Promise.resolve();
    },
  });
  return { id, identity, hsm: result };
}

const isAttached = ({ provisioning, identities }: HsmResource, identity: string): boolean =>
  provisioning === 'succeeded' && identities.includes(identity.toLowerCase());

/** An HSM that is at rest and shows no such identity for so long will not show it any more. */
const mostQueriesAtRest = 8;

function untilAttached(context: CallContext, controlPlane: ControlPlane, identity: string): Promise<HsmResource> {
  return untilHsm(context, controlPlane, (hsm, asked) => {
    if (hsm && isAttached(hsm, identity)) return hsm;
    refuseFailed(hsm);
    const isAtRest = hsm?.provisioning !== 'in-progress';
    if (isAtRest && asked > mostQueriesAtRest) {
      refuse({ code: 'SERVICE_OPERATION_FAILED', operation: 'control-plane', ...noWords });
    }
    return undefined;
  });
}

/** Those that it had before are still there. */
function assertKept(before: HsmResource, after: HsmResource): void {
  const lost = before.identities.find((each) => !after.identities.includes(each));
  if (lost !== undefined) refuse({ code: 'STEP_STATE_UNEXPECTED', call: 'identity', expected: lost, found: 'nothing' });
}
