// Reads the branches of a coverage report (Istanbul's form), and names each by what is in its line, which survives other edits.
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '#build/root.ts';

interface Place {
  readonly start: { readonly line?: number };
}

/** As much of a report as is read: for each file, its branches and how often each way was taken. */
export type BranchReport = Readonly<
  Record<
    string,
    {
      readonly b: Readonly<Record<string, readonly number[]>>;
      readonly branchMap: Readonly<Record<string, { readonly loc: Place; readonly locations: readonly Place[] }>>;
    }
  >
>;

export interface Branch {
  /** `file: line of source`. */
  readonly name: string;
  readonly isTaken: boolean;
}

/** Every way that the program may take at every branch. */
export function readBranches(report: BranchReport, folder: string): Branch[] {
  return Object.entries(report).flatMap(([file, { b, branchMap }]) => {
    const lines = readFileSync(file, 'utf8').split('\n');
    return Object.entries(b).flatMap(([id, counts]) =>
      counts.map((count, way) => {
        const branch = branchMap[id];
        const line = branch?.locations[way]?.start.line ?? branch?.loc.start.line ?? 0;
        return { name: `${relative(folder, file)}: ${lines[line - 1]?.trim() ?? ''}`, isTaken: count > 0 };
      }),
    );
  });
}

/** What was not taken, with the number of ways in its line. */
export function uncoveredBranches(branches: readonly Branch[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name, isTaken } of branches) if (!isTaken) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** What is measured: core, and the order of a ceremony. */
export const measured = ['electron/main/core/**/*.ts', 'shared/journal/**/*.ts'];
export const unmeasured = ['**/*.test.ts', '**/testdata/**'];

/** The comments that take a branch out of the count, because no input leads there: the file, and the reason. */
export const ignoredBranches = (): { readonly file: string; readonly reason: string }[] =>
  globSync(measured, { cwd: root, exclude: unmeasured }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/v8 ignore(.*?)\*\//gs)].map(([, text = '']) => ({
      file,
      reason:
        /^ (?:next|if|else) -- @preserve (.*)/s
          .exec(text)?.[1]
          ?.replace(/\n *\*/g, '')
          .trim() ?? '',
    })),
  );
