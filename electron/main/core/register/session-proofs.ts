// Proofs of custody from the log of a drill: which copy of which key opened its share, and on which day.
import type { CopyProof } from '#shared/register/proofs.ts';
import type { CustodyRegister, ProofKind } from '#shared/register/register.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { SessionEvent } from '#shared/session-log/events.ts';
import { verifySessionLog } from '../journal/session-log.ts';
import { assertSame, wallDay } from './same-custody.ts';

type Purpose = Extract<SessionEvent, { kind: 'session-begun' }>['purpose'];

/** A making of keys opens no share. */
const kindOf: Readonly<Record<Purpose, ProofKind | undefined>> = {
  'share-check': 'share-check',
  'quorum-drill': 'quorum-drill',
  'custodian-keys': undefined,
};

/**
 * The proofs of a register's keys in the log of a share check or a quorum drill. Shares of another security domain prove nothing here: the
 * same keys may open several.
 * @throws REGISTER_DIFFERS if the log is of the other mode, or of other security domains alone; REGISTER_NO_PROOF if it is empty or proves
 *   none of these keys; JOURNAL_… if it is damaged
 */
export function sessionProofs(register: CustodyRegister, log: Uint8Array): readonly CopyProof[] {
  const { entries, head } = verifySessionLog(log);
  const { id: ceremony, practice, purpose } = head.state.begun ?? refuse({ code: 'REGISTER_NO_PROOF', ceremony: null });
  assertSame('practice', String(register.practice), String(practice));
  const how = kindOf[purpose];
  const known = new Set(register.custodians.map(({ certificateSha256 }) => certificateSha256));
  let aheadMs = 0;
  let domain: string | undefined;
  const opened = entries.flatMap(({ at, event }) => {
    if (event.kind === 'security-domain-loaded') domain = event.file.sha256;
    if (event.kind === 'wall-clock') aheadMs = Date.parse(event.clock.machineUtc) - Date.parse(event.clock.wallUtc);
    if (event.kind !== 'share-accepted' || how === undefined) return [];
    const certificateSha256 = Buffer.from(event.thumbprint, 'base64url').toString('hex');
    if (!known.has(certificateSha256)) return [];
    return [{ domain, proof: { certificateSha256, copy: event.copy, on: wallDay(at, aheadMs), how, ceremony } }];
  });
  const own = register.securityDomainSha256;
  const proofs = opened.filter((each) => own === null || each.domain === own).map(({ proof }) => proof);
  if (proofs.length === 0 && own !== null && opened[0]?.domain) assertSame('security domain', own, opened[0].domain);
  return proofs.length > 0 ? proofs : refuse({ code: 'REGISTER_NO_PROOF', ceremony });
}
