// The specs of the desktop apps, against what was built.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { root } from '#build/root.ts';
import { keepTemporaryFilesInMemory } from './support/in-memory.ts';
import { thisChoice } from './hosts/this-choice.ts';
import './support/derived-once.ts';

keepTemporaryFilesInMemory();
// Not in the runner: its workers have theirs from it.
if (process.env['TEST_WORKER_INDEX'] !== undefined) await import('./support/no-compile-cache.ts');
// Not among the temporary files: the next run reads it too.
process.env['PLAYWRIGHT_TRANSFORM_CACHE_DIR'] ??= join(root, 'node_modules', '.cache', 'specs');

export default defineConfig({
  testDir: import.meta.dirname,
  // Whole ceremonies come first in the order of names: a long one that begins last is waited for by everybody.
  testMatch: '**/{ceremonies,specs}/*.spec.ts',
  outputDir: join(root, 'out', 'test', 'e2e'),
  // The tests wait for windows and processes more than they compute: five share two cores well.
  workers: 5,
  fullyParallel: true,
  // Far longer than a test takes on a quiet machine: a busy one fails no test.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Into the report: whoever reads it has to know what the specs ran on.
  metadata: { host: thisChoice.kind },
  forbidOnly: true,
  retries: 0,
  reporter: [['line'], ['json', { outputFile: join(root, 'out', 'test', 'e2e.json') }]],
});
