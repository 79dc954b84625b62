// The online part: a whole recovery against a practice cloud that answers at once, and inventories of a large HSM.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import { emptyInventory } from '#core/inventory/testdata/sample-inventory.ts';
import { backUp } from '#services/recovery/back-up.ts';
import { restore } from '#services/recovery/restore.ts';
import { byIdentity } from '#services/recovery/step-context.ts';
import { upload } from '#services/recovery/upload.ts';
import { verifyRecovered } from '#services/recovery/verify.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { root } from '#build/root.ts';
import { run } from '#build/run.ts';
import { makePracticeWorkspace, type PracticeWorkspace } from '../support/make-practice-workspace.ts';
import { receiveBlobOf } from '../support/both-sides.ts';
import { confirmed, prepareRecovery } from '../support/recovery-setup.ts';
import { rounded } from './statistics.ts';

export async function measureOnline(): Promise<object> {
  const { workspace, setUp, closeOpened, clearAway } = makePracticeWorkspace();
  await setUp();
  try {
    const recovery = await measureRecovery(workspace);
    const inventory = { cases: await measureInventories(), listing: await measureListing(workspace) };
    return { recovery, inventory };
  } finally {
    await closeOpened();
    await clearAway();
  }
}

/** Our own time and the service's requests, step by step; making the blob is the offline side's and is in the first step's time. */
async function measureRecovery(workspace: PracticeWorkspace): Promise<object> {
  const recovery = await prepareRecovery(workspace);
  const machine = await recovery.open('operator-1');
  const steps: Record<string, { ms: number; requests: number }> = {};
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const [before, start] = [workspace.seen().length, performance.now()];
    const result = await work();
    steps[name] = { ms: rounded(performance.now() - start, 0), requests: workspace.seen().length - before };
    return result;
  };
  const order = await step('exchange-key', () => receiveBlobOf(workspace, recovery, machine));
  await step('upload', () => upload(machine, order));
  await step('backup', () => backUp(machine, byIdentity));
  recovery.clock.advance(30 * 60_000);
  const { inventory, plan } = recovery;
  const restoring = {
    access: byIdentity,
    confirmation: confirmed(plan),
    operators: [practiceAdministrator],
    inventory,
  };
  await step('restore', () => restore(machine, restoring));
  await step('verify', () => verifyRecovered(machine, inventory));
  await recovery.close();
  const all = Object.values(steps);
  const totalMs = all.reduce((sum, { ms }) => sum + ms, 0);
  return { totalMs, requests: all.reduce((sum, { requests }) => sum + requests, 0), steps };
}

const sizes = [2_500, 5_000, 10_000];

interface InventoryFigures {
  readonly keys: number;
  readonly versions: number;
  readonly fileMiB: number;
  readonly compareMs: number;
  /** Of one file. */
  readonly readMs: number;
  /** Of a program that reads two files and compares them. */
  readonly peakMiB: number;
}

/** Reading and comparing inventories of growing size, each by its own program: what an HSM held, and what its double holds. */
export async function measureInventories(): Promise<readonly InventoryFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'lifeboat-bench-'));
  try {
    const cases: InventoryFigures[] = [];
    for (const keys of sizes) cases.push(await measureInventory(join(folder, `${keys}.json`), keys));
    return cases;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureInventory(file: string, keys: number): Promise<InventoryFigures> {
  const bytes = encodeInventory(largeInventory(keys));
  await writeFile(file, bytes);
  const { readMs, compareMs, peakMiB } = await runProgram('compare', file, file);
  const fileMiB = rounded(bytes.length / 2 ** 20, 1);
  return { keys, versions: keys * 5, fileMiB, readMs: readMs ?? 0, compareMs: compareMs ?? 0, peakMiB: peakMiB ?? 0 };
}

/** The inventory of a large practice HSM, which this process plays, by another. */
async function measureListing(workspace: PracticeWorkspace): Promise<object> {
  const { cloud, hsm } = await workspace.startActiveHsm('large-hsm');
  await cloud.seedKeys('large-hsm', { keys: 10_000, versionsPerKey: 5 });
  const before = workspace.seen().length;
  const out = `${workspace.newDirectory()}.json`;
  const place = [String(cloud.port), cloud.caCertificateFile, hsm.address.origin, out];
  const { keys, totalMs = 1, peakMiB } = await runProgram('take', ...place);
  const requests = workspace.seen().length - before;
  return { keys, totalMs, peakMiB, requests, requestsPerSecond: Math.round((requests * 1000) / totalMs) };
}

async function runProgram(...args: readonly string[]): Promise<Record<string, number>> {
  const { ok, output } = await run(process.execPath, [join(root, 'e2e/bench/inventory-program.ts'), ...args]);
  if (!ok) throw new Error(output);
  return JSON.parse(output) as Record<string, number>;
}

function largeInventory(keys: number): Inventory {
  const version = (key: number, n: number) => ({
    version: (key * 5 + n).toString(16).padStart(32, '0'),
    enabled: n > 0,
    created: 1_700_000_000 + n,
    notBefore: null,
    expires: 1_900_000_000,
    exportable: false,
    tags: { application: `application ${key}`, stage: 'production' },
    publicSha256: null,
  });
  return {
    ...emptyInventory,
    practice: true,
    hsm: 'https://lost-hsm.managedhsm.practice.invalid',
    keys: Array.from({ length: keys }, (_, key) => ({
      name: `key-${String(key).padStart(6, '0')}`,
      versions: Array.from({ length: 5 }, (__, n) => version(key, n)),
    })),
  };
}
