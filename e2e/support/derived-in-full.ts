// For identities that leave a test's process: a built program opens them, or another run of the tests.

/** One for all tests of a process, however often this file is loaded there. */
const inFull = Symbol.for('lifeboat keys derived in full');
const depth = (): number => (Reflect.get(globalThis, inFull) as number | undefined) ?? 0;

export const isInFull = (): boolean => depth() > 0;

/** Makes it as the product does, with all the work that a guess of the passphrase costs. */
export function derivedInFull<T>(make: () => T): T {
  Reflect.set(globalThis, inFull, depth() + 1);
  try {
    return make();
  } finally {
    Reflect.set(globalThis, inFull, depth() - 1);
  }
}
