// A healthy HSM without a ceremony: what people or a schedule named, opened for questions and for a backup. There is no journal.
import { refuse } from '#shared/faults/fault.ts';
import { type HsmDetails, hsmDetailsSchema } from '#shared/readiness/hsm-details.ts';
import { cloudOfHsm, isPracticeAddress } from '#shared/schemas/cloud-suffixes.ts';
import { readFields } from '#core/encoding/fields.ts';
import { targetTyped } from '#core/journal/emergency.ts';
import { type Access, containerOf, type AccessTarget } from '../recovery/access.ts';
import type { PollOptions, Waiting } from '#azure/polling.ts';
import type { CallContext, RecoveryTarget } from '../recovery/step-context.ts';

/** What names a healthy HSM and the place of its backups, checked. */
export interface HealthyHsm extends Pick<RecoveryTarget, 'practice'> {
  readonly target: { readonly name: string; readonly uri: string; readonly tenant: string };
  /** Where it is in Azure; null where nobody said. */
  readonly place: HsmDetails['place'];
  readonly backup: NonNullable<RecoveryTarget['backup']>;
}

/** What is asked of a healthy HSM. */
export interface HealthyContext extends Pick<CallContext, 'hsm' | 'controlPlane' | 'waiting' | 'polling' | 'versions'> {
  readonly plan: HealthyHsm;
  readonly container: NonNullable<CallContext['container']>;
}

/** The HSM in the control plane; undefined where nobody said where it lies. */
export const resourceAt = ({ plan, controlPlane }: Pick<HealthyContext, 'plan' | 'controlPlane'>) =>
  controlPlane && (() => controlPlane.hsmAt(plan.target.uri));

/**
 * Checks what was typed. Practice is what the address says itself.
 * @throws HSM_DETAILS_INVALID with every wrong member; DIRECTORY_MISSING; HSM_URI_INVALID, HSM_CLOUD_UNKNOWN
 */
export function healthyHsm(typed: unknown): HealthyHsm {
  const read = readFields(hsmDetailsSchema, typed);
  if (!read.ok) return refuse({ code: 'HSM_DETAILS_INVALID', problems: read.problems });
  const { address, container, place, identity, tenant } = read.value;
  const practice = isPracticeAddress(address);
  const { hsmUri: uri, name } = targetTyped(address, practice);
  assertSameCloud(uri, container);
  const at = container.lastIndexOf('/');
  return {
    practice,
    target: { name, uri, tenant: tenant ?? refuse({ code: 'DIRECTORY_MISSING' }) },
    place,
    backup: {
      method: identity === null ? 'sas' : 'identity',
      account: container.slice(0, at),
      container: container.slice(at + 1),
      folder: null,
      identity,
    },
  };
}

/** An HSM writes into storage of its own cloud; so practice never writes into Azure, nor the reverse. @throws HSM_DETAILS_INVALID */
function assertSameCloud(uri: string, container: string): void {
  const own = cloudOfHsm(uri);
  if (own !== undefined && new URL(container).hostname.endsWith(`.${own.blobSuffix}`)) return;
  refuse({ code: 'HSM_DETAILS_INVALID', problems: [{ path: 'container', rule: 'OTHER_CLOUD' }] });
}

/** What the way to a healthy HSM is opened with. */
export const accessTargetOf = ({ practice, target, place }: HealthyHsm): AccessTarget => ({
  practice,
  target: { ...target, ...(place && { subscription: place.subscription }) },
  source: null,
});

/** What the questions and the backup work with. */
export function healthyContext(
  plan: HealthyHsm,
  access: Access,
  waiting: Waiting,
  polling?: PollOptions,
): HealthyContext {
  const { hsm, controlPlane, versions } = access;
  const container = containerOf(access, plan) ?? refuse({ code: 'STEP_NOT_PLANNED', missing: 'backup' });
  return { plan, hsm, controlPlane, container, waiting, versions, ...(polling === undefined ? {} : { polling }) };
}
