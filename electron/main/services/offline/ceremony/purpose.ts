// Which purpose at this machine the kind of a plan belongs to.
import { givesKeys } from '#shared/plan/gives-keys.ts';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import type { Plan } from '#shared/plan/plan.ts';

/** Before a plan is adopted its kind is not in the journal; then it is called what it mostly is. */
export const purposeOf = (kind: Plan['kind'] | undefined): Extract<Purpose, 'recovery' | 'activation'> =>
  givesKeys(kind) ? 'activation' : 'recovery';
