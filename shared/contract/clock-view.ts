// The clock on the wall, as people read it, beside that of the machine.
import { z } from 'zod';
import { utcTime } from '../schemas/atoms.ts';

/** `aheadSeconds`: how far the machine's clock is ahead of the wall's; negative when it is behind. */
export const wallClock = z.strictObject({
  phase: z.literal('set'),
  wallUtc: utcTime,
  machineUtc: utcTime,
  aheadSeconds: z.int(),
});
export const clockView = z.discriminatedUnion('phase', [z.strictObject({ phase: z.literal('unset') }), wallClock]);
export type ClockView = z.output<typeof clockView>;
