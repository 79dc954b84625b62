// Backups, and the hold between restore point and restore.
import { z } from 'zod';
import { milestones } from '../../ceremony/milestones.ts';
import { utcTime } from '../../schemas/atoms.ts';

/** The hold between restore point and restore. `minuteMs` is shorter than a minute in practice. */
export const holdView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('no-restore-point') }),
  z.strictObject({ phase: z.enum(['running', 'over']), beganUtc: utcTime, endsUtc: utcTime, minuteMs: z.int() }),
]);
export type HoldView = z.output<typeof holdView>;

/** By when the keys are to be restored, and when they were: null where no recovery is open, or where another machine restores. */
export const recoveryTimeView = z
  .strictObject({
    decidedUtc: utcTime,
    dueUtc: utcTime,
    restoredUtc: utcTime.nullable(),
    /** What everybody waits for, in its order: when the script plans its end, and when it ended. */
    milestones: z.array(z.strictObject({ call: z.enum(milestones), dueUtc: utcTime, doneUtc: utcTime.nullable() })),
    /** Of those who use the keys, how many are back; null before anybody listed them. `back` is null until Azure was asked. */
    consumers: z.strictObject({ back: z.int().nullable(), of: z.int() }).nullable(),
  })
  .nullable();

export const backupFolderView = z.strictObject({
  folder: z.string(),
  files: z.int(),
  bytes: z.int(),
  writtenUtc: z.string().nullable(),
  /** Whether it is the folder of the plan. */
  isPlanned: z.boolean(),
});
export type BackupFolderView = z.output<typeof backupFolderView>;
