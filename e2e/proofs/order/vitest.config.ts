// The tests with one mutant in the place of a source: which file and which bytes are in the environment of the run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, mergeConfig } from 'vitest/config';
import { root } from '#build/root.ts';
import ordinary from '#build/vitest.config.ts';
import { type Mutant, mutated } from './mutants.ts';

const { file, mutant } = JSON.parse(process.env['LIFEBOAT_MUTANT'] ?? '{}') as { file: string; mutant: Mutant };
const path = join(root, file);

export default mergeConfig(
  ordinary,
  defineConfig({
    plugins: [
      {
        name: 'one-mutant',
        enforce: 'pre',
        load: (id) => (id.split('?')[0] === path ? mutated(readFileSync(path, 'utf8'), mutant) : undefined),
      },
    ],
    // Modules are kept between runs by what is in their file, which a mutant does not change.
    test: { fsModuleCache: false, maxWorkers: 1, bail: 1, testTimeout: 60_000, reporters: ['dot'] },
  }),
);
