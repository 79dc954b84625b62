// The journals of an evidence package: whole, in order, of the ceremony and plan of the package, and one for each machine.
import { Refusal, refuse } from '#shared/faults/fault.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { attestationAuthorities } from '../custodian-key/practice-authority.ts';
import { verifyKeptAttestation } from '../custodian-key/token-attestation.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { type JournalEntry, type JournalHead, verifyJournal } from '../journal/chain.ts';
import { diffJournals } from '../journal/diff.ts';
import { isEndSigned } from '../journal/signed-end.ts';
import type { SignedPlan } from '../plan/approval.ts';
import { planFacts } from '../plan/facts.ts';
import type { PlanIdentity } from '../plan/plan-file.ts';
import type { SignerRole } from '../transfer/roles.ts';
import { agree, contradict } from './agree.ts';
import type { EvidenceFiles } from './manifest.ts';

/** A journal of a package, of a ceremony or of an emergency. */
export interface PackedJournal {
  readonly path: string;
  /** Of the machine that wrote it. */
  readonly role: SignerRole;
  readonly entries: readonly JournalEntry[];
  readonly head: JournalHead;
}

export interface CheckedJournal extends PackedJournal {
  /** The machine's key as the plan pins it. */
  readonly keyId: string;
  /** Whether that machine has signed its end. */
  readonly isEndSigned: boolean;
  /** The lines that note a bundle, by its number. */
  readonly notedBundles: ReadonlyMap<number, JournalEntry>;
}

/** The ends of journals as they were typed from paper, SHA-256 in hex by the machine's role. */
export type PaperHeads = Readonly<Partial<Record<SignerRole, string>>>;

/**
 * @throws JOURNAL_… if one is damaged or out of order; EVIDENCE_CONTRADICTS if it is of something else; EVIDENCE_FILE_UNKNOWN for another
 *   file among them; EVIDENCE_JOURNAL_TWICE
 */
export function checkJournals(
  files: EvidenceFiles,
  signedPlan: SignedPlan,
  pins: readonly PlanIdentity[],
): readonly CheckedJournal[] {
  const journals = [...files]
    .filter(([path]) => path.startsWith('journals/'))
    .map(([path, bytes]) =>
      path.endsWith('.jsonl')
        ? checkOne(path, bytes, signedPlan, pins)
        : refuse({ code: 'EVIDENCE_FILE_UNKNOWN', path }),
    );
  for (const { role, keyId, path } of journals) {
    const first = journals.find((each) => each.keyId === keyId);
    if (first?.path !== path) refuse({ code: 'EVIDENCE_JOURNAL_TWICE', role, path });
  }
  return journals;
}

function checkOne(path: string, bytes: Buffer, signedPlan: SignedPlan, pins: readonly PlanIdentity[]): CheckedJournal {
  const { plan, planSha256 } = signedPlan;
  const { entries, head } = verifyJournal(bytes);
  const { opened, plan: adopted } = head.state;
  if (opened === undefined) return contradict('journal-of-ceremony', `ceremony of ${path}`, plan.ceremony, 'none');
  agree('journal-of-ceremony', `ceremony of ${path}`, plan.ceremony, opened.ceremony);
  agree('journal-of-ceremony', `practice of ${path}`, String(plan.practice), String(opened.practice));
  agree('journal-of-plan', `plan of ${path}`, planSha256, adopted?.planSha256 ?? planSha256);
  const isAsPlanned = !adopted || encodeCanonicalJson({ ...adopted }).equals(factsFor(adopted, signedPlan));
  agree('journal-of-plan', `plan facts of ${path}`, 'true', String(isAsPlanned));
  for (const { event } of entries) if (event.kind === 'custodian-key-made') checkAttested(path, event, plan.practice);
  const machine = pins.find(({ role }) => role === opened.role);
  if (machine?.keyId !== opened.keyId) {
    return contradict('journal-of-machine', `machine of ${path}`, machine?.keyId ?? 'one of the plan', opened.keyId);
  }
  // People may have taken a wrong file first: the last pairing of each role counts.
  for (const [paired, keyId] of Object.entries(head.state.peers)) {
    const role = pins.find((pin) => pin.keyId === keyId)?.role ?? 'none of the plan';
    agree('paired-machines', `role of the machine with ${keyId}, which ${path} was paired with`, paired, role);
  }
  const isSigned = isEndSigned({ path, entries, head }, machine);
  return {
    ...{ path, role: machine.role, keyId: machine.keyId, entries, head },
    ...{ isEndSigned: isSigned, notedBundles: bundleLines(entries) },
  };
}

/** What the vendor of a token has signed of a new key is of this key, on this token. */
function checkAttested(
  path: string,
  { custodian, certificateSha256, token }: EventOf<'custodian-key-made'>,
  practice: boolean,
): void {
  if (token?.attestation === undefined) return;
  const { serial, attestation } = token;
  try {
    verifyKeptAttestation(attestation, { certificateSha256, serial }, attestationAuthorities(practice));
  } catch (error) {
    /* v8 ignore else -- @preserve What was noted as attested is verified once more: it throws refusals alone, too. */
    if (error instanceof Refusal)
      return contradict('token-attested', `token of ${custodian} in ${path}`, 'attested', error.fault.code);
    throw error;
  }
}

/** What a journal must have of its plan. A journal of an earlier version has no source, and no grade. */
function factsFor(
  { source, grade }: Pick<EventOf<'plan-adopted'>, 'source' | 'grade'>,
  signedPlan: SignedPlan,
): Buffer {
  const { source: planned, grade: asked, ...facts } = planFacts(signedPlan);
  return encodeCanonicalJson({
    ...facts,
    ...(source && planned && { source: planned }),
    ...(grade && asked && { grade: asked }),
  });
}

/**
 * Lines are chained, not signed: its holder could write a journal again, and one that ends early looks whole. What is on paper does
 * not change: it is the hash of one of the lines, or the journal is another one.
 * @returns by path, how many lines there are after the one on paper
 * @throws EVIDENCE_JOURNAL_MISSING, EVIDENCE_CONTRADICTS
 */
export function comparePaperHeads(journals: readonly PackedJournal[], heads: PaperHeads): ReadonlyMap<string, number> {
  const after = new Map<string, number>();
  for (const [role, expected] of Object.entries(heads)) {
    const journal = journals.find((each) => each.role === role) ?? refuse({ code: 'EVIDENCE_JOURNAL_MISSING', role });
    const lines = lineHashes(journal);
    const at = lines.lastIndexOf(expected);
    if (at < 0)
      contradict('end-on-paper', `end of the journal on paper of ${journal.path}`, expected, journal.head.sha256);
    // The signature of the end may have been added after the end went to paper.
    const isSigned = journal.head.state.signed && at < lines.length - 1;
    after.set(journal.path, lines.length - (isSigned ? 2 : 1) - at);
  }
  return after;
}

const bundleLines = (entries: readonly JournalEntry[]): ReadonlyMap<number, JournalEntry> =>
  new Map(
    entries.flatMap((entry) =>
      entry.event.kind === 'bundle-written' || entry.event.kind === 'bundle-accepted' ? [[entry.event.seq, entry]] : [],
    ),
  );

/** The hash of each line, in order. */
const lineHashes = ({ entries, head }: PackedJournal): readonly string[] => [
  ...entries.slice(1).map(({ prev }) => prev),
  head.sha256,
];

/** What one side's journal says and the other's does not, where there are both. */
export function journalDifferences(journals: readonly CheckedJournal[]): readonly string[] {
  const offline = journals.find(({ role }) => role === 'offline');
  const online = journals.find(({ role }) => role === 'operator-1');
  if (!offline || !online) return [];
  const differences = diffJournals(offline.entries, online.entries);
  return differences.map(({ side, fact }) => `${side === 'left' ? 'offline' : 'online'}: ${fact}`);
}
