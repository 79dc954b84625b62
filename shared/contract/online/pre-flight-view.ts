// The pre-flight checks: what would fail, before anything is done.
import { z } from 'zod';
import type { OnlineCheck } from '../../online/check-results.ts';
import { utcTime } from '../../schemas/atoms.ts';
import { ours } from '../ours.ts';

export const preFlightView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('not-looked') }),
  z.strictObject({ phase: z.literal('looking'), sinceUtc: utcTime }),
  z.strictObject({
    phase: z.literal('looked'),
    atUtc: utcTime,
    checks: z.array(ours<OnlineCheck>('outcome')),
    /** Whether nothing would fail, as far as could be asked. */
    isClear: z.boolean(),
  }),
]);
export type PreFlightView = z.output<typeof preFlightView>;
