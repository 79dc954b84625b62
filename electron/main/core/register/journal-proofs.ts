// Proofs of custody from the journal of a ceremony or a drill: which copy of which key opened its share, and on which day.
import type { CopyProof } from '#shared/register/proofs.ts';
import type { CustodyRegister, ProofKind } from '#shared/register/register.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { verifyJournal } from '../journal/chain.ts';

type CeremonyKind = NonNullable<JournalState['plan']>['ceremonyKind'];
type SessionPurpose = NonNullable<JournalState['session']>['purpose'];

/** In a recovery nobody asks which copy it was, and a making of keys opens no share. */
const kindOf: Readonly<Record<CeremonyKind | SessionPurpose, ProofKind | undefined>> = {
  activation: 'activation',
  're-wrap': 're-wrap',
  recovery: undefined,
  drill: undefined,
  'share-check': 'share-check',
  'quorum-drill': 'quorum-drill',
  'custodian-keys': undefined,
};

/**
 * The proofs of a register's keys in a journal. In a drill several security domains may be opened, and the same keys may open them: what
 * was proven of another one than the register's proves nothing here.
 * @throws REGISTER_NO_PROOF if the journal is empty, if its ceremony was given up, or if it proves none of these keys; REGISTER_DIFFERS if
 *   it is of the other mode or of another security domain; JOURNAL_… if it is damaged or of another version
 */
export function journalProofs(register: CustodyRegister, journal: Uint8Array): readonly CopyProof[] {
  const { entries, head } = verifyJournal(journal);
  const { opened, session, plan, givenUp, securityDomain } = head.state;
  const { ceremony, practice } = opened ?? session ?? refuse({ code: 'REGISTER_NO_PROOF', ceremony: null });
  assertSame('practice', String(register.practice), String(practice));
  const own = register.securityDomainSha256;
  // A journal may prove keys before the register knows the file, and a register outlives a re-wrap.
  if (opened && own !== null && securityDomain) assertSame('security domain', own, securityDomain.sha256);
  // Copies of a set that is not used prove nothing about the one that is.
  if (givenUp) return refuse({ code: 'REGISTER_NO_PROOF', ceremony });
  const purpose = session?.purpose ?? plan?.ceremonyKind;
  const how = purpose && kindOf[purpose];
  const known = new Set(register.custodians.map(({ certificateSha256 }) => certificateSha256));
  let aheadMs = 0;
  let domain: string | undefined;
  const opening = entries.flatMap(({ at, event }) => {
    if (event.kind === 'security-domain-loaded') domain = event.sha256;
    if (event.kind === 'wall-clock' || event.kind === 'clock-read') aheadMs = Date.parse(at) - Date.parse(event.wall);
    if (event.kind !== 'custodian-proven' || how === undefined || !known.has(event.certificateSha256)) return [];
    const copy: CopyProof['copy'] = event.copy === 1 ? 1 : 2;
    const { certificateSha256, onItsWord } = event;
    const shown = onItsWord === true ? 'share-check-on-its-word' : how;
    return [{ domain, proof: { certificateSha256, copy, on: wallDay(at, aheadMs), how: shown, ceremony } }];
  });
  const proofs = opening.filter((each) => own === null || each.domain === own).map(({ proof }) => proof);
  const [other] = opening;
  if (proofs.length === 0 && own !== null && other?.domain) assertSame('security domain', own, other.domain);
  return proofs.length > 0 ? proofs : refuse({ code: 'REGISTER_NO_PROOF', ceremony });
}

/** @throws REGISTER_DIFFERS where the two are not the same */
export function assertSame(what: 'practice' | 'security domain', expected: string, found: string): void {
  if (expected !== found) refuse({ code: 'REGISTER_DIFFERS', what, expected, found });
}

/**
 * The day of something by the clock on the wall (REQ-18): the machine's clock only says how long ago it was read.
 * @param at the machine's clock, ISO 8601
 * @param aheadMs by how much the machine was ahead of the wall when people read both
 */
export const wallDay = (at: string, aheadMs: number): string =>
  new Date(Date.parse(at) - aheadMs).toISOString().slice(0, 10);
