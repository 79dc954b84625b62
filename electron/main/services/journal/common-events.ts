// What apps, commands and drills write into a journal in the same way: its beginning, pairings, exceptions, that shares are gone, its end.
import { randomBytes } from 'node:crypto';
import { refuse } from '#shared/faults/fault.ts';
import type { EventOf, ExceptionSheet } from '#shared/journal/events.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import type { ApprovedPlan } from '#core/plan/approval.ts';
import { assertPlanOfJournal, journalOpened, planAdopted } from '#core/plan/facts.ts';
import { journalSigned } from '#core/journal/signed-end.ts';
import type { PublicIdentity, Signer } from '#core/transfer/identity.ts';
import type { JournalWriter } from './journal-file.ts';

type Journal = Pick<JournalWriter, 'state' | 'append'>;
type Machine = Pick<PublicIdentity, 'role' | 'keyId'>;

/** A number that nobody can foresee, for the bundles to this machine: 16 bytes, hex. */
export const newChallenge = (): string => randomBytes(16).toString('hex');

/**
 * Writes what of the beginning is missing: a program that was killed in between goes on where it was.
 * @param challenge makes the number that this machine gives out
 * @throws IDENTITY_FOREIGN for the journal of another machine; PLAN_MISMATCH for that of another plan; JOURNAL_…, the file faults
 */
export async function beginJournal(
  journal: Journal,
  approved: ApprovedPlan,
  self: Machine,
  app: AppVersion,
  challenge = newChallenge,
): Promise<void> {
  if (!journal.state.opened) await journal.append(journalOpened(approved.plan, self, app));
  if (journal.state.opened?.keyId !== self.keyId) refuse({ code: 'IDENTITY_FOREIGN', role: self.role });
  if (!journal.state.plan) await journal.append(planAdopted(approved));
  assertPlanOfJournal(journal.state, approved.planSha256);
  if (!journal.state.challengeIssued) await journal.append({ kind: 'challenge-issued', challenge: challenge() });
}

/**
 * Notes the other machine's key of a pair whose code people have compared, and the number that it gave out.
 * @param challenge null where people did not say it
 */
export async function notePairing(journal: Journal, pair: readonly Machine[], challenge: string | null): Promise<void> {
  const own = journal.state.opened?.keyId;
  for (const { role, keyId } of pair.filter((each) => each.keyId !== own)) {
    await journal.append({ kind: 'peer-paired', role, keyId });
  }
  if (challenge !== null) await journal.append({ kind: 'challenge-noted', challenge });
}

/**
 * Writes an exception under the next number.
 * @param check the failed check that is left through it; null where none failed
 * @returns its number
 * @throws JOURNAL_OUT_OF_ORDER if no such check stands failed
 */
export async function noteException(journal: Journal, sheet: ExceptionSheet, check: string | null): Promise<number> {
  const number = journal.state.exceptions + 1;
  await journal.append({ kind: 'exception', number, check, ...sheet });
  return number;
}

/** Notes that shares are gone, where the journal says that there are some. */
export async function noteSharesGone(journal: Journal, reason: EventOf<'shares-gone'>['reason']): Promise<void> {
  const { shares, blob } = journal.state;
  if (shares.length > 0 || blob.phase === 'intended') await journal.append({ kind: 'shares-gone', reason });
}

type End = EventOf<'journal-closed' | 'given-up'>;

/** Ends a journal, and has its machine sign the end. @throws what `append` and `signEnd` throw; where only the latter does, the journal has ended */
export async function endJournal(
  journal: Pick<JournalWriter, 'state' | 'head' | 'append'>,
  end: End,
  signer: Signer,
): Promise<void> {
  await journal.append(end);
  await signEnd(journal, signer);
}

/** Signs the end of a journal. @throws IDENTITY_FOREIGN for another machine's; JOURNAL_OUT_OF_ORDER before its end, and where it is signed */
export async function signEnd(
  journal: Pick<JournalWriter, 'state' | 'head' | 'append'>,
  signer: Signer,
): Promise<void> {
  await journal.append(journalSigned({ ...journal.head, state: journal.state }, signer));
}
