// Reads what a run of the ledger left: which test met which refusal, and which failed.
import { relative } from 'node:path';
import { z } from 'zod';
import { isBusy } from '../order/run-tests.ts';

export interface Met {
  /** Refusals by the tests that met them, a test as in `testVariable`; what a file met between its tests is under an empty name. */
  readonly byTest: ReadonlyMap<string, ReadonlySet<string>>;
  readonly failed: ReadonlySet<string>;
  /** Files that met a refusal. */
  readonly filesOf: (code: string) => readonly string[];
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** The tests that failed. @param text of Vitest's JSON reporter */
export function failedIn(text: string, root: string): ReadonlySet<string> {
  const results = vitestReport.parse(JSON.parse(text)).testResults;
  const failed = results.flatMap(({ name, assertionResults }) =>
    assertionResults
      // A test that was waited for in vain may have failed by the machine's work.
      .filter(
        ({ status, failureMessages }) =>
          status === 'failed' && !(failureMessages ?? []).some((each) => isBusy.test(each)),
      )
      .map(({ ancestorTitles, title }) => `${relative(root, name)}\t${[...ancestorTitles, title].join(' > ')}`),
  );
  return new Set(failed);
}

/** From what must be believed first to whole journeys. */
const rooms = ['shared/', 'electron/main/core/', 'electron/main/platform/', 'electron/main/secrets/'].concat(
  ['azure/', 'simulator/', 'services/', 'drill/', 'ipc/', 'cli/', ''].map((room) => `electron/main/${room}`),
  ['renderer/', 'build/', 'e2e/'],
);
const roomOf = (file: string): number => rooms.findIndex((room) => file.startsWith(room));
const byRoom = (a: string, b: string): number => roomOf(a) - roomOf(b) || (a < b ? -1 : 1);
/** Each file once, from the lowest room up. */
export const lowestFirst = (files: readonly string[]): string[] => [...new Set(files)].sort(byRoom);

const fileOf = (test: string): string => test.split('\t', 1)[0] ?? '';

/** @param lines of `met`: code, file and name of the test, with tabs between them */
export function metOf(lines: string, failed: ReadonlySet<string>): Met {
  const byTest = new Map<string, Set<string>>();
  for (const line of lines.split('\n')) {
    const [code = '', ...test] = line.split('\t');
    const name = test.join('\t');
    if (fileOf(name) === '') continue;
    byTest.set(name, (byTest.get(name) ?? new Set()).add(code));
  }
  const filesOf = (code: string): string[] =>
    [...byTest].flatMap(([test, met]) => (met.has(code) ? [fileOf(test)] : []));
  return { byTest, failed, filesOf };
}

/**
 * The lowest test that failed with every refusal broken, and can have failed by this one alone.
 * @returns files by code
 */
export function holdersOf(codes: readonly string[], { byTest, failed }: Met): Map<string, string> {
  const alone = [...failed].flatMap((test) => {
    const met = byTest.get(test) ?? new Set<string>();
    // What its file met outside of tests may be why it failed.
    const isClear = met.size === 1 && !byTest.has(`${fileOf(test)}\t`);
    return isClear ? [[[...met][0] ?? '', fileOf(test)] as const] : [];
  });
  const held = new Map<string, string>();
  for (const [code, file] of alone.toSorted(([, a], [, b]) => byRoom(a, b))) {
    if (codes.includes(code) && !held.has(code)) held.set(code, file);
  }
  return held;
}
