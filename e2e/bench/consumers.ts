// Maps of consumers of growing size: finding them in pages, writing and reading the map, and the list of what each must change.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#build/root.ts';
import { run } from '#build/run.ts';

const sizes = [25_000, 50_000, 100_000];

export async function measureConsumers(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'lifeboat-bench-'));
  try {
    const cases: unknown[] = [];
    for (const size of sizes) {
      const program = join(root, 'e2e/bench/consumer-program.ts');
      const { ok, output } = await run(process.execPath, [program, String(size), join(folder, `${size}.json`)]);
      if (!ok) throw new Error(output);
      // oxlint-disable-next-line no-restricted-properties -- our own program's word
      cases.push(JSON.parse(output));
    }
    return { cases };
  } finally {
    await rm(folder, { recursive: true });
  }
}
