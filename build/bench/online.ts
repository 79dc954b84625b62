// The online part: a whole recovery against a practice cloud that answers at once, and inventories of a large HSM.
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import { compareInventories } from '../../electron/main/core/inventory/compare.ts';
import { encodeInventory, parseInventory } from '../../electron/main/core/inventory/inventory-file.ts';
import { backUp } from '../../electron/main/online/steps/back-up.ts';
import { restore } from '../../electron/main/online/steps/restore.ts';
import { byIdentity } from '../../electron/main/online/steps/step-context.ts';
import { upload } from '../../electron/main/online/steps/upload.ts';
import { verifyRecovered } from '../../electron/main/online/steps/verify.ts';
import { practiceAdministrator } from '../../electron/main/practice/practice-cloud.ts';
import { makePracticeRoom, type PracticeRoom } from '../testing/make-practice-room.ts';
import { confirmed, prepareRecovery, receiveBlobOf } from '../testing/recovery-room.ts';
import { median, rounded, times } from './statistics.ts';

export async function measureOnline(): Promise<object> {
  const { room, setUp, closeOpened, clearAway } = makePracticeRoom();
  await setUp();
  try {
    return { recovery: await measureRecovery(room), inventory: { cases: await measureInventories() } };
  } finally {
    await closeOpened();
    await clearAway();
  }
}

/** Our own time and the service's requests, step by step; making the blob is the offline side's and is in the first step's time. */
async function measureRecovery(room: PracticeRoom): Promise<object> {
  const recovery = await prepareRecovery(room);
  const machine = await recovery.open('operator-1');
  const steps: Record<string, { ms: number; requests: number }> = {};
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const [before, start] = [room.seen().length, performance.now()];
    const result = await work();
    steps[name] = { ms: rounded(performance.now() - start, 0), requests: room.seen().length - before };
    return result;
  };
  const order = await step('exchange-key', () => receiveBlobOf(room, recovery, machine));
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
  readonly readMs: number;
  readonly heapMiB: number;
}

/** Reading and comparing inventories of growing size. */
export async function measureInventories(): Promise<readonly InventoryFigures[]> {
  const measured: InventoryFigures[] = [];
  for (const keys of sizes) {
    const inventory = largeInventory(keys);
    const bytes = encodeInventory(inventory);
    const restored = parseInventory(bytes);
    const compareMs = median(await times(5, () => compareInventories(inventory, restored)));
    const readMs = median(await times(3, () => parseInventory(bytes)));
    measured.push({
      keys,
      versions: keys * 5,
      fileMiB: rounded(bytes.length / 2 ** 20, 1),
      compareMs: rounded(compareMs, 0),
      readMs: rounded(readMs, 0),
      heapMiB: rounded(heldBytes() / 2 ** 20, 0),
    });
  }
  return measured;
}

/** What both inventories and the file hold of the heap, after everything that is not needed was let go. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
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
    format: 'lifeboat-inventory',
    v: 1,
    practice: true,
    hsm: 'https://lost-hsm.managedhsm.practice.invalid',
    taken: '2026-10-13T12:00:00Z',
    keys: Array.from({ length: keys }, (_, key) => ({
      name: `key-${String(key).padStart(6, '0')}`,
      versions: Array.from({ length: 5 }, (__, n) => version(key, n)),
    })),
    roles: [],
  };
}
