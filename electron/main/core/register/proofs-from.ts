// Proofs of custody from whatever was left by opening shares: the journal of a ceremony, or the log of a drill.
import type { CopyProof } from '#shared/register/proofs.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { maxJournalBytes } from '../journal/chain.ts';
import { isSessionLog } from '../journal/session-log.ts';
import { journalProofs } from './journal-proofs.ts';
import { sessionProofs } from './session-proofs.ts';

/** Greatest size of either in bytes; a log's own limit is below it. */
export const maxProvingBytes = maxJournalBytes;

/** @throws as journalProofs and sessionProofs */
export const proofsFrom = (register: CustodyRegister, file: Uint8Array): readonly CopyProof[] =>
  isSessionLog(file) ? sessionProofs(register, file) : journalProofs(register, file);
