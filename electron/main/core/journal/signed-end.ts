// The signed end of a journal: when it closes, the machine signs the hash of its last line. Whatever is cut off or rewritten afterwards shows.
import { refuse } from '#shared/faults/fault.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { signedBytes } from '../transfer/envelope.ts';
import type { PublicIdentity, Signer } from '../transfer/identity.ts';
import { assertOnlySignature, isSignedBy } from '../transfer/signature.ts';
import { endOf, type JournalEntry, type JournalHead } from './chain.ts';

/** The media type that is signed with it: no other document can pass for an end. */
const journalEndType = 'application/vnd.lifeboat.journal-end.v1+json';

type Opened = Pick<EventOf<'journal-opened'>, 'ceremony' | 'practice' | 'role'>;

/** The bytes that are signed, DSSE's: nobody stores their body, which every reader makes from the journal. */
function bytesOf({ ceremony, practice, role }: Opened, end: Pick<JournalHead, 'n' | 'sha256'>): Buffer {
  const body = { format: 'lifeboat-journal-end', v: 1, ceremony, practice, role, ...endOf(end) };
  return signedBytes(journalEndType, encodeCanonicalJson(body));
}

/**
 * The last event of a journal that has ended: this machine's signature over its end.
 * @throws IDENTITY_FOREIGN where the journal is another machine's, or of no ceremony with a plan
 */
export function journalSigned({ n, sha256, state }: JournalHead, signer: Signer): EventOf<'journal-signed'> {
  const { opened } = state;
  if (opened?.keyId !== signer.keyId) return refuse({ code: 'IDENTITY_FOREIGN', role: signer.role });
  return {
    kind: 'journal-signed',
    keyId: signer.keyId,
    sig: signer.sign(bytesOf(opened, { n, sha256 })).toString('base64'),
  };
}

/**
 * Whether the end of a journal is signed, by the machine that wrote it.
 * @param self that machine's key, from the plan
 * @throws EVIDENCE_END_SIGNATURE where there is a signature, and it is not this machine's over this end
 */
export function isEndSigned(
  {
    path,
    entries,
    head: { state },
  }: {
    readonly path: string;
    readonly entries: readonly JournalEntry[];
    readonly head: JournalHead;
  },
  self: PublicIdentity,
): boolean {
  const last = entries.at(-1);
  if (last?.event.kind !== 'journal-signed' || state.opened === undefined) return false;
  const signatureDer = decodeBase64(last.event.sig);
  assertOnlySignature(signatureDer);
  const signed = bytesOf(state.opened, { n: last.n - 1, sha256: last.prev });
  return isSignedBy(self, signed, signatureDer) || refuse({ code: 'EVIDENCE_END_SIGNATURE', path });
}
