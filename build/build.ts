// Builds every bundle with Vite's own JavaScript interface: one list, one place that says what is made from what.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { root } from './root.ts';

/** A bundle for Node: one CommonJS file with everything inside except Node's own modules. */
function nodeBundle(outDir: string, entries: Record<string, string>): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: join(root, 'out', outDir),
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)])),
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
    ssr: { noExternal: true, target: 'node' },
  };
}

rmSync(join(root, 'out'), { recursive: true, force: true });
// Each process of its own gets a file of its own: what a worker cannot import, it cannot run.
await build(nodeBundle('cli', { lifeboat: 'electron/main/cli/lifeboat.ts' }));
await build(nodeBundle('custody', { 'key-worker': 'electron/main/custody/key-worker.ts' }));
await build(nodeBundle('custody', { combiner: 'electron/main/custody/combiner.ts' }));
