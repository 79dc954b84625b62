// Reference tools that we did not write: corpora that are beside the project, and programs of the system. Where one is missing, the tests
// that need it are skipped, and say so on the screen.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPrograms } from '#platform/chromium-program.ts';
import { findProgram } from '#platform/program-file.ts';
import { root } from '#build/root.ts';

/** Where material for tests lies that is not part of the project. */
const beside = join(root, '..', 'shared');

/** A line that nobody misses. */
export function skipLoudly(what: string, why: string): void {
  console.warn(`\n*** SKIPPED: tests against ${what}: ${why} ***\n`);
}

/** The path of a corpus or fixture beside the project, or undefined (and a loud line) where it is missing. */
export function referenceFile(...path: readonly string[]): string | undefined {
  const file = join(beside, ...path);
  if (existsSync(file)) return file;
  skipLoudly(path.join('/'), 'it does not lie beside the project');
  return undefined;
}

/** The name of a program that can be run, or undefined (and a loud line) where it is missing. */
export function referenceProgram(program: string, ...probe: readonly string[]): string | undefined {
  try {
    execFileSync(program, probe, { stdio: 'ignore' });
    return program;
  } catch {
    skipLoudly(program, `"${[program, ...probe].join(' ')}" does not run on this machine`);
    return undefined;
  }
}

/** The path of a Chromium, by the list that the app itself goes by; or undefined (and a loud line) where there is none. */
export async function referenceChromium(): Promise<string | undefined> {
  const looked = chromiumPrograms('unseen');
  const found = await findProgram(looked);
  if (found === undefined) skipLoudly('Chromium', `this machine has none of ${looked.join(', ')}`);
  return found;
}
