// What failed is named at the end, as the runners themselves report it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failedOfPlaywright, failedOfVitest, notRunOfVitest, skippedOfPlaywright } from './failed-tests.ts';
import { root } from './root.ts';
import { runTool } from './run.ts';
import { longTag } from '#e2e/support/long.ts';

let folder: string;
beforeAll(() => {
  // Inside the project, so that the runners' own modules are found from there.
  mkdirSync(join(root, 'out'), { recursive: true });
  folder = mkdtempSync(join(root, 'out', 'failed-tests-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const tests = (from: string): string => `
  import { expect, test } from '${from}';
  test.describe('a group', () => { test('inside', () => { expect('was').toBe('should be'); }); });
  test('outside', () => { throw new Error(Array.from({ length: 40 }, (_, line) => 'line ' + line).join('\\n')); });
  test('fine', () => { expect(1).toBe(1); });
`;
const reportOf = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));

/** The first lines of what is said, without the folder, and that none is longer than a screen. */
function namesOf(failed: readonly string[]): string[] {
  for (const words of failed) expect(words.split('\n').length).toBeLessThanOrEqual(14);
  return failed.map((words) => words.split('\n')[0]?.replace(`${folder}/`, '') ?? '');
}

describe('what failed, as the runner of the unit tests reports it', { timeout: 60_000 }, () => {
  it('is each failed test, and each file that does not load, but nothing that was left out', async () => {
    const others = `
      test('long', { tags: '${longTag}' }, () => { throw new Error('is left out'); });
      test.skip('lacks something', () => undefined);`;
    writeFileSync(join(folder, 'some.test.ts'), `${tests('vitest')}${others}`);
    writeFileSync(join(folder, 'broken.test.ts'), `throw new Error('does not load');`);
    writeFileSync(
      join(folder, 'vitest.config.ts'),
      `export default { test: { include: ['*.test.ts'], tags: [{ name: '${longTag}' }] } };`,
    );
    const outputFile = join(folder, 'vitest.json');
    const args = [
      'run',
      '--root',
      folder,
      '--reporter=json',
      `--outputFile=${outputFile}`,
      `--tags-filter=!${longTag}`,
    ];
    expect((await runTool('vitest', args)).ok).toBe(false);

    const failed = failedOfVitest(reportOf('vitest.json')).sort();
    expect(namesOf(failed)).toEqual([
      'FAIL broken.test.ts',
      'FAIL some.test.ts > a group inside',
      'FAIL some.test.ts > outside',
    ]);
    expect(failed[0]).toContain('does not load');
    expect(failed[2]).toContain('line 9');
    const { skipped, left } = notRunOfVitest(reportOf('vitest.json'));
    expect(skipped.map((words) => words.replace(`${folder}/`, ''))).toEqual(['SKIPPED some.test.ts > lacks something']);
    expect(left).toBe(1);
  });
});

describe('what failed, as the runner of the specs reports it', { timeout: 60_000 }, () => {
  it('is each failed spec with its place and what was expected', async () => {
    const skips = `test('bare', () => { test.skip(true, 'a tool is missing'); });`;
    writeFileSync(join(folder, 'some.spec.ts'), `${tests('@playwright/test')}${skips}`);
    writeFileSync(
      join(folder, 'playwright.config.ts'),
      `export default { testMatch: '*.spec.ts', reporter: [['json', { outputFile: 'e2e.json' }]], outputDir: 'results' };`,
    );
    expect((await runTool('playwright', ['test', '-c', join(folder, 'playwright.config.ts')])).ok).toBe(false);

    const failed = failedOfPlaywright(reportOf('e2e.json'));
    expect(namesOf(failed)).toEqual(['FAIL some.spec.ts:4 > outside', 'FAIL some.spec.ts:3 > inside']);
    expect(failed[1]).toContain('Expected: "should be"');
    expect(skippedOfPlaywright(reportOf('e2e.json'))).toEqual(['SKIPPED some.spec.ts:6 > bare: a tool is missing']);
  });

  it('is the run itself where a file does not load', async () => {
    writeFileSync(join(folder, 'some.spec.ts'), `throw new Error('does not load');`);
    expect((await runTool('playwright', ['test', '-c', join(folder, 'playwright.config.ts')])).ok).toBe(false);
    const failed = failedOfPlaywright(reportOf('e2e.json'));
    // The runner adds a second one: that it found no test.
    expect(new Set(namesOf(failed))).toEqual(new Set(['FAIL the run of the specs']));
    expect(failed[0]).toContain('does not load');
  });
});
