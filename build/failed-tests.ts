// Which tests failed, read from the reports of the two runners, to be said once more after everything else: what one of them found can stand
// thousands of lines above the counts. And which were skipped, and how many are left to longer commands.
import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { longTag } from '#e2e/support/long.ts';

/** The most lines of one test's message: the first say what was expected, and the whole is above. */
const mostLines = 12;

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
          tags: z.array(z.string()),
        }),
      ),
    }),
  ),
});

/** @param report what Vitest's JSON reporter wrote, parsed; each entry returned is one test, or one file that did not load */
export function failedOfVitest(report: unknown): string[] {
  return vitestReport.parse(report).testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [told(name, [message])];
    return failed.map(({ fullName, failureMessages }) => told(`${name} > ${fullName}`, failureMessages ?? []));
  });
}

/** @returns the tests that lacked something on this machine, and how many are left to a longer command */
export function notRunOfVitest(report: unknown): { readonly skipped: readonly string[]; readonly left: number } {
  const notRun = vitestReport
    .parse(report)
    .testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'skipped')
        .map(({ fullName, tags }) => ({ words: `SKIPPED ${name} > ${fullName}`, isLeft: tags.includes(longTag) })),
    );
  const skipped = notRun.filter(({ isLeft }) => !isLeft).map(({ words }) => words);
  return { skipped, left: notRun.length - skipped.length };
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** To a longer command. */
  readonly left: number;
}

interface CountsAndNames extends Counts {
  readonly failures: readonly string[];
  readonly skips: readonly string[];
}

/**
 * Reads what a run of Vitest left behind.
 * @param ok whether it ended well
 */
export function countsOfVitest(reportFile: string, ok: boolean): CountsAndNames {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0, left: 0, failures: [], skips: [] };
  const told: unknown = JSON.parse(readFileSync(reportFile, 'utf8'));
  const { numPassedTests = 0, numFailedTests = 1 } = told as Record<string, number>;
  // A file that does not load fails no test: the exit code knows.
  const failed = numFailedTests === 0 && !ok ? 1 : numFailedTests;
  const { skipped: skips, left } = notRunOfVitest(told);
  return { passed: numPassedTests, failed, skipped: skips.length, left, failures: failedOfVitest(told), skips };
}

const error = z.object({ message: z.string().optional() });

const suite = z.object({
  specs: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      line: z.number(),
      tests: z.array(
        z.object({
          status: z.string(),
          results: z.array(z.object({ errors: z.array(error) })),
          annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
        }),
      ),
    }),
  ),
  get suites() {
    return z.array(suite).optional();
  },
});

const playwrightReport = z.object({ suites: z.array(suite), errors: z.array(error) });

/** @param report what Playwright's JSON reporter wrote, parsed; a test that passed at a second try is named too */
export function failedOfPlaywright(report: unknown): string[] {
  const { suites, errors } = playwrightReport.parse(report);
  return [
    ...testsOfPlaywright(suites)
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ name, results }) =>
        told(
          name,
          results.flatMap((result) => result.errors.map(({ message }) => message ?? '')),
        ),
      ),
    ...errors.map(({ message }) => told('the run of the specs', [message ?? ''])),
  ];
}

/** @param report what Playwright's JSON reporter wrote, parsed @returns what was skipped, and why */
export function skippedOfPlaywright(report: unknown): string[] {
  return testsOfPlaywright(playwrightReport.parse(report).suites)
    .filter(({ status }) => status === 'skipped')
    .map(({ name, annotations }) => {
      const why = annotations.find(({ type }) => type === 'skip')?.description;
      return `SKIPPED ${name}${why === undefined ? '' : `: ${why}`}`;
    });
}

const testsOfPlaywright = (suites: readonly z.output<typeof suite>[]) =>
  suites
    .flatMap(specsOf)
    .flatMap(({ title, file, line, tests }) => tests.map((test) => ({ name: `${file}:${line} > ${title}`, ...test })));
const specsOf = ({ specs, suites = [] }: z.output<typeof suite>): z.output<typeof suite>['specs'] => [
  ...specs,
  ...suites.flatMap(specsOf),
];

function told(name: string, messages: readonly string[]): string {
  const lines = stripVTControlCharacters(messages.join('\n'))
    .split('\n')
    .filter((line) => line.trim() !== '');
  const more = lines.length > mostLines ? ['…'] : [];
  return [`FAIL ${name}`, ...[...lines.slice(0, mostLines), ...more].map((line) => `  ${line}`)].join('\n');
}
