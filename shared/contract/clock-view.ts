// The clock on the wall, as people read it, beside that of the machine.
import { z } from 'zod';
import type { JournalState } from '../journal/state.ts';
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

/** The clock on the wall as it was read last, by the journal. */
export function clockViewOf({ wallClock: read }: Pick<JournalState, 'wallClock'>): ClockView {
  if (read === undefined) return { phase: 'unset' };
  const aheadSeconds = Math.round((Date.parse(read.at) - Date.parse(read.wall)) / 1000);
  return { phase: 'set', wallUtc: read.wall, machineUtc: read.at, aheadSeconds };
}
