// Reads Wycheproof test vectors (https://github.com/C2SP/wycheproof), which are beside the project.
import { readFileSync } from 'node:fs';
import { referenceFile } from './reference-tools.ts';

export interface WycheproofCase {
  readonly tcId: number;
  readonly comment: string;
  readonly flags: readonly string[];
  readonly result: 'valid' | 'invalid' | 'acceptable';
}

/** Every case with its group; none (and a loud line) where the file is missing. */
// The files have no schema of ours: the caller says what is in it.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function wycheproof<Group extends object, Case extends object>(
  file: string,
): { group: Group; test: Case & WycheproofCase }[] {
  const path = referenceFile('corpora', 'wycheproof', file);
  if (path === undefined) return [];
  const { testGroups } = JSON.parse(readFileSync(path, 'utf8')) as {
    testGroups: (Group & { tests: (Case & WycheproofCase)[] })[];
  };
  return testGroups.flatMap((group) => group.tests.map((test) => ({ group, test })));
}

export const fromHex = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** Tells each case that came out otherwise than labelled, by its number and comment. */
export const nameOf = ({ tcId, comment }: WycheproofCase): string => `${tcId} ${comment}`;
