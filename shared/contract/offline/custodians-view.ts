// The custodians: who has been here, and whose turn it is.
import { z } from 'zod';
import { utcTime } from '../../schemas/atoms.ts';
import { ourFault } from '../ours.ts';
import { copyNumber } from './new-key-view.ts';

/**
 * `who`: the name in the plan; empty where there is no plan. `copy`: the one that was inserted, as people said; null in a recovery.
 * `onItsWord`: in a share check no certificate lay beside the key, so nothing but its own process says that it opened the share.
 * `onToken`: the key is on a token, which has no copy.
 */
export const acceptedCustodian = z.strictObject({
  thumbprint: z.string(),
  fileName: z.string(),
  who: z.string(),
  copy: copyNumber.nullable(),
  atUtc: utcTime,
  onItsWord: z.exactOptional(z.literal(true)),
  onToken: z.exactOptional(z.literal(true)),
});
export type AcceptedCustodian = z.output<typeof acceptedCustodian>;

/** Who is at the screen and what happens there. */
export const custodianTurn = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('nobody') }),
  /** The others have looked away; the custodian chooses a key file. */
  z.strictObject({ phase: z.literal('choosing') }),
  z.strictObject({ phase: z.literal('passphrase'), fileName: z.string() }),
  z.strictObject({ phase: z.literal('opening'), fileName: z.string() }),
  /** The share is in, the key is forgotten; the stick must be taken out. */
  z.strictObject({ phase: z.literal('accepted'), fileName: z.string(), thumbprint: z.string() }),
  z.strictObject({ phase: z.literal('refused'), fileName: z.string(), fault: ourFault }),
]);
export type CustodianTurn = z.output<typeof custodianTurn>;

export const custodiansView = z.strictObject({
  have: z.int(),
  /** How many are needed: the quorum, or in a share check both copies of everybody whose key is on no token. 0 before a security domain is loaded. */
  required: z.int(),
  accepted: z.array(acceptedCustodian),
  turn: custodianTurn,
  /** Name of the custodian whose turn it is, where a plan says it. */
  who: z.string().nullable(),
  /** The copy that the custodian at the screen holds; null where nobody is there, and in a recovery. */
  copy: copyNumber.nullable(),
});
export type CustodiansView = z.output<typeof custodiansView>;
