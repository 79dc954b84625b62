// The lines of a self-test as people read them on a terminal.
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { checksWith } from '#shared/self-test/outcomes.ts';
import type { SelfTestLine, SelfTestReport } from '#shared/self-test/self-test.ts';

type Texts = ScreenTexts['selfTest'];

/** One line: what came of it, what was asked, and what was seen or why it could not be asked. */
export function lineText(line: SelfTestLine, { checks, outcomes, reasons }: Texts): string {
  const width = Math.max(...Object.values(outcomes).map(({ length }) => length));
  const reason = line.outcome === 'not-asked' ? line.reason : undefined;
  // What a stand-in for Electron has shown is for the tests: a person would take it for an answer.
  const seen = [reason && reasons[reason], reason === 'not-electron' ? null : line.detail];
  const why = seen.filter(Boolean).join('; ');
  return `${outcomes[line.outcome].padEnd(width)}  ${checks[line.check]}${why === '' ? '' : ` (${why})`}`;
}

/** The last lines: the counts, and what they mean. */
export function summaryText(report: SelfTestReport, texts: Texts): string[] {
  const count = (outcome: SelfTestLine['outcome']): number => checksWith(report, outcome).length;
  const meaning =
    count('failed') > 0 ? texts.someFailed : report.electron === null ? texts.nothingProven : texts.allWell;
  return ['', texts.counts(count('passed'), count('failed'), count('not-asked')), meaning];
}
