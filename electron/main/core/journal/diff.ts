// Comparing the journals of two machines: what both must know the same, with the times and each one's own work left out.
import type { JournalEvent } from '#shared/journal/events.ts';
import type { JournalEntry } from './chain.ts';

/** One fact that two machines share, and on whose side it stands. */
export interface JournalDifference {
  readonly side: 'left' | 'right';
  readonly fact: string;
}

/** The facts that are in one journal only, left ones first; none if the journals agree. */
export function diffJournals(
  left: readonly JournalEntry[],
  right: readonly JournalEntry[],
): readonly JournalDifference[] {
  const [inLeft, inRight] = [sharedFacts(left), sharedFacts(right)];
  return [...onlyIn(inLeft, inRight, 'left'), ...onlyIn(inRight, inLeft, 'right')];
}

/** Facts that both machines of one ceremony come to know, each as one line. */
export const sharedFacts = (entries: readonly JournalEntry[]): readonly string[] => [
  ...new Set(entries.flatMap(({ event }) => factsOf(event))),
];

function onlyIn(
  facts: readonly string[],
  others: readonly string[],
  side: JournalDifference['side'],
): JournalDifference[] {
  const known = new Set(others);
  return facts.filter((fact) => !known.has(fact)).map((fact) => ({ side, fact }));
}

function factsOf(event: JournalEvent): readonly string[] {
  if (event.kind === 'journal-opened') return [`ceremony ${event.ceremony}${event.practice ? ' PRACTICE' : ''}`];
  if (event.kind === 'plan-adopted') return [`plan ${event.planSha256}`];
  if (event.kind !== 'bundle-written' && event.kind !== 'bundle-accepted') return [];
  const { seq, type, payloadSha256, fileSha256, exchange } = event;
  return [`bundle ${seq} ${type} payload ${payloadSha256} file ${fileSha256} exchange key ${exchange ?? 'none'}`];
}
