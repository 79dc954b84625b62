// Branches that no test takes: each has its reason in its line, and how a report is read. `npm run coverage` counts them.
import { expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { ignoredBranches, readBranches, uncoveredBranches } from './branches.ts';

it('takes no branch out of the count without a reason of its own', () => {
  const ignored = ignoredBranches();
  expect(ignored.length).toBeGreaterThan(20);
  expect(ignored.filter(({ reason }) => reason.length < 30)).toEqual([]);
  const reasons = ignored.map(({ reason }) => reason);
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
