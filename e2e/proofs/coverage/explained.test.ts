// The list of branches that no test takes, and how a report is read. `npm run coverage` compares the two.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { readBranches, uncoveredBranches } from './branches.ts';
import { unreachable } from './explained.ts';

it('names lines that there are, each once in its file', () => {
  const isThere = (name: string): boolean => {
    const [file = '', ...rest] = name.split(': ');
    const path = join(root, file);
    if (!existsSync(path)) return false;
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.filter((line) => line.trim() === rest.join(': ')).length === 1;
  };
  expect(Object.keys(unreachable).filter((name) => !isThere(name))).toEqual([]);
});

it('says of each line by itself why no input leads there', () => {
  const reasons = Object.values(unreachable);
  expect(reasons.filter((reason, at) => reasons.indexOf(reason) < at)).toEqual([]);
});

it('counts each way at a branch that was not taken', () => {
  const file = import.meta.filename;
  const way = { start: { line: 1 } };
  const report = {
    [file]: {
      b: { 0: [1, 0], 1: [0, 2, 0] },
      branchMap: { 0: { loc: way, locations: [way, { start: {} }] }, 1: { loc: way, locations: [way, way, way] } },
    },
  };
  const branches = readBranches(report, root);
  expect(branches).toHaveLength(5);
  expect([...uncoveredBranches(branches).values()]).toEqual([3]);
});
