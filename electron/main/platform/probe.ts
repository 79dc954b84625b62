// Asks the system something that it may never answer, as a medium that is dying or a network share that is gone.

/** The caller gets this answer in place of one that did not come in time. */
async function within<T>(answer: Promise<T>, limitMs: number, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<T>((done) => {
    timer = setTimeout(() => done(late()), limitMs);
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Makes a question that is asked once at a time: while one has no answer, the next waits for that same one. Each that hangs would hold one of
 * the four threads on which Node reads files.
 * @param limitMs how long a caller waits
 * @param otherwise what counts where no answer came in time, or an error
 */
export function probe<T>(ask: () => Promise<T>, limitMs: number, otherwise: () => T): Probe<T> {
  let pending: Promise<T> | undefined;
  const once = async (): Promise<T> => {
    try {
      return await ask();
    } catch {
      return otherwise();
    } finally {
      pending = undefined;
    }
  };
  const asked = (): Promise<T> => within((pending ??= once()), limitMs, otherwise);
  return Object.assign(asked, { isHanging: () => pending !== undefined });
}

export interface Probe<T> {
  (): Promise<T>;
  /** Whether a question is still without an answer. */
  readonly isHanging: () => boolean;
}
