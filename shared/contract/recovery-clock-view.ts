// The clock of a recovery, as the journal of this side tells it.
import { z } from 'zod';
import { milestonesOf } from '../ceremony/milestones.ts';
import { utcTime } from '../schemas/atoms.ts';

/** By when the keys are to be restored, when the script plans it, and when they were. */
export const recoveryClockView = z.strictObject({
  decidedUtc: utcTime,
  dueUtc: utcTime,
  plannedUtc: utcTime,
  restoredUtc: utcTime.nullable(),
  /** What everybody waits for, in its order: how long its step takes and when it ends as planned, when its call was sent, and when it ended. */
  milestones: z.array(
    z.strictObject({
      call: z.enum([...milestonesOf.online, ...milestonesOf.offline]),
      minutes: z.int().nonnegative(),
      dueUtc: utcTime,
      begunUtc: utcTime.nullable(),
      doneUtc: utcTime.nullable(),
    }),
  ),
});
export type RecoveryClockView = z.output<typeof recoveryClockView>;
