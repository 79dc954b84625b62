// Unit and integration tests lie beside the code; the specs in e2e run under Playwright.
import { defineConfig } from 'vitest/config';
import { root } from './root.ts';

export default defineConfig({
  root,
  cacheDir: 'node_modules/.vite',
  test: {
    include: ['{electron,shared,renderer,build}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
