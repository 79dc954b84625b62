// A practice cloud's keys as a fixture: made once for the specs of a worker.
import { test as base } from '@playwright/test';
import { makePracticeWorkspace, type PracticeWorkspaceKeys } from './support/make-practice-workspace.ts';

export const test = base.extend<object, { readonly keys: PracticeWorkspaceKeys }>({
  keys: [
    async ({}, use) => {
      const keys = makePracticeWorkspace();
      await keys.setUp();
      await use(keys);
      await keys.clearAway();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
