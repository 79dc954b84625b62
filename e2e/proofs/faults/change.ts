// A file that changes while it is read, at each step of the reading: what is read is the file as it was or as it is, or it is refused.
import { appendFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '#shared/faults/fault.ts';
import { readWholeFile } from '#platform/files.ts';
import { Random } from '../inputs/random.ts';
import { begin, end } from './fs-shim.ts';
import type { Outcome } from './kill.ts';

const before = new Random('changing').bytes(20_000);
const after = new Random('changed').bytes(20_000);

/** What happens to it, and how it is afterwards. */
const changes: readonly (readonly [string, (file: string) => void, Buffer | undefined])[] = [
  ['shrinks', (file) => truncateSync(file, 7000), before.subarray(0, 7000)],
  ['is emptied', (file) => truncateSync(file, 0), Buffer.alloc(0)],
  ['grows', (file) => appendFileSync(file, after), Buffer.concat([before, after])],
  ['is written anew', (file) => writeFileSync(file, after), after],
  ['vanishes', (file) => unlinkSync(file), undefined],
];

/** Needs the shim to be installed in this process. */
export async function changeEverywhere(scratch: string): Promise<Outcome> {
  const findings: string[] = [];
  let points = 0;
  for (const [what, change, then] of changes) {
    const file = join(scratch, 'file');
    const steps = (await read(scratch, file, 0, () => undefined)).steps;
    for (const [i, step] of steps.entries()) {
      points += 1;
      const { bytes, thrown } = await read(scratch, file, i + 1, () => change(file));
      const isOne = bytes !== undefined && [before, then].some((whole) => whole?.equals(bytes));
      const isRefused = thrown instanceof Refusal;
      if (!isOne && !isRefused)
        findings.push(
          `a file that ${what} at step ${i + 1} (${step}): ${bytes ? `${bytes.length} bytes of neither` : String(thrown)}`,
        );
      // It had said how long it was: that is no file to trust. Before and after that moment it is just another file.
      if (
        i === steps.indexOf('file.read') &&
        !isRefused &&
        !bytes?.equals(what === 'is written anew' ? after : before)
      ) {
        findings.push(`a file that ${what} at step ${i + 1} (${step}) was not refused`);
      }
    }
  }
  return { points, findings };
}

async function read(folder: string, file: string, at: number, action: () => void) {
  writeFileSync(file, before);
  begin({ folder, at, scenario: { action } });
  try {
    return { bytes: await readWholeFile(file, 2 * before.length), thrown: undefined, steps: end() };
  } catch (thrown) {
    return { bytes: undefined, thrown, steps: end() };
  }
}
