// Unit and integration tests are beside the code; the specs in e2e run under Playwright.
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';
import { root } from './root.ts';
import { keepTemporaryFilesInMemory } from '#e2e/support/in-memory.ts';
import { longTag } from '#e2e/support/long.ts';

keepTemporaryFilesInMemory();

/** Stories between this system and Windows, which has a lane of its own. */
const onWindows = 'e2e/windows/*.test.ts';
const tests = '{electron,shared,renderer,build,e2e}/**/*.test.{ts,tsx}';
/** Files that leave nothing behind: not those that replace modules, which would be replaced for all that follow in their process. */
const together = globSync(tests, { cwd: root, exclude: ['**/node_modules', onWindows] })
  .filter((path) => !readFileSync(join(root, path), 'utf8').includes('vi.mock('))
  .map((path) => path.replaceAll('\\', '/'));

export default defineConfig({
  root,
  cacheDir: 'node_modules/.vite',
  resolve: { alias: [{ find: /^electron$/u, replacement: join(root, 'e2e/support/electron-in-thread.ts') }] },
  test: {
    environment: 'node',
    setupFiles: ['e2e/support/no-compile-cache.ts', 'e2e/support/derived-once.ts'],
    tags: [{ name: longTag, description: 'npm test leaves it to npm run test:unit' }],
    // Far longer than a test takes on a quiet machine: a busy one fails no test.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    resolveSnapshotPath: (test, extension) => join(dirname(test), 'testdata', `${basename(test)}${extension}`),
    // What was found is in the message itself, so that a log of a failure that nobody can repeat tells it.
    chaiConfig: { truncateThreshold: 2000 },
    // Many wait for processes that they start: three share two cores well.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      // Their files share a process, and load what they test once.
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      {
        extends: true,
        test: {
          name: 'alone',
          include: [tests],
          exclude: [...together, onWindows],
        },
      },
      { extends: true, test: { name: 'windows', include: [onWindows] } },
    ],
  },
});
