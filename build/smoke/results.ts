// What `npm run smoke:electron` found: one table for people, one JSON for machines.
import { checksWith } from '#shared/self-test/outcomes.ts';
import { type SelfTestReport, selfTestReport } from '#shared/self-test/self-test.ts';

/** How one program ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

export interface SmokeRow {
  readonly what: string;
  readonly outcome: 'passed' | 'failed';
  readonly detail: string;
}

/** The report that a program printed as its only document. @throws where it is no report */
export function reportOf({ out }: Ran): SelfTestReport {
  const { result } = JSON.parse(out) as { result?: unknown };
  return selfTestReport.parse(result);
}

/** One row for the self-test of a packed program; whatever is not a good report with exit code 0 has failed. */
export function selfTestRow(
  name: string,
  ran: Ran,
): { readonly row: SmokeRow; readonly report: SelfTestReport | null } {
  const what = `${name}: --self-test`;
  let report: SelfTestReport;
  try {
    report = reportOf(ran);
  } catch {
    return {
      row: { what, outcome: 'failed', detail: `exit ${String(ran.code)}, no report: ${lastLine(ran)}` },
      report: null,
    };
  }
  const [passed, failed, open] = (['passed', 'failed', 'not-asked'] as const).map((outcome) =>
    checksWith(report, outcome),
  );
  const counts = `${passed!.length} passed, ${failed!.length} failed, ${open!.length} not asked`;
  // A packed program that does not say that it runs on Electron is not the one that was packed.
  const isReal = report.isPackaged && report.electron !== null;
  const names = [...(isReal ? [] : ['not a packed program on Electron']), ...failed!];
  const isWell = ran.code === 0 && names.length === 0;
  return {
    row: { what, outcome: isWell ? 'passed' : 'failed', detail: [counts, ...names].join('; ') },
    report,
  };
}

/**
 * One row for the specs. What ran on the test double proves nothing about Electron.
 * @param output what they printed, for where they did not come so far as to write a report
 * @param report Playwright's, as text
 */
export function specsRow(code: number | null, output: string, report: string): SmokeRow {
  const what = 'specs on the unpacked programs';
  const last = output.trim().split('\n').at(-1) ?? '';
  if (report === '') return { what, outcome: 'failed', detail: last };
  const { stats, config } = JSON.parse(report) as {
    readonly stats: Readonly<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>>;
    readonly config: { readonly metadata?: { readonly host?: string } };
  };
  const counts = `${stats.expected} passed, ${stats.unexpected + stats.flaky} failed, ${stats.skipped} skipped`;
  const isReal = config.metadata?.host === 'electron';
  return {
    what,
    outcome: code === 0 && isReal && stats.expected > 0 ? 'passed' : 'failed',
    detail: isReal ? counts : `${counts}; not on Electron`,
  };
}

/** One row for a switch with which a packed program must not start. */
export function refusalRow(name: string, given: string, ran: Ran): SmokeRow {
  const code = faultCode(ran);
  const isRefused = ran.code === 3 && (code === 'SWITCH_REFUSED' || code === 'SANDBOX_OFF');
  return {
    what: `${name}: ${given}`,
    outcome: isRefused ? 'passed' : 'failed',
    detail: isRefused ? `refused, ${code}` : `exit ${String(ran.code)}: ${lastLine(ran)}`,
  };
}

function faultCode({ out }: Ran): string | undefined {
  try {
    return (JSON.parse(out) as { fault?: { code?: string } }).fault?.code;
  } catch {
    return undefined;
  }
}

const lastLine = ({ out, error }: Ran): string =>
  [...error.split('\n'), ...out.split('\n')].findLast((line) => line.trim() !== '')?.slice(0, 200) ?? 'no word';

/** The table as lines of text. */
export function tableOf(rows: readonly SmokeRow[]): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  return rows
    .map(({ what, outcome, detail }) => `${outcome === 'passed' ? 'ok  ' : 'FAIL'} ${what.padEnd(width)}  ${detail}`)
    .join('\n');
}
