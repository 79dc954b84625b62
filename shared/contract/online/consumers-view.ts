// Who uses which key, after a recovery: what each consumer must change, and whether it has.
import { z } from 'zod';
import { awayEffects } from '../../consumers/kinds.ts';
import { consumerProgress, howToMove, roleStates } from '../../consumers/work.ts';
import { utcTime } from '../../schemas/atoms.ts';

const consumerRow = z.strictObject({
  /** Resource id. */
  id: z.string(),
  name: z.string(),
  /** Resource type in lower case. */
  type: z.string(),
  region: z.string(),
  owner: z.string().nullable(),
  effect: z.enum(awayEffects),
  minutes: z.int().nullable(),
  how: z.enum(howToMove),
  moves: z.array(z.strictObject({ path: z.string(), oldUri: z.string(), newUri: z.string() })),
  missing: z.array(z.string()),
  isStranded: z.boolean(),
  role: z.string(),
  roleState: z.enum(roleStates),
  /** For the shell of this machine. */
  commands: z.array(z.string()),
  source: z.string().nullable(),
  /** Null until Azure was asked. */
  progress: z.enum(consumerProgress).nullable(),
});
export type ConsumerRow = z.output<typeof consumerRow>;

export const consumersView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    phase: z.literal('listed'),
    /** The first of them, the most urgent first; `count` says how many there are. */
    rows: z.array(consumerRow),
    count: z.int(),
    /** How many are back, and when Azure said so; null until it was asked. */
    checked: z.strictObject({ back: z.int(), atUtc: utcTime }).nullable(),
  }),
]);
export type ConsumersView = z.output<typeof consumersView>;
