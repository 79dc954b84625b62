// No figure that a run has measured is typed into a document: the tables say what `measured.json` holds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { readMeasured } from './measured.ts';
import { tableIn, tables, withTable } from './tables.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const measured = readMeasured();
const drawn = tables(measured);
const cells = drawn.flatMap(({ rows }) => rows.flat());

it.each(drawn.map((table) => [table.document, table.head[0] ?? '', table] as const))(
  '%s says under "%s" what was measured',
  (document, _, table) => {
    expect(tableIn(read(document), table)).toEqual([table.head, ...table.rows]);
  },
);

it('finds a table by its first cell, sees any other figure in it, and puts it right', () => {
  const table = { document: 'a page', head: ['what', 'time'], rows: [['walk', '2 s']] };
  const page = (time: string): string =>
    `Text.\n\n| other | time |\n| --- | --- |\n| walk | 9 s |\n\n| what | time |\n| --- | --- |\n| walk | ${time} |\n\nMore.\n`;
  expect(tableIn(page('2 s'), table)).toEqual([table.head, ...table.rows]);
  expect(tableIn(page('3 s'), table)).not.toEqual([table.head, ...table.rows]);
  expect(withTable(page('3 s'), table)).toBe(page('2 s'));
  expect(() => withTable('Text.\n', table)).toThrow('a page has 0 tables "what"');
});

it('knows each figure that a table needs', () => {
  expect(cells.filter((cell) => /undefined|NaN|Infinity/.test(cell))).toEqual([]);
});

it('counts a mutant whose tests ran on apart from those that a test noticed', () => {
  const figures = { guards: 2, mutants: 1003, killed: 1000, timedOut: 1, equivalent: 2 };
  const rows = tables({ ...measured, proofs: { 'test:mutation': figures } }).flatMap((table) => table.rows);
  expect(rows.find(([command]) => command === '`npm run test:mutation`')?.[1]).toBe(
    '1,003 mutants in 2 files of guards: 1,000 noticed by a test that fails, 1 whose tests run on without an end; of the other 2 it is said why they change nothing.',
  );
});

it('has a row for every proof', () => {
  const tasks = read('build/bootstrap.mjs');
  const proofs = [...tasks.matchAll(/^ {2}'?([a-z:]+)'?: \{.*'e2e\/proofs\//gm)].map(([, name]) => name ?? '');
  const rows = cells.filter((cell) => cell.startsWith('`npm run '));
  expect(proofs).toContain('fuzz');
  expect(rows.sort()).toEqual(proofs.map((name) => `\`npm run ${name}\``).sort());
});

describe.each([
  ['assets/docs/figures.md', 'Measured'],
  ['SECURITY.md', 'Measured'],
])('what %s says under "%s" beside its tables', (file, title) => {
  it('has no measured figure', () => {
    const section = read(file).split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
    const prose = section.split('\n').filter((line) => !line.startsWith('|'));
    expect(prose.length).toBeGreaterThan(5);
    expect(prose.filter((line) => /\d ?(?:ms|s|[kMG]i?B|%|times|kills|inputs)\b/.test(line))).toEqual([]);
  });
});
