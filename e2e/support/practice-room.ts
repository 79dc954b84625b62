// The practice room for tests: set up before the first of a file, its clouds closed after each, cleared away after the last.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { makePracticeRoom, type PracticeRoom } from './make-practice-room.ts';

export { collect, managedIdentity, type PracticeRoom, withoutWaiting } from './make-practice-room.ts';

/** Registers the hooks; call it at the top of a test file. */
export function usePracticeRoom(): PracticeRoom {
  const { room, setUp, closeOpened, clearAway } = makePracticeRoom();
  beforeAll(setUp);
  afterEach(closeOpened);
  afterAll(clearAway);
  return room;
}
