// How long the last whole `npm test` took, as it noted at its end.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#build/root.ts';
import type { TestRun } from './measured/figures.ts';

/** Undefined where none ran whole, or where a test failed: such a time is no figure. */
export function lastTestRun(): Promise<TestRun | undefined> {
  const file = join(root, 'out', 'test', 'whole.json');
  const last = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TestRun) : undefined;
  return Promise.resolve(last?.failed === 0 ? last : undefined);
}
