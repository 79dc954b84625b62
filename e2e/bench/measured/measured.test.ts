// Nobody types a figure that a run has measured: the tables of the page show what `measured.json` holds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { page, readMeasured } from './measured.ts';
import { tableIn, tables, withTable } from './tables.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const figures = readFileSync(page, 'utf8');
const measured = readMeasured();
const drawn = tables(measured);
const cells = drawn.flatMap(({ rows }) => rows.flat());

it.each(drawn.map((table) => [table.head[0] ?? '', table] as const))(
  'the page shows under "%s" what was measured',
  (_, table) => {
    expect(tableIn(figures, table)).toEqual([table.head, ...table.rows]);
  },
);

it('has no table but these', () => {
  expect(figures.match(/^\| -/gm)?.length).toBe(drawn.length);
});

it('finds a table by its first cell, notices any other figure in it, and corrects it', () => {
  const table = { head: ['what', 'time'], rows: [['walk', '2 s']] };
  const text = (time: string): string =>
    `Text.\n\n| other | time |\n| --- | --- |\n| walk | 9 s |\n\n| what | time |\n| --- | --- |\n| walk | ${time} |\n\nMore.\n`;
  expect(tableIn(text('2 s'), table)).toEqual([table.head, ...table.rows]);
  expect(tableIn(text('3 s'), table)).not.toEqual([table.head, ...table.rows]);
  expect(withTable(text('3 s'), table)).toBe(text('2 s'));
  expect(() => withTable('Text.\n', table)).toThrow('the page has 0 tables "what"');
});

it('knows each figure that a table needs', () => {
  expect(cells.filter((cell) => /undefined|NaN|Infinity/.test(cell))).toEqual([]);
});

it('counts a mutant whose tests ran on apart from those that a test noticed', () => {
  const run = { date: '2026-11-27', figures: { guards: 2, mutants: 1003, killed: 1000, timedOut: 1, equivalent: 2 } };
  const rows = tables({ ...measured, proofs: { 'test:mutation': run } }).flatMap((table) => table.rows);
  expect(rows.find(([command]) => command === '`npm run test:mutation`')?.slice(1)).toEqual([
    '2026-11-27',
    "1,003 mutants in 2 files of guards: a test failed for 1,000, tests didn't end for 1, and 2 change nothing (reasons given).",
  ]);
  expect(rows.find(([command]) => command === '`npm run fuzz`')?.slice(1)).toEqual(['', 'not run whole yet']);
});

it('has a row for every proof', () => {
  const tasks = read('build/bootstrap.mjs');
  const proofs = [...tasks.matchAll(/^ {2}'?([a-z:]+)'?: \{.*'e2e\/proofs\//gm)].map(([, name]) => name ?? '');
  const rows = cells.filter((cell) => cell.startsWith('`npm run '));
  expect(proofs).toContain('fuzz');
  expect(rows.sort()).toEqual(proofs.map((name) => `\`npm run ${name}\``).sort());
});

it('has no measured figure beside its tables', () => {
  const prose = figures.split('\n').filter((line) => !line.startsWith('|'));
  expect(prose.length).toBeGreaterThan(5);
  expect(prose.filter((line) => /\d ?(?:ms|s|[kMG]i?B|%|times|kills|inputs)\b/.test(line))).toEqual([]);
});
