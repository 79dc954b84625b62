// The report of a rehearsal from the bytes of its journals: of this ceremony, whole, and of practice.
import { refuse } from '#shared/faults/fault.ts';
import type { JournalState } from '#shared/journal/state.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { Injection, RehearsalFile, RehearsalReport } from '#shared/rehearsal/files.ts';
import { nextStage, sidesOf } from '#shared/rehearsal/guide.ts';
import type { Witnessed } from '#shared/rehearsal/faults.ts';
import { reportFaults } from '#shared/rehearsal/report.ts';
import { verifyJournal } from '../journal/chain.ts';

export interface ReportOrder {
  readonly rehearsal: RehearsalFile;
  /** The rehearsed plan: it says whose turn a refused share was. */
  readonly plan: Plan;
  readonly injections: readonly Injection[];
  /** The bytes of every journal of the rehearsal. */
  readonly journals: readonly Uint8Array[];
  /** When the report is made, ISO 8601 in UTC. */
  readonly now: string;
}

/**
 * What was injected in a rehearsal, and what its journals show of it.
 * @throws REHEARSAL_JOURNAL_OTHER, JOURNAL_… if a journal is damaged
 */
export function reportJournals({ rehearsal, plan, injections, journals, now }: ReportOrder): RehearsalReport {
  const { ceremony, planSha256, trainer, faults } = rehearsal;
  const read = journals.map((bytes) => witnessed(bytes, ceremony));
  const sides = sidesOf(
    read.map(({ state }) => state),
    ceremony,
  );
  return {
    format: 'lifeboat-rehearsal-report',
    v: 1,
    practice: true,
    ceremony,
    planSha256,
    trainer,
    reportedAt: now,
    /* v8 ignore next -- @preserve Only a whole rehearsal has no next stage; the tests of the command and of the
     * drill report on one, and are not counted here. */
    stage: nextStage(sides) ?? null,
    ...reportFaults(
      faults,
      injections,
      read.flatMap(({ events }) => events),
      {
        holderOf: (certificate) => holderIn(plan, certificate),
        certificateOf: (custodian) => certificateIn(plan, custodian),
      },
    ),
  };
}

/** The certificate of a custodian by number, 1 to N; null where nobody is meant or the plan has none. */
export const certificateIn = ({ custodians }: Plan, custodian: number | null): string | null =>
  (custodian === null ? undefined : custodians[custodian - 1]?.certificateSha256) ?? null;

function holderIn({ custodians, people }: Plan, certificate: string): string | undefined {
  const custodian = custodians.find(({ certificateSha256 }) => certificateSha256 === certificate);
  return people.find(({ id }) => id === custodian?.person)?.name;
}

function witnessed(
  bytes: Uint8Array,
  expected: string,
): { readonly state: JournalState; readonly events: readonly Witnessed[] } {
  const { entries, head } = verifyJournal(bytes);
  const { opened } = head.state;
  const found = opened?.practice === true ? opened.ceremony : 'a real ceremony';
  if (opened === undefined || found !== expected) return refuse({ code: 'REHEARSAL_JOURNAL_OTHER', expected, found });
  return { state: head.state, events: entries.map(({ at, event }) => ({ machine: opened.machine, at, event })) };
}
