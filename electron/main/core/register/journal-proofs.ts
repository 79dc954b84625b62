// Proofs of custody from the journal of a ceremony: which copy of which key opened its share, and on which day.
import type { CopyProof } from '#shared/register/proofs.ts';
import type { CustodyRegister, ProofKind } from '#shared/register/register.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { verifyJournal } from '../journal/chain.ts';
import { assertSame, wallDay } from './same-custody.ts';

type CeremonyKind = NonNullable<JournalState['plan']>['ceremonyKind'];

/** In a recovery nobody asks which copy it was; a share check and a quorum drill keep logs of their own. */
const kindOf: Readonly<Record<CeremonyKind, ProofKind | undefined>> = {
  activation: 'activation',
  're-wrap': 're-wrap',
  recovery: undefined,
  drill: undefined,
};

/**
 * The proofs of a register's keys in a journal.
 * @throws REGISTER_NO_PROOF if the journal is empty, if its ceremony was given up, or if it proves none of these keys; REGISTER_DIFFERS if
 *   it is of the other mode or of another security domain; JOURNAL_… if it is damaged
 */
export function journalProofs(register: CustodyRegister, journal: Uint8Array): readonly CopyProof[] {
  const { entries, head } = verifyJournal(journal);
  const { ceremony, practice } = head.state.opened ?? refuse({ code: 'REGISTER_NO_PROOF', ceremony: null });
  assertSame('practice', String(register.practice), String(practice));
  // A journal may prove keys before the register knows the file, and a register outlives a re-wrap.
  const loaded = head.state.securityDomain?.sha256;
  if (register.securityDomainSha256 !== null && loaded !== undefined)
    assertSame('security domain', register.securityDomainSha256, loaded);
  // Copies of a set that is not used prove nothing about the one that is.
  if (head.state.givenUp) return refuse({ code: 'REGISTER_NO_PROOF', ceremony });
  const { plan } = head.state;
  const how = plan && kindOf[plan.ceremonyKind];
  const known = new Set(register.custodians.map(({ certificateSha256 }) => certificateSha256));
  let aheadMs = 0;
  const proofs = entries.flatMap(({ at, event }): readonly CopyProof[] => {
    if (event.kind === 'wall-clock') aheadMs = Date.parse(at) - Date.parse(event.wall);
    if (event.kind !== 'custodian-proven' || how === undefined || !known.has(event.certificateSha256)) return [];
    const copy = event.copy === 1 ? 1 : 2;
    return [{ certificateSha256: event.certificateSha256, copy, on: wallDay(at, aheadMs), how, ceremony }];
  });
  return proofs.length > 0 ? proofs : refuse({ code: 'REGISTER_NO_PROOF', ceremony });
}
