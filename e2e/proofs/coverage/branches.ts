// Reads the branches of a coverage report (Istanbul's form), and names each by what stands in its line, which survives other edits.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

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
