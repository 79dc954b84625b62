// Calls about journals: checked and read page by page; exceptions are written with the people of the plan, and close off damage.
import { basename } from 'node:path';
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { JournalView } from '#shared/contract/tools/journals.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { ExceptionSheet } from '#shared/journal/events.ts';
import { openingOf } from '#shared/journal/grade.ts';
import { sheetOfPlan } from '#shared/plan/people.ts';
import { maxJournalBytes, readJournal, type ReadJournal } from '#core/journal/chain.ts';
import { planOfJournal } from '#core/journal/plan-of-journal.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { standingFailures } from '#core/journal/standing-failures.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { askException } from '#services/app/questions/exception.ts';
import { clockOf, refuseProduction, withJournal } from '#services/app/chosen-files.ts';
import { readWholeFile } from '#platform/files.ts';
import { closeOffJournal } from '#services/journal/journal-file.ts';
import { noteException } from '#services/journal/common-events.ts';
import { openCalls } from '#shared/journal/call-index.ts';

/** Events on one page. */
const pageLength = 50;

export function journalCalls(services: AppServices): ToolsHandlers['journals'] {
  const { files } = services;
  const read = async (token: string): Promise<ReadJournal> =>
    readJournal(await readWholeFile(files.path(token, 'journal'), maxJournalBytes));
  const nameOf = (token: string): string => visibleText(basename(files.path(token, 'journal')), 80);
  return {
    read: async ({ journal, page }) => viewOf(nameOf(journal), await read(journal), page),
    async except({ journal: token, plan: planToken, check }) {
      const before = await read(token);
      const practice = openingOf(before.head.state)?.practice ?? true;
      refuseProduction(services, practice);
      const plan = planOfJournal(await readWholeFile(files.path(planToken, 'plan'), maxBundleBytes), before);
      const failure = standingFailures(before.head.state).find((each) => each.check === check);
      const note = (sheet: ExceptionSheet): Promise<string | null> =>
        write(services, token, before, sheetOfPlan(plan, sheet), check);
      const deciders = before.damage === undefined && failure === undefined ? 1 : 2;
      const kept = await services.confirm(askException({ practice, failure, deciders, note }));
      return { journal: viewOf(nameOf(token), await read(token), 0), kept };
    },
  };
}

/** @returns the name of the file with what was damaged; null where nothing was */
async function write(
  services: AppServices,
  token: string,
  { damage }: ReadJournal,
  sheet: ExceptionSheet,
  check: string | null,
): Promise<string | null> {
  if (damage !== undefined) {
    const kept = await closeOffJournal(services.files.path(token, 'journal'), clockOf(services), sheet);
    return kept === undefined ? null : visibleText(basename(kept), 120);
  }
  await withJournal(services, token, (journal) => noteException(journal, sheet, check));
  return null;
}

function viewOf(name: string, { head, entries, damage }: ReadJournal, page: number): JournalView {
  const opening = openingOf(head.state);
  const { opened, plan, closed, failures, exceptions, challengeIssued } = head.state;
  const end = Math.max(0, entries.length - page * pageLength);
  return {
    name,
    ceremony: opening?.ceremony ?? null,
    practice: opening?.practice ?? false,
    role: opened?.role ?? null,
    planSha256: plan?.planSha256 ?? null,
    challenge: challengeIssued ?? null,
    events: head.n,
    head: head.sha256,
    closed,
    givenUp: head.state.givenUp !== undefined,
    damage: damage ?? null,
    failures: failures.map((each) => each.check),
    exceptions,
    openCalls: openCalls(head.state).map(({ id }) => id),
    page: entries
      .slice(Math.max(0, end - pageLength), end)
      .reverse()
      .map(({ n, at, event }) => ({ n, at, event })),
  };
}
