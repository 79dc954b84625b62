// How far each machine's journal is signed: by itself to its end, and by another machine up to a line. What comes after that line is one
// machine's word.
import type { EvidenceReport, Finding, PeoplesWord } from '#shared/evidence/report.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { type CheckedBundle, lostJournal } from './bundles.ts';
import type { CheckedJournal, PackedJournal } from './journals.ts';

/** Machines that keep a journal, in the order in which they are told. */
const machines = ['offline', 'operator-1', 'operator-2'] as const;

export const byMachine = <Journal extends PackedJournal>(journals: readonly Journal[]): readonly Journal[] =>
  machines.flatMap((role) => journals.filter((journal) => journal.role === role));

/**
 * What keeps a package from being whole: a machine of the plan whose journal is lost, is not here, or ends without a signature. The second
 * operator's machine is asked for in a recovery alone, where it fetches the exchange key.
 * @throws EVIDENCE_JOURNAL_MISSING
 */
export function incompleteIn(
  { kind, identities }: Plan,
  bundles: readonly CheckedBundle[],
  journals: readonly CheckedJournal[],
): EvidenceReport['incomplete'] {
  const lost = lostJournal(bundles, journals);
  return machines.flatMap((role): EvidenceReport['incomplete'] => {
    if (lost?.role === role) return [lost];
    const journal = journals.find((each) => each.role === role);
    const isAsked = role !== 'operator-2' || kind === 'recovery';
    const isMissing = journal === undefined && isAsked && identities.some((identity) => identity.role === role);
    if (!isMissing && journal?.isEndSigned !== false) return [];
    return [{ code: 'EVIDENCE_END_UNSIGNED', role, hasJournal: journal !== undefined }];
  });
}

/** The lines of each journal that no other machine has signed, and what kinds of events they are. */
export const ownWords = (
  journals: readonly CheckedJournal[],
  bundles: readonly CheckedBundle[],
): readonly Finding<PeoplesWord>[] =>
  byMachine(journals).flatMap((journal) => ownWord(journal, fixedUpTo(journal, journals, bundles)));

/** The lines of a journal after one of them, by their kinds; its signature is no event that rests on anybody. */
export function ownWord({ role, entries }: PackedJournal, after: number): readonly Finding<PeoplesWord>[] {
  const lines = entries.filter(({ n, event }) => n > after && event.kind !== 'journal-signed');
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return [];
  const kinds = new Set(lines.map(({ event }) => event.kind));
  return [{ id: 'own-word', value: `${role}, ${first.n}-${last.n}: ${[...kinds].join(', ')}` }];
}

/** The number of the last line that another machine's signature covers. */
function fixedUpTo(
  journal: CheckedJournal,
  journals: readonly CheckedJournal[],
  bundles: readonly CheckedBundle[],
): number {
  return Math.max(
    0,
    ...endsIn(journal, bundles).flatMap(({ bundle, events }) => {
      // Two machines sign the bundle of an exchange key, with what both journals had fetched.
      if (bundle.payload.type === 'exchange-key') return [events];
      const receiver = journals.find(({ keyId }) => keyId === bundle.payload.to);
      const accepted = receiver?.notedBundles.get(bundle.payload.seq);
      const isSigned =
        receiver && accepted?.event.kind === 'bundle-accepted' && accepted.n <= signedUpTo(receiver, bundles);
      return isSigned ? [events] : [];
    }),
  );
}

/** The number of the last line that a machine has signed itself. */
const signedUpTo = (journal: CheckedJournal, bundles: readonly CheckedBundle[]): number =>
  journal.isEndSigned ? journal.entries.length : Math.max(0, ...endsIn(journal, bundles).map(({ events }) => events));

/** Where a machine's journal ended, in each bundle that it signed. */
function endsIn(
  { role, keyId }: CheckedJournal,
  bundles: readonly CheckedBundle[],
): readonly { readonly bundle: CheckedBundle; readonly events: number }[] {
  return bundles.flatMap((bundle) => {
    const { payload } = bundle;
    if (payload.from === keyId) return [{ bundle, events: payload.journal.events }];
    if (role !== 'operator-2' || payload.type !== 'exchange-key') return [];
    return [{ bundle, events: payload.body.second.journal.events }];
  });
}
