// Finds a Chromium of the system: the preview runs on it, and the specs of screens on its build without windows where there is one.
import { chromiumPrograms } from '#platform/chromium-program.ts';
import { findProgram } from '#platform/program-file.ts';

/**
 * @param windows whether somebody will look at its windows
 * @throws with every program that was looked for
 */
export async function chromiumPath(windows: 'seen' | 'unseen' = 'unseen'): Promise<string> {
  const looked = chromiumPrograms(windows);
  const found = await findProgram(looked);
  if (found === undefined) throw new Error(`there is no Chromium: looked for ${looked.join(', ')}`);
  return found;
}

/** For a Chromium whose pages end with a test: what compiles their scripts thoroughly takes longer than it spares. What they do stays the same. */
export const shortLived = '--js-flags=--no-turbofan,--no-maglev';
