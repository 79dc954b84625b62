// What an activation or a re-wrap has beside what every ceremony has.
import { z } from 'zod';
import { copyNumber, custodianId, newKey } from './new-key-view.ts';
import { readBackView } from '../read-back-view.ts';

/** What an activation or a re-wrap has beside what every ceremony has. */
export const activationView = z.strictObject({
  kind: z.enum(['activation', 're-wrap']),
  keys: z.array(newKey),
  /** Who is at the screen, with which copy, and for what. */
  turn: z
    .strictObject({
      custodian: custodianId,
      who: z.string(),
      copy: copyNumber,
      doing: z.enum(['make', 'write', 'check', 'prove']),
    })
    .nullable(),
  /** The read-back of the security domain; null until its bundle has come. */
  domainWords: readBackView.nullable(),
  /** The set that a re-wrap replaces; null where there was none before. It is kept until every new copy is proven. */
  oldSet: z.enum(['kept', 'destroyed']).nullable(),
  /** The end without proofs; null where there is none. */
  givenUp: z.strictObject({ by: z.array(z.string()), exception: z.int(), reason: z.string() }).nullable(),
});
export type ActivationView = z.output<typeof activationView>;
