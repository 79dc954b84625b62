// Which tests failed, read from the reports of the two runners, to be said once more after everything else: what one of them found can stand
// thousands of lines above the counts. And how many were skipped.
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

/** @returns how many tests lacked something on this machine; those that are left to a longer command are not among them */
export const skippedOfVitest = (report: unknown): number =>
  vitestReport
    .parse(report)
    .testResults.flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, tags }) => status === 'skipped' && !tags.includes(longTag)).length;

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Reads what a run of Vitest left behind.
 * @param ok whether it ended well
 */
export function countsOfVitest(reportFile: string, ok: boolean): Counts & { readonly failures: readonly string[] } {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0, failures: [] };
  const told: unknown = JSON.parse(readFileSync(reportFile, 'utf8'));
  const { numPassedTests = 0, numFailedTests = 1 } = told as Record<string, number>;
  // A file that does not load fails no test: the exit code knows.
  const failed = numFailedTests === 0 && !ok ? 1 : numFailedTests;
  return { passed: numPassedTests, failed, skipped: skippedOfVitest(told), failures: failedOfVitest(told) };
}

const error = z.object({ message: z.string().optional() });

const suite = z.object({
  specs: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      line: z.number(),
      tests: z.array(z.object({ status: z.string(), results: z.array(z.object({ errors: z.array(error) })) })),
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
  const ofSuite = ({ specs, suites: inner = [] }: z.output<typeof suite>): string[] => [
    ...specs.flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) =>
          told(
            `${file}:${line} > ${title}`,
            results.flatMap((result) => result.errors.map(({ message }) => message ?? '')),
          ),
        ),
    ),
    ...inner.flatMap(ofSuite),
  ];
  return [...suites.flatMap(ofSuite), ...errors.map(({ message }) => told('the run of the specs', [message ?? '']))];
}

function told(name: string, messages: readonly string[]): string {
  const lines = stripVTControlCharacters(messages.join('\n'))
    .split('\n')
    .filter((line) => line.trim() !== '');
  const more = lines.length > mostLines ? ['…'] : [];
  return [`FAIL ${name}`, ...[...lines.slice(0, mostLines), ...more].map((line) => `  ${line}`)].join('\n');
}
