// Times of a package that do not fit each other. Clocks are set and batteries die: this is said, and is no reason to refuse.
import type { CheckedBundle } from './bundles.ts';
import type { PackedJournal } from './journals.ts';

/** How far a machine's clock may lie from the one on the wall, and a bundle's time from the line that notes it. */
const clockLimitMs = 10 * 60_000;
const bundleLimitMs = 24 * 3_600_000;

/** Every time that does not fit, by its place: lines that go back in time, clocks that differ, bundles noted long before or after they were made. */
export function timesThatDiffer(
  journals: readonly PackedJournal[],
  bundles: readonly CheckedBundle[],
): readonly string[] {
  return journals.flatMap((journal) => [...timesIn(journal), ...timesOfBundles(journal, bundles)]);
}

function timesIn({ path, entries }: PackedJournal): readonly string[] {
  return entries.flatMap(({ n, at, event }, line) => {
    const before = entries[line - 1];
    const isBack = before !== undefined && Date.parse(at) < Date.parse(before.at);
    const isOff = event.kind === 'wall-clock' && Math.abs(Date.parse(at) - Date.parse(event.wall)) > clockLimitMs;
    return isBack || isOff ? [`${path}, ${n}`] : [];
  });
}

/** By one clock both: the sender's machine made the bundle, and noted it. */
function timesOfBundles({ path, entries }: PackedJournal, bundles: readonly CheckedBundle[]): readonly string[] {
  return entries.flatMap(({ n, at, event }) => {
    if (event.kind !== 'bundle-written') return [];
    const issued = bundles.find(({ payload }) => payload.seq === event.seq)?.payload.issued;
    const isApart = issued !== undefined && Math.abs(Date.parse(at) - Date.parse(issued)) > bundleLimitMs;
    return isApart ? [`${path}, ${n}`] : [];
  });
}
