// `npm run touched`: for the files that differ from the last commit, their types and lint, and the tests that import them. What those files
// mean for others is asked by `npm run lint` and `npm test`.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { longTag } from '#e2e/support/long.ts';
import { importsOf } from './imports.ts';
import { root } from './root.ts';
import { runTool } from './run.ts';

/** Files of TypeScript that are there. */
const files = (...list: readonly string[]): string[] =>
  execFileSync('git', ['ls-files', ...list, '*.ts', '*.tsx'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '' && existsSync(join(root, path)));

const changed = new Set([...files('--modified'), ...files('--others', '--exclude-standard')]);
const isTest = (path: string): boolean => /[.]test[.]tsx?$/.test(path) && !path.startsWith('e2e/windows/');
const tests = files('--cached', '--others', '--exclude-standard').filter(
  (path) => isTest(path) && (changed.has(path) || importsOf(path).some((name) => changed.has(name))),
);

const results = [
  ...(changed.size === 0 ? [] : [runTool('oxlint', ['--type-aware', '--type-check', ...changed], { show: true })]),
  ...(tests.length === 0
    ? []
    : [
        runTool('vitest', ['run', '-c', 'build/vitest.config.ts', `--tags-filter=!${longTag}`, ...tests], {
          show: true,
        }),
      ]),
];
console.log(`${changed.size} files have changed; ${tests.length} files of tests import them.`);
process.exitCode = (await Promise.all(results)).every(({ ok }) => ok) ? 0 : 1;
