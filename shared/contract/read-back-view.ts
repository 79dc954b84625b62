// Words that one side reads aloud and the other types.
import { z } from 'zod';

/** Words that must be typed before this screen shows its own; `places` are counted from 1. */
export const readBackAsking = z.strictObject({
  phase: z.literal('asking'),
  places: z.array(z.int()),
  triesLeft: z.int(),
});
/** Wrong too often: only an exception leads on. */
export const readBackLocked = z.strictObject({ phase: z.literal('locked') });
export const readBackView = z.discriminatedUnion('phase', [
  readBackAsking,
  readBackLocked,
  z.strictObject({ phase: z.literal('agreed') }),
]);
export type ReadBackView = z.output<typeof readBackView>;
