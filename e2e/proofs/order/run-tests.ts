// Runs tests in their own process, and tells a test that failed from one that was not waited for.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type Ending = 'passed' | 'failed' | 'timed out';

/** What Vitest says on a busy machine: of a test that did not end in its own time, and of a process that did not begin. */
export const isBusy = /\b(?:Test|Hook) timed out in \d+ms|^\[vitest-pool\]: Failed to start|\bduring starting state$/m;

export interface TestRun {
  /** Files of tests, from the root. */
  readonly tests: readonly string[];
  /** Of the names of tests; without one, all. */
  readonly pattern?: string | undefined;
  /** What replaces a source: its absolute path, and the text that is run instead. */
  readonly replaced?: { readonly path: string; readonly text: string } | undefined;
}

/** One run after the other in the same process, which has loaded already what tests load. */
export class Runner {
  readonly #options: string;
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;

  /**
   * @param options of Vitest, as in its configuration
   * @param env what the tests find in their environment beside ours
   */
  constructor(options: object, env: Readonly<Record<string, string>> = {}) {
    this.#options = JSON.stringify(options);
    this.#env = env;
  }

  /** @param limitMs after which the run is stopped, and its process with it */
  async run(what: TestRun, limitMs: number): Promise<Ending> {
    this.#child ??= fork(join(import.meta.dirname, 'runner.ts'), [this.#options], {
      // A group of its own: a test that never ends is a process below this one.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, ...this.#env },
    });
    const child = this.#child;
    const limit = setTimeout(() => this.stop(), limitMs);
    const answered = new AbortController();
    const { signal } = answered;
    try {
      child.send(what);
      return await Promise.race([
        once(child, 'message', { signal }).then(([ending]) => ending as Ending),
        once(child, 'exit', { signal }).then((): Ending => 'timed out'),
      ]);
    } finally {
      answered.abort();
      clearTimeout(limit);
    }
  }

  /** Ends the process with everything below it. The next run starts another. */
  stop(): void {
    const pid = this.#child?.pid;
    this.#child = undefined;
    if (pid !== undefined) process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  }
}
