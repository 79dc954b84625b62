// What the ledger makes of a run, and that its page has every refusal and no file that is gone.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { englishAdvice } from '#shared/messages/en/faults/index.ts';
import { withAnother, withLedger } from './broken-fault.ts';
import { pageText, readPage } from './page.ts';
import { failedIn, holdersOf, lowestFirst, metOf } from './tally.ts';

const [core, cli] = ['electron/main/core/a.test.ts', 'electron/main/cli/b.test.ts'];
const test = (title: string, status: string, message = 'expected'): object => ({
  ...{ ancestorTitles: ['of a'], title, status, failureMessages: [message] },
});
const report = JSON.stringify({
  testResults: [
    {
      name: `/x/${core}`,
      assertionResults: [test('one', 'failed'), test('two', 'failed'), test('late', 'failed', 'Test timed out in 9ms')],
    },
    { name: `/x/${cli}`, assertionResults: [test('one', 'failed'), test('good', 'passed')] },
  ],
});
const lines = [
  `A\t${core}\tof a > one`,
  `A\t${core}\tof a > two`,
  `B\t${core}\tof a > two`,
  `C\t${core}\tof a > late`,
  `A\t${cli}\tof a > one`,
  `D\t${cli}\tof a > good`,
  'E\t',
];

describe('the tally', () => {
  const met = metOf(lines.join('\n'), failedIn(report, '/x'));

  it('gives a refusal to the lowest test that failed and met no other', () => {
    expect([...holdersOf(['A', 'B', 'C', 'D', 'E'], met)]).toEqual([['A', core]]);
  });

  it('believes no test of a file that met a refusal between its tests', () => {
    const between = metOf([...lines, `F\t${core}\t`].join('\n'), failedIn(report, '/x'));
    expect([...holdersOf(['A'], between)]).toEqual([['A', cli]]);
  });

  it('knows every file that met a refusal, from the lowest room up', () => {
    expect(lowestFirst([cli, ...met.filesOf('A')])).toEqual([core, cli]);
  });
});

describe('the page', () => {
  const page = readFileSync(join(root, 'assets/docs/ledger.md'), 'utf8');
  const held = readPage(page);

  it('is read again as it was written', () => {
    const some = new Map([
      ['A', core],
      ['B', core],
      ['C', undefined],
    ]);
    expect(readPage(pageText(some, [core, cli]))).toEqual(some);
  });

  it('has every refusal, and files of tests that are there: npm run ledger -- CODE asks about those that are missing', () => {
    expect([...held.keys()].sort()).toEqual(Object.keys(englishAdvice).sort());
    expect([...held.values()].filter((file) => file !== undefined && !existsSync(join(root, file)))).toEqual([]);
  });
});

it('breaks the class of refusals as it is', () => {
  const source = readFileSync(join(root, 'shared/faults/fault.ts'), 'utf8');
  expect(withLedger(source)).toContain('function ledgerFault(');
});

it('breaks a value where it is written, and nothing that only begins so', () => {
  const source = "const fault = { code: 'SCREEN_LOST' }; if (other.code === 'SCREEN_LOST_TWICE') return 'SCREEN_LOST';";
  expect(withAnother(source, 'SCREEN_LOST')).toBe(
    "const fault = { code: 'FOLDER_NOT_FOUND' }; if (other.code === 'SCREEN_LOST_TWICE') return 'FOLDER_NOT_FOUND';",
  );
});
