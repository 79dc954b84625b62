// Unit and integration tests lie beside the code; the specs in e2e run under Playwright.
import { defineConfig } from 'vitest/config';
import { root } from './root.ts';
import { keepTemporaryFilesInMemory } from '#e2e/support/in-memory.ts';

keepTemporaryFilesInMemory();

export default defineConfig({
  root,
  cacheDir: 'node_modules/.vite',
  test: {
    include: ['{electron,shared,renderer,build,e2e}/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: ['e2e/support/scrypt-once.ts'],
    // Far longer than a test takes on a quiet machine: a busy one fails no test.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
