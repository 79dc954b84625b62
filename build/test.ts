// All tests in one command: checks of the source, unit and integration tests, specs of the apps, then the counts in one closing line.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { thisChoice } from '#e2e/hosts/this-choice.ts';
import { runChecks } from './check.ts';
import { type Counts, countsOfVitest, failedOfPlaywright, skippedOfPlaywright } from './failed-tests.ts';
import { root } from './root.ts';
import { compiledOnce, run, runTool } from './run.ts';
import { longTag } from '#e2e/support/long.ts';
import { windowsLane } from './windows.ts';

const none: Counts = { passed: 0, failed: 0, skipped: 0, left: 0 };
const results = join(root, 'out', 'test');
/** What failed and what was skipped: its name and message stand far above among the others', so they are said once more at the end. */
const atTheEnd: string[] = [];

/** The tests beside the code, but for those that `npm run test:unit` runs as well. */
async function vitest(filters: readonly string[]): Promise<Counts> {
  const report = join(results, 'vitest.json');
  const { ok } = await runTool(
    'vitest',
    [
      'run',
      '-c',
      'build/vitest.config.ts',
      '--project=!windows',
      `--tags-filter=!${longTag}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ],
    { show: true },
  );
  const { failures, skips, ...counts } = countsOfVitest(report, ok);
  atTheEnd.push(...skips, ...failures);
  return counts;
}

/** The specs of the desktop apps, against what was built, but for those that `npm run test:e2e` runs as well. */
async function specs(): Promise<Counts> {
  const report = join(results, 'e2e.json');
  const args = ['test', '-c', 'e2e/playwright.config.ts'];
  const { ok, output } = await runTool('playwright', [...args, '--grep-invert', longTag]);
  console.error(output);
  if (!existsSync(report)) return { ...none, failed: 1 };
  const told: unknown = JSON.parse(readFileSync(report, 'utf8'));
  atTheEnd.push(...skippedOfPlaywright(told), ...failedOfPlaywright(told));
  const { stats } = told as { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };
  const bad = stats.unexpected + stats.flaky;
  // The runner counts only those that it is given.
  const long = await runTool('playwright', [...args, '--grep', longTag, '--list', '--reporter=list']);
  const left = Number(/^Total: (\d+) test/mu.exec(long.output)?.[1] ?? Number.NaN);
  return { passed: stats.expected, failed: bad === 0 && !ok ? 1 : bad, skipped: stats.skipped, left };
}

/** A few seconds of one core; `npm run fuzz` tries a million. */
const hostileInputs = 10_000;

/** Altered files for every reader, the same ones each time; it lets everything else on the machine go first. */
async function inputs(): Promise<Counts> {
  const args = ['e2e/proofs/inputs/inputs.ts', String(hostileInputs), 'slice'];
  const { ok, code, output } = await run(process.execPath, args, { env: { ...process.env, ...compiledOnce } });
  console.error(output);
  // With 2 it says that something could not be asked on this machine.
  const isWell = ok || code === 2;
  if (!isWell) atTheEnd.push(...output.split('\n').filter((line) => line.startsWith('FOUND')), 'FAIL hostile inputs');
  if (code === 2) atTheEnd.push('SKIPPED a part of the hostile inputs, as said above');
  return { ...none, passed: isWell ? 1 : 0, failed: isWell ? 0 : 1, skipped: code === 2 ? 1 : 0 };
}

const filters = process.argv.slice(2);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** The checks that read the source. */
async function checks(): Promise<Counts> {
  const { passed, failed } = await runChecks({ goLast: true });
  atTheEnd.push(...failed.map((name) => `FAIL check: ${name}, as said above`));
  return { ...none, passed, failed: failed.length };
}

/** What Windows' own Node makes of us; it is said among the last lines. */
async function windows(): Promise<Counts> {
  const { closing, ...counts } = await windowsLane();
  atTheEnd.push(...closing);
  return counts;
}

const isWhole = filters.length === 0;
// From the beginning, because they are all the while given what the others leave: unit tests wait for processes, specs for windows.
const beside = isWhole ? [inputs(), checks(), windows()] : [];
// One after the other: beside each other both would take longer than in turn.
const counts = [await vitest(filters)];
if (isWhole) counts.push(await specs(), ...(await Promise.all(beside)));
for (const words of atTheEnd) console.log(words);
if (isWhole)
  console.log(
    `The specs ran on ${thisChoice.description}. What is left runs with npm run test:unit, test:e2e and test:windows.`,
  );

const sum = (key: keyof Counts): number => counts.reduce((total, count) => total + count[key], 0);
const [passed, failed, skipped, left] = [sum('passed'), sum('failed'), sum('skipped'), sum('left')];
// `npm run bench -- --record tests` takes it from here.
const seconds = Math.round(process.uptime());
if (isWhole) writeFileSync(join(results, 'whole.json'), JSON.stringify({ seconds, passed, failed, skipped }));
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped, ${left} left to longer commands`);
process.exitCode = failed === 0 ? 0 : 1;
