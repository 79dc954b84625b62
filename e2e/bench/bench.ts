// `npm run bench`: measures every figure that the documents quote, on this machine, and prints one JSON document. Names of suites may
// follow; without any, all run. With `--record` first, the results go into the page of figures.
import { cpus, totalmem } from 'node:os';
import { recordBench } from './measured/measured.ts';
import { measureCore } from './core.ts';
import { measureExchangeKey } from './exchange-key.ts';
import { measureLoad } from './load.ts';
import { measureOnline } from './online.ts';
import { measurePaper } from './paper.ts';
import { measurePrograms } from './programs.ts';
import { measureRestoreBlob } from './restore-blob.ts';
import { measureScreens } from './screens.ts';
import { lastTestRun } from './tests.ts';
import { measureTrust } from './trust.ts';

const suites: Readonly<Record<string, () => Promise<object | undefined>>> = {
  'restore-blob': measureRestoreBlob,
  core: measureCore,
  'exchange-key': measureExchangeKey,
  screens: measureScreens,
  trust: measureTrust,
  paper: measurePaper,
  online: measureOnline,
  load: measureLoad,
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
