// Unit and integration tests are beside the code; the specs in e2e run under Playwright.
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';
import { root } from './root.ts';
import { keepTemporaryFilesInMemory } from '#e2e/support/in-memory.ts';
import { longTag } from '#e2e/support/long.ts';

keepTemporaryFilesInMemory();

const tests = '**/*.test.{ts,tsx}';
const together = [
  `{electron/main/{azure,core,ipc,simulator},shared,renderer}/${tests}`,
  // These two replace modules for all that is loaded in their process.
  'electron/main/services/**/!(app-settings|key-pair).test.ts',
];

export default defineConfig({
  root,
  cacheDir: 'node_modules/.vite',
  test: {
    environment: 'node',
    setupFiles: ['e2e/support/scrypt-once.ts'],
    tags: [{ name: longTag, description: 'npm test leaves it to npm run test:unit' }],
    // Far longer than a test takes on a quiet machine: a busy one fails no test.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Many wait for processes that they start: three share two cores well.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      // What leaves nothing behind: its files share a process, and load what they test once.
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      {
        extends: true,
        test: { name: 'alone', include: [`{electron,shared,renderer,build,e2e}/${tests}`], exclude: together },
      },
    ],
  },
});
