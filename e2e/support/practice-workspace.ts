// The practice workspace for tests: set up before the first of a file, its clouds closed after each, cleared away after the last.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { makePracticeWorkspace, type PracticeWorkspace } from './make-practice-workspace.ts';

export { collect, managedIdentity, type PracticeWorkspace, withoutWaiting } from './make-practice-workspace.ts';

/** Registers the hooks; call it at the top of a test file. */
export function usePracticeWorkspace(): PracticeWorkspace {
  const { workspace, setUp, closeOpened, clearAway } = makePracticeWorkspace();
  beforeAll(setUp);
  afterEach(closeOpened);
  afterAll(clearAway);
  return workspace;
}
