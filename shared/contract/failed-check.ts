// A check that failed and stands: only an exception that names it leads on. Both apps show it the same way.
import { z } from 'zod';
import { ourFault } from './ours.ts';

export const failedCheck = z.strictObject({
  check: z.string(),
  /** Of the script. */
  step: z.string(),
  /** The code of the fault; empty where the journal names none. */
  fault: z.string(),
  /** The fault itself, where the journal keeps it whole. */
  known: ourFault.nullable(),
});
export type FailedCheckView = z.output<typeof failedCheck>;
