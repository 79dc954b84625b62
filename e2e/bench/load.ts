// How the work of readers grows: each at doubled sizes up to its limit, with the memory of the process beside the processor's time.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { compareInventories } from '#core/inventory/compare.ts';
import { encodeInventory, parseInventory } from '#core/inventory/inventory-file.ts';
import { emptyInventory } from '#core/inventory/testdata/sample-inventory.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { failingCalls, journalOf, onlineBeginning } from '#core/journal/testdata/long-journals.ts';
import { VolumeRegister } from '#services/offline/volume-register.ts';
import { listBundles } from '#services/bundles/bundle-folder.ts';
import { rounded } from './statistics.ts';

interface Row {
  readonly size: number;
  readonly ms: number;
  readonly residentMB: number;
}

/**
 * One run for each size: the sizes take seconds, and what a run does once counts. The processor's time is the work, whatever else the
 * machine does meanwhile.
 */
async function growth(sizes: readonly number[], prepare: (size: number) => Promise<() => unknown>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) {
    const work = await prepare(size);
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    const ms = rounded((user + system) / 1000, 0);
    rows.push({ size, ms, residentMB: Math.round(process.memoryUsage().rss / 1e6) });
  }
  return rows;
}

const doubled = (from: number, times: number): number[] => Array.from({ length: times + 1 }, (_, k) => from * 2 ** k);

/** Events of calls that fail again and again: the most expensive to fold. */
const journals = (): Promise<Row[]> =>
  growth([...doubled(62_500, 3), 1_000_000], (events) => {
    const calls = failingCalls(Math.floor((events - onlineBeginning.length) / 3));
    const file = journalOf([...onlineBeginning, ...calls]);
    return Promise.resolve(() => verifyJournal(file));
  });

const inventoryOf = (keys: number): Inventory => ({
  ...emptyInventory,
  keys: Array.from({ length: keys }, (_, k) => ({
    name: `key-${String(k).padStart(6, '0')}`,
    versions: [
      {
        version: k.toString(16).padStart(32, '0'),
        enabled: true,
        created: 1_700_000_000,
        notBefore: null,
        expires: null,
        exportable: false,
        tags: {},
        publicSha256: null,
      },
    ],
  })),
});

/** Two inventories read and compared, of which no key is in both. */
const inventories = (): Promise<Row[]> =>
  growth([...doubled(12_500, 3)], (keys) => {
    const [expected, found] = [inventoryOf(keys), inventoryOf(keys)].map((inventory, which) =>
      encodeInventory({
        ...inventory,
        keys: inventory.keys.map((key) => ({ ...key, name: `${key.name}-${which}` })),
      }),
    );
    return Promise.resolve(() =>
      compareInventories(parseInventory(expected ?? Buffer.alloc(0)), parseInventory(found ?? Buffer.alloc(0))),
    );
  });

/** A stick full of other people's files, listed as the screens list it, and as a folder of bundles. */
async function sticks(): Promise<{ readonly listed: Row[]; readonly bundles: Row[] }> {
  const folders: string[] = [];
  const stickOf = async (files: number): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'lifeboat-bench-'));
    folders.push(folder);
    for (let n = 0; n < files; n += 1) await writeFile(join(folder, `file-${n}.json`), '{}');
    return folder;
  };
  const sizes = [...doubled(1250, 3)];
  try {
    const listed = await growth(sizes, async (files) => {
      const path = await stickOf(files);
      const register = new VolumeRegister(() => Promise.resolve([{ path, name: basename(path), readOnly: false }]));
      await register.refresh();
      const id = register.view[0]?.id ?? '';
      register.assign(id, 'in');
      return () => register.list(id);
    });
    const bundles = await growth(sizes, async (files) => {
      const path = await stickOf(files);
      return () => listBundles(path);
    });
    return { listed, bundles };
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}

export async function measureLoad(): Promise<object> {
  return { journal: await journals(), inventory: await inventories(), stick: await sticks() };
}
