// A recovery or an activation as its journal has it.
import { z } from 'zod';
import { sha256Hex } from '../../schemas/atoms.ts';
import { failedCheck } from '../exception-view.ts';
import { ourPlan } from '../ours.ts';
import { readBackView } from '../read-back-view.ts';

/** The ceremony of a recovery or an activation as its journal has it. */
export const recoveryView = z.strictObject({
  plan: ourPlan,
  /** Null until people have compared its words with the paper. */
  planSha256: sha256Hex.nullable(),
  /** Names of those who approved the plan. */
  approvers: z.array(z.string()),
  planWords: readBackView,
  /** Who holds this machine's identity. */
  holder: z.string(),
  /** Who holds the other machine's. */
  peer: z.string(),
  pairing: readBackView,
  /** The number that bundles for this machine must answer, hex; null until the plan is adopted. */
  challenge: z.string().nullable(),
  failures: z.array(failedCheck),
  /** Members of the security domain that this program did not know, by their paths, as the journal has them: they outlive a restart. */
  unknownMembers: z.array(z.string()),
  /** The bundle of the restore blob or of the certificates, once it is signed; its hash is null until both sides have agreed on its words. */
  sent: z
    .strictObject({ name: z.string(), payloadSha256: sha256Hex.nullable(), copies: z.int(), isReadBack: z.boolean() })
    .nullable(),
  /** What the online side said became of the upload. */
  outcome: z
    .strictObject({
      call: z.string(),
      verdict: z.enum(['succeeded', 'failed', 'unknown']),
      requestId: z.string(),
      detail: z.string(),
    })
    .nullable(),
  /** Number and hash of the last event. */
  head: z.strictObject({ n: z.int(), sha256: sha256Hex }),
});
export type RecoveryView = z.output<typeof recoveryView>;
