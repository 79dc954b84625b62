// The list of branches that no test takes, and how a report is read. `npm run coverage` compares the two.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../root.ts';
import { readBranches, uncoveredBranches } from './branches.ts';
import { unreachable } from './explained.ts';

it('names branches of files that there are', () => {
  const names = Object.keys(unreachable);
  expect(names.filter((name) => !existsSync(join(root, name.slice(0, name.indexOf(': ')))))).toEqual([]);
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
