// Parts of the program that are read after the first screen, each once.

/** Reads on the first call and gives the same promise ever after; a failed reading is tried again by the next call. */
export function readOnce<T>(read: () => Promise<T>): () => Promise<T> {
  let coming: Promise<T> | undefined;
  return () => {
    if (coming !== undefined) return coming;
    const part = read();
    coming = part;
    part.then(
      // So React's `use` knows that it is there, and no screen waits for it even for a moment.
      (value) => Object.assign(part, { status: 'fulfilled', value }),
      () => {
        coming = undefined;
      },
    );
    return part;
  };
}
