// Set up before each file of tests in a run of the ledger: tells our processes which test runs.
import { relative } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { root } from '#build/root.ts';
import { testVariable } from './broken-fault.ts';

const file = relative(root, expect.getState().testPath ?? '');
const between = (): void => {
  process.env[testVariable] = `${file}\t`;
};
between();
beforeEach(({ task }) => {
  process.env[testVariable] = `${file}\t${task.fullTestName}`;
});
afterEach(between);
