// The self-test: what the program asserts about itself on the machine in front of us, and how each answer is written down.
import { z } from 'zod';
import { appVersion, utcTime } from '../schemas/atoms.ts';

/** Every check, in the order in which they are run. */
export const selfTestChecks = [
  'program-files',
  'fuses',
  'switches',
  'sandbox',
  'context-isolation',
  'no-node',
  'screens-served',
  'changed-file-refused',
  'page-reach',
  'session-reach',
  'permissions',
  'custody-absent',
  'custody-keys',
  'custody-end',
  'custody-environment',
  'custody-sockets',
  'paper',
  'media',
  'journal-lock',
  'crash-dumps',
  'process-memory',
  'quit',
] as const;
export type SelfTestCheck = (typeof selfTestChecks)[number];

/** Why a check could not be asked. */
export const notAskedReasons = [
  /** The program runs on something that stands for Electron: what it did there proves nothing about Electron. */
  'not-electron',
  /** Started from the source: nothing is packed. */
  'not-packaged',
  /** The operating system does not tell a program this. */
  'not-told',
  /** Only asked as the program ends, so only by `--self-test`. */
  'at-quit',
  /** The minute was over. */
  'out-of-time',
] as const;
export type NotAskedReason = (typeof notAskedReasons)[number];

const detail = z.string().max(400);

/** One answer. `detail` is what was seen: names, codes and numbers, the same in every language. */
export const selfTestLine = z.discriminatedUnion('outcome', [
  z.strictObject({ check: z.enum(selfTestChecks), outcome: z.literal('passed'), detail: detail.nullable() }),
  z.strictObject({ check: z.enum(selfTestChecks), outcome: z.literal('failed'), detail }),
  z.strictObject({
    check: z.enum(selfTestChecks),
    outcome: z.literal('not-asked'),
    reason: z.enum(notAskedReasons),
    detail: detail.nullable(),
    /** Where Electron is missing: what the check came to all the same. It proves nothing, and shows that the check runs. */
    rehearsed: z.enum(['passed', 'failed']).nullable(),
  }),
]);
export type SelfTestLine = z.infer<typeof selfTestLine>;
export type SelfTestOutcome = SelfTestLine['outcome'];

export const selfTestReport = z.strictObject({
  /** By the machine's clock. */
  at: utcTime,
  app: appVersion,
  /** The Electron that was asked; null where none is underneath. */
  electron: z.string().max(40).nullable(),
  isPackaged: z.boolean(),
  /** As Node names it: linux, darwin, win32. */
  platform: z.string().max(20),
  lines: z.array(selfTestLine).max(selfTestChecks.length),
});
export type SelfTestReport = z.infer<typeof selfTestReport>;
