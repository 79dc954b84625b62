// Which steps each operator has in which ceremony.
import type { OperatorRole } from '#shared/contract/online/ceremony-view.ts';
import type { EmergencyStart } from '#shared/contract/online/emergency-view.ts';
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import type { Plan } from '#shared/plan/plan.ts';

const lists = {
  // The machines are paired while the service makes the HSM.
  recovery: [
    'preFlight',
    'create',
    'pairing',
    'init-recovery',
    'exchange-key',
    'upload',
    'identity',
    'backup',
    'restore',
    'verify',
    'first-backup',
    'hand-over',
  ],
  activation: ['pairing', 'preFlight', 'create', 'activate', 'canary', 'identity', 'backup', 'baseline'],
  // The HSM is there, and stays what it is.
  're-wrap': ['pairing', 'preFlight', 'activate', 'canary', 'identity', 'backup', 'baseline'],
  observer: ['observe', 'countersign'],
} as const satisfies Record<string, readonly OnlineStepId[]>;

const afterTheBlob = ['upload', 'backup', 'restore', 'verify'] as const satisfies readonly OnlineStepId[];

/** The steps of an emergency, by what people have. */
export const emergencySteps: Readonly<Record<EmergencyStart, readonly OnlineStepId[]>> = {
  blob: afterTheBlob,
  'exchange-key': ['init-recovery', ...afterTheBlob],
  'new-hsm': ['create', 'init-recovery', ...afterTheBlob],
};

/** The steps of one operator in one kind of ceremony. */
export function stepsOf(kind: Plan['kind'], role: OperatorRole): readonly OnlineStepId[] {
  // Where no exchange key is fetched there is nothing to observe: the second operator confirms at the first one's machine.
  if (role === 'operator-2') return givesKeys(kind) ? [] : lists.observer;
  return lists[givesKeys(kind) ? kind : 'recovery'];
}

/**
 * The steps of one machine of a ceremony. Deleted HSMs come last, because they are looked at when people need to; the first operator's
 * machine makes the calls.
 */
export function ceremonySteps(
  { kind, backup }: Pick<Plan, 'kind' | 'backup'>,
  role: OperatorRole,
): readonly OnlineStepId[] {
  const hasIdentity = typeof backup?.identity === 'string';
  const ids = stepsOf(kind, role).filter((id) => id !== 'identity' || hasIdentity);
  return role === 'operator-1' ? [...ids, 'deleted'] : ids;
}
