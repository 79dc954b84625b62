// Nets under a change that must change nothing: one line for each thing that people or other programs read, with the hash of all of it. The files
// are compared by tests, and written again by `npm run test:unit FILE -- --update`. A line that differs is named in the commit, or it is a defect.
import { createHash } from 'node:crypto';

/** @param texts by their names, in any order */
export const fingerprints = (texts: Iterable<readonly [name: string, text: string]>): string =>
  [...texts]
    .map(([name, text]) => `${name} ${createHash('sha256').update(text).digest('hex').slice(0, 16)}\n`)
    .sort()
    .join('');
