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
  /** What everybody waits for, in its order: when the script plans its end, and when it ended. */
  milestones: z.array(
    z.strictObject({
      call: z.enum([...milestonesOf.online, ...milestonesOf.offline]),
      dueUtc: utcTime,
      doneUtc: utcTime.nullable(),
    }),
  ),
});
export type RecoveryClockView = z.output<typeof recoveryClockView>;
