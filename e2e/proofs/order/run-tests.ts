// Runs tests in their own process, and tells a test that failed from one that was not waited for.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '#build/root.ts';

export type Ending = 'passed' | 'failed' | 'timed out';

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

/** What Vitest says of a test that did not end in its own time, which is no longer on a busy machine. */
const ownTimeOut = /\b(?:Test|Hook) timed out in \d+ms/;

/**
 * @param args of Vitest
 * @param env besides the environment of this process
 * @param limitMs after which the run is stopped
 */
export function runTests(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  limitMs: number,
): Promise<Ending> {
  const child = spawn(process.execPath, [vitest, 'run', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let isStopped = false;
  const limit = setTimeout(() => {
    isStopped = child.kill();
  }, limitMs);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
  }
  return new Promise((done) => {
    child.on('close', (code) => {
      clearTimeout(limit);
      if (isStopped || ownTimeOut.test(said)) done('timed out');
      else done(code === 0 ? 'passed' : 'failed');
    });
  });
}
