// `npm run bench`: measures every figure that the documents quote, on this machine, and prints one JSON document. Names of suites may
// follow; without any, all run. With `--record` first, the results go into the page of figures.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cpus, totalmem } from 'node:os';
import { recordBench } from './measured/measured.ts';
import { measureConsumers } from './consumers.ts';
import { measureCore } from './core.ts';
import { measureExchangeKey } from './exchange-key.ts';
import { measureLoad } from './load.ts';
import { measureOnline } from './online.ts';
import { measurePaper } from './paper.ts';
import { measureRestoreBlob } from './restore-blob.ts';
import { measureScreens } from './screens.ts';
import { measureStartup } from './startup.ts';
import { measureTrust } from './trust.ts';
import { root, outFolder } from '#build/root.ts';
import type { TestRun } from './measured/figures.ts';
import { appFolder, packedFiles } from '#build/package/stage.ts';
import { products } from '#build/package/products.ts';

const suites: Readonly<Record<string, () => Promise<object | undefined>>> = {
  'restore-blob': measureRestoreBlob,
  core: measureCore,
  'exchange-key': measureExchangeKey,
  screens: measureScreens,
  trust: measureTrust,
  paper: measurePaper,
  online: measureOnline,
  consumers: measureConsumers,
  load: measureLoad,
  startup: measureStartup,
  programs: measurePrograms,
  tests: lastTestRun,
};

const [first, ...others] = process.argv.slice(2);
const isRecorded = first === '--record';
const wanted = isRecorded || first === undefined ? others : [first, ...others];
const unknown = wanted.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  console.error(`There is no such suite: ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}
const results: Record<string, object> = {
  machine: {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
};
for (const [name, measure] of Object.entries(suites)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`measuring ${name} …`);
  const result = await measure();
  if (result !== undefined) results[name] = result;
}
console.log(JSON.stringify(results, null, 2));
// Times belong to a machine: a reader who measures does not change what the documents say.
if (isRecorded) await recordBench(results);

/** How long the last whole `npm test` took. Undefined where none ran whole, or where a test failed: such a time is no figure. */
function lastTestRun(): Promise<TestRun | undefined> {
  const file = join(root, 'out', 'test', 'whole.json');
  const last = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TestRun) : undefined;
  return Promise.resolve(last?.failed === 0 ? last : undefined);
}

/** What each program ships beside Electron: its files, as every build lays them out, and their bytes. */
function measurePrograms(): Promise<object> {
  const rows = products.map((product) => {
    const sizes = packedFiles(product, outFolder).map((file) => statSync(join(appFolder(product.id), file)).size);
    return [product.id, { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }] as const;
  });
  return Promise.resolve(Object.fromEntries(rows));
}
