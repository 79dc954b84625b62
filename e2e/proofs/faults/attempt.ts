// One act in this process, and how it ended.
import type { Act } from './act-type.ts';
import { prepared } from './acts.ts';
import { begin, end, type FailureScenario } from './fs-shim.ts';

/** One act with one failure scenario at one step; step 0 only counts. Needs the shim to be installed. */
export async function attempt(
  act: Act,
  folder: string,
  at: number,
  scenario?: FailureScenario,
): Promise<{ acks: readonly string[]; steps: readonly string[]; thrown: unknown }> {
  prepared(act, folder);
  const acks: string[] = [];
  let thrown: unknown;
  begin({ folder, at, ...(scenario && { scenario }) });
  try {
    await act.run(folder, (what) => acks.push(what));
  } catch (error) {
    thrown = error;
  }
  return { acks, steps: end(), thrown };
}

/** What was thrown, in the words that a process says. */
export function wordsOf(thrown: unknown): string | undefined {
  if (thrown === undefined) return undefined;
  return thrown instanceof Error ? String(thrown) : `no error, but a ${typeof thrown}`;
}
