// The open ceremony: whose machine this is, what is in its journal, and the other side.
import { z } from 'zod';
import type { JournalEvent } from '../../journal/events.ts';
import { ceremonyKinds } from '../../plan/plan.ts';
import { ceremonyId, nonceHex, sha256Hex, utcTime } from '../../schemas/atoms.ts';
import { fileToken } from '../files.ts';
import { ourPlan, ours } from '../ours.ts';
import { readBackView } from '../read-back-view.ts';

/** Who this machine belongs to: the first operator makes the calls, the second observes and countersigns. */
export const operatorRole = z.enum(['operator-1', 'operator-2']);
export type OperatorRole = z.output<typeof operatorRole>;

export const onlineCeremonyView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    /** `closed`: the journal takes nothing more; everything can still be looked at. */
    phase: z.enum(['open', 'closed']),
    id: ceremonyId,
    practice: z.boolean(),
    kind: z.enum(ceremonyKinds),
    role: operatorRole,
    /** Who holds this machine's identity. */
    holder: z.string(),
    plan: ourPlan,
    planSha256: sha256Hex,
    /** Names of the people who approved the plan. */
    approvers: z.array(z.string()),
    /** The folder of the journal and of the answers, by its own name. */
    folder: z.string(),
    /** Whether it was begun in an earlier run of the program. */
    resumed: z.boolean(),
  }),
]);
export type OnlineCeremonyView = z.output<typeof onlineCeremonyView>;

/** A ceremony in this app's own folder that was not closed. */
export const earlierCeremony = z.strictObject({
  folder: fileToken,
  id: ceremonyId,
  practice: z.boolean(),
  /** Null for an emergency, in which nobody has one. */
  role: operatorRole.nullable(),
  lastUtc: utcTime,
});
export type EarlierCeremony = z.output<typeof earlierCeremony>;

export const activityView = z.strictObject({
  /** How many events the journal has, and the hash of the last. */
  events: z.int(),
  head: z.string(),
  /** The last of them, the latest first. */
  latest: z.array(z.strictObject({ n: z.int(), atUtc: utcTime, event: ours<JournalEvent>('kind') })),
});

/** The offline side, and the numbers that make bundles fresh. */
export const peersView = z.strictObject({
  /** The offline machine's key, once people have compared it. */
  offlineKeyId: sha256Hex.nullable(),
  /** The words of the pairing code; null where the plan names no offline machine. */
  words: readBackView.nullable(),
  /** The number that this machine gave out; bundles for it must answer it. Spoken to the offline side. */
  issued: nonceHex.nullable(),
  /** The number that the offline side gave out, as typed here. */
  noted: nonceHex.nullable(),
  /** The pairing code, once its words agreed: before, no page gets it. */
  code: sha256Hex.nullable(),
});
