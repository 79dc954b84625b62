// Its own program for the memory of inventories: what it prints is about this process alone.
//   take PORT CA-FILE HSM-URI OUT   takes the inventory of a practice HSM and writes it, as "hsm inventory" does
//   compare EXPECTED FOUND          reads two files and compares them, as "hsm verify" does
import { readFile, writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { compareInventories } from '#core/inventory/compare.ts';
import { encodeInventory, parseInventory } from '#core/inventory/inventory-file.ts';
import { median, times } from './statistics.ts';

const [task, ...args] = process.argv.slice(2);
const start = performance.now();
const found = task === 'take' ? await take(args) : await compare(args);
const totalMs = Math.round(performance.now() - start);
console.log(JSON.stringify({ ...found, totalMs, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }));

async function take([port = '', caFile = '', hsmUri = '', out = '']: readonly string[]): Promise<object> {
  // Loaded here, so that the comparison is measured without Azure's libraries.
  const { openManagedHsm } = await import('#azure/managed-hsm.ts');
  const { createPracticeConnection } = await import('#azure/practice-connection.ts');
  const { takeInventory } = await import('#azure/take-inventory.ts');
  const { practiceAdministrator: principalId } = await import('#simulator/practice-cloud.ts');
  const caCertificatePem = await readFile(caFile, 'utf8');
  const connection = createPracticeConnection({ port: Number(port), caCertificatePem, principalId });
  const hsm = openManagedHsm({ hsmUri, mode: 'practice', ...connection });
  const inventory = await takeInventory(hsm, { now: Date.now() });
  await writeFile(out, encodeInventory(inventory));
  connection.close();
  return { keys: inventory.keys.length };
}

async function compare([expectedFile = '', foundFile = '']: readonly string[]): Promise<object> {
  const expected = parseInventory(await readFile(expectedFile));
  const between = performance.now();
  const recovered = parseInventory(await readFile(foundFile));
  const readMs = Math.round(Math.min(between - start, performance.now() - between));
  const compareMs = median(await times(5, () => compareInventories(expected, recovered)));
  return { readMs, compareMs: Math.round(compareMs) };
}
