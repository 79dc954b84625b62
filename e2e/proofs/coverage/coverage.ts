// `npm run coverage`: which branches of core and of the order of a ceremony no test takes. Exits with 1 where one is left
// that no comment in its line takes out of the count, with the reason why no input leads there.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { recordProof } from '../../bench/measured/measured.ts';
import { root } from '#build/root.ts';
import { runTool } from '#build/run.ts';
import {
  type BranchReport,
  ignoredBranches,
  measured,
  readBranches,
  uncoveredBranches,
  unmeasured,
} from './branches.ts';

/** What takes core through its paces inside the process that measures. */
const tests = ['core', 'services', 'simulator/practice-parts', 'simulator/exchange-key'];
/** Trying every bit takes minutes while branches are counted, and takes no branch that one bit does not. */
const pattern = '^(?!.*(every bit|every byte of|bits flipped|every altered byte))';

const reports = join(root, 'out', 'coverage');
rmSync(reports, { recursive: true, force: true });
const flags = [
  ...['--coverage', '--coverage.provider=v8', '--coverage.reporter=json', `--coverage.reportsDirectory=${reports}`],
  ...measured.map((glob) => `--coverage.include=${glob}`),
  ...unmeasured.map((glob) => `--coverage.exclude=${glob}`),
  // Counting is slow.
  '--testTimeout=300000',
  // V8 forgets counts of a module that many files share.
  '--isolate=true',
];
const workspaces = ['shared/journal', ...tests.map((workspace) => `electron/main/${workspace}`)];
const { ok } = await runTool(
  'vitest',
  ['run', '-c', 'build/vitest.config.ts', '-t', pattern, ...workspaces, ...flags],
  {
    show: true,
  },
);
if (!ok) throw new Error('a test failed: its coverage proves nothing');

const report = JSON.parse(readFileSync(join(reports, 'coverage-final.json'), 'utf8')) as BranchReport;
const branches = readBranches(report, root);
const uncovered = uncoveredBranches(branches);
const unreachable = ignoredBranches().length;

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0);
const left = sum(uncovered.values());
const taken = branches.length - left;
const percent = Math.floor((10_000 * taken) / branches.length) / 100;
for (const name of uncovered.keys()) console.log(`FOUND  no test takes: ${name}`);
console.log(
  `${branches.length} branches, ${taken} taken by tests: ${percent} %; ${unreachable} more can be reached by no input`,
);
const isGood = uncovered.size === 0;
if (isGood) await recordProof('coverage', { branches: branches.length, taken, unreachable });
process.exitCode = isGood ? 0 : 1;
