// The specs of the desktop apps, against what was built.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { root } from '../build/root.ts';

export default defineConfig({
  testDir: join(root, 'e2e', 'specs'),
  outputDir: join(root, 'out', 'test', 'e2e'),
  // The tests wait for windows and processes more than they compute: three share two cores well.
  workers: 3,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['line'], ['json', { outputFile: join(root, 'out', 'test', 'e2e.json') }]],
});
