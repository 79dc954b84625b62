// Backups, and the hold between restore point and restore.
import { z } from 'zod';
import { recoveryClockView } from '../recovery-clock-view.ts';
import { utcTime } from '../../schemas/atoms.ts';

/** The hold between restore point and restore. `minuteMs` is shorter than a minute in practice. */
export const holdView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('no-restore-point') }),
  z.strictObject({ phase: z.enum(['running', 'over']), beganUtc: utcTime, endsUtc: utcTime, minuteMs: z.int() }),
]);
export type HoldView = z.output<typeof holdView>;

/** Null where no recovery is open, or where another machine restores. */
export const recoveryTimeView = recoveryClockView
  .extend({
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
