// The specs of the desktop apps, against what was built.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { root } from '#build/root.ts';
import { keepTemporaryFilesInMemory } from './support/in-memory.ts';

keepTemporaryFilesInMemory();

export default defineConfig({
  testDir: join(root, 'e2e', 'specs'),
  outputDir: join(root, 'out', 'test', 'e2e'),
  // The tests wait for windows and processes more than they compute: three share two cores well.
  workers: 3,
  fullyParallel: true,
  // Far longer than a test takes on a quiet machine: a busy one fails no test.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['line'], ['json', { outputFile: join(root, 'out', 'test', 'e2e.json') }]],
});
