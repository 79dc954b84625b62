// What this machine is used for, and which earlier sessions can be taken up again.
import { z } from 'zod';
import { sessionPurposes } from '../../journal/session-events.ts';
import { ceremonyId, utcTime } from '../../schemas/atoms.ts';
import { token, writtenFile } from '../files.ts';
import { ourFault } from '../ours.ts';

/** What a session at this machine is for. */
export const purpose = z.enum(['recovery', 'emergency', 'activation', 'share-check', 'quorum-drill', 'custodian-keys']);
export type Purpose = z.output<typeof purpose>;

export const ceremonyView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({ phase: z.literal('running'), id: ceremonyId, purpose, practice: z.boolean() }),
  z.strictObject({ phase: z.literal('finished'), id: ceremonyId, purpose, practice: z.boolean() }),
]);

/** Stands for the log or journal of a session that can be taken up again. */
export const sessionToken = token();
/** A drill or a making of keys that ended without a finish: what its log says, and what of it is still true. */
export const earlierSession = z.strictObject({
  log: sessionToken,
  id: ceremonyId,
  purpose: z.enum(sessionPurposes),
  practice: z.boolean(),
  /** When something was noted last, by this machine's clock. */
  lastUtc: utcTime,
  /** The end of the log is not what was written; what is before it is good. */
  isDamaged: z.boolean(),
  /** Shares that were in memory when it ended. They are gone, by design. */
  shares: z.int(),
  /** Copies that it has proven; a share check holds no shares. */
  proven: z.int(),
  exceptions: z.int(),
  written: z.array(writtenFile),
  wallUtc: utcTime.nullable(),
});
export type EarlierSession = z.output<typeof earlierSession>;

/** A recovery, an emergency or an activation whose journal was not closed. */
export const earlierCeremony = z.strictObject({
  purpose: purpose.extract(['recovery', 'emergency', 'activation']),
  journal: sessionToken,
  id: ceremonyId,
  practice: z.boolean(),
  lastUtc: utcTime,
  events: z.int(),
  /** What is wrong with the end of the journal; it must be closed off by an exception before anything goes on. */
  damage: ourFault.nullable(),
  shares: z.int(),
  exceptions: z.int(),
  /** Whether the words of the exchange key agreed, and whether the blob was built. Hashes stay out. */
  exchangeKey: z.boolean(),
  blob: z.boolean(),
  /** New keys of custodians that were made, and copies that have opened their share. */
  keysMade: z.int(),
  copiesProven: z.int(),
});
export type EarlierCeremony = z.output<typeof earlierCeremony>;
