// The journals of an evidence package: whole, in order, and of the ceremony, plan and machines of the package.
import { type JournalEntry, type JournalHead, verifyJournal } from '../journal/chain.ts';
import { diffJournals } from '../journal/diff.ts';
import type { SignedPlan } from '../plan/approval.ts';
import type { PlanIdentity } from '../plan/plan-file.ts';
import { agree } from './agree.ts';
import type { EvidenceFiles } from './manifest.ts';

export interface CheckedJournal {
  readonly path: string;
  readonly machine: 'offline' | 'online';
  readonly entries: readonly JournalEntry[];
  readonly head: JournalHead;
}

/**
 * @throws JOURNAL_… if one is damaged or out of order; EVIDENCE_CONTRADICTS if it is of something else
 */
export function checkJournals(
  files: EvidenceFiles,
  { plan, planSha256 }: SignedPlan,
  pins: readonly PlanIdentity[],
): readonly CheckedJournal[] {
  return [...files]
    .filter(([path]) => path.startsWith('journals/') && path.endsWith('.jsonl'))
    .map(([path, bytes]) => {
      const { entries, head } = verifyJournal(bytes);
      const { opened, plan: adopted } = head.state;
      agree(`ceremony of ${path}`, plan.ceremony, opened?.ceremony ?? 'none');
      agree(`practice of ${path}`, String(plan.practice), String(opened?.practice));
      agree(`plan of ${path}`, planSha256, adopted?.planSha256 ?? planSha256);
      const machine = pins.find(({ role }) => role === opened?.role);
      const pinned = machine?.keyId ?? 'one of the plan';
      agree(`machine of ${path}`, pinned, opened?.keyId ?? 'none');
      return { path, machine: opened?.machine ?? 'offline', entries, head };
    });
}

/** What one side's journal says and the other's does not, where there are both. */
export function journalDifferences(journals: readonly CheckedJournal[]): readonly string[] {
  const entriesOf = (machine: CheckedJournal['machine']): readonly JournalEntry[] =>
    journals.filter((journal) => journal.machine === machine).flatMap(({ entries }) => entries);
  const [offline, online] = [entriesOf('offline'), entriesOf('online')];
  if (offline.length === 0 || online.length === 0) return [];
  return diffJournals(offline, online).map(({ side, fact }) => `${side === 'left' ? 'offline' : 'online'}: ${fact}`);
}
