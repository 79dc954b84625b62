// `npm run ledger`: which test notices when a refusal is not the one it should be. In a copy of the last commit every refusal is broken, first
// all in one run, then one after the other where a test met several, then in the sources what nobody throws; and the page of the documents is
// written again. With codes on the command line, only these, and the page keeps its other lines.
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { outFolder, root } from '#build/root.ts';
import { run } from '#build/run.ts';
import { longTag } from '#e2e/support/long.ts';
import { englishAdvice } from '#shared/messages/en/faults/index.ts';
import { recordProof } from '../../bench/measured/measured.ts';
import { Runner } from '../order/run-tests.ts';
import { every, folderVariable, withAnother, withLedger } from './broken-fault.ts';
import { type Held, readPage, writePage } from './page.ts';
import { failedIn, holdersOf, lowestFirst, type Met, metOf } from './tally.ts';

const folder = join(outFolder, 'ledger');
const copy = join(folder, 'lifeboat');
const tests = join(copy, 'e2e/proofs/ledger/vitest.config.ts');
const limitMs = 240_000;
const say = (text: string): void => console.error(text);

/** The last commit with its refusals prepared, built. */
async function prepare(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync('git', ['clone', '--quiet', root, copy]);
  execFileSync('cp', ['-al', join(root, 'node_modules'), copy]);
  symlinkSync(join(root, '..', 'shared'), join(folder, 'shared'));
  const file = join(copy, 'shared', 'faults', 'fault.ts');
  writeFileSync(file, withLedger(readFileSync(file, 'utf8')));
  const { ok, output } = await run(process.execPath, [join(copy, 'build', 'bootstrap.mjs'), 'build']);
  if (!ok) throw new Error(`the copy is not built:\n${output}`);
}

/**
 * Writes another refusal wherever the product writes this one. Tests that run built programs build them again.
 * @returns writes the sources as they were
 */
function breakInSources(code: string): () => void {
  // Neither its type nor its sentences, and nothing of tests.
  const sources = globSync('{electron,shared}/**/*.ts', {
    cwd: copy,
    exclude: ['shared/{faults,messages}/**', '**/*.test.ts', '**/testdata/**'],
  })
    .map((path) => ({ path: join(copy, path), text: readFileSync(join(copy, path), 'utf8') }))
    .filter(({ text }) => withAnother(text, code) !== text);
  for (const { path, text } of sources) writeFileSync(path, withAnother(text, code));
  return () => {
    for (const { path, text } of sources) writeFileSync(path, text);
  };
}

/** A run's folder, with what is broken in it. */
function begin(name: string, broken: string): string {
  const own = join(folder, name);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'met'), '');
  writeFileSync(join(own, 'broken'), broken);
  return own;
}

/** Runs tests of the copy in one Vitest; all of them where none are named. */
async function runAll(name: string, broken: string, only: readonly string[]): Promise<Met> {
  const own = begin(name, broken);
  const report = join(own, 'report.json');
  process.env[folderVariable] = own;
  await run(process.execPath, [
    join(copy, 'node_modules/vitest/vitest.mjs'),
    ...['run', '--root', copy, '-c', tests],
    ...['--project=!windows', `--tags-filter=!${longTag}`, '--reporter=json', `--outputFile=${report}`],
    ...only,
  ]);
  return metOf(readFileSync(join(own, 'met'), 'utf8'), failedIn(readFileSync(report, 'utf8'), copy));
}

const wanted = process.argv.slice(2);
const codes = Object.keys(englishAdvice).filter((code) => wanted.length === 0 || wanted.includes(code));
const files = globSync('{electron,shared,renderer,build,e2e}/**/*.test.{ts,tsx}', {
  cwd: root,
  exclude: ['e2e/windows/**', '**/node_modules/**'],
});
/** Files that name one of the codes, with the words in capitals that each names. */
const naming = new Map(
  files
    .map((path) => [path, new Set(readFileSync(join(root, path), 'utf8').match(/\b[A-Z][A-Z0-9_]+\b/gu))] as const)
    .filter(([, words]) => codes.some((code) => words.has(code))),
);

await prepare();
say('every refusal broken at once …');
const broken = await runAll('all-broken', every, wanted.length === 0 ? [] : [...naming.keys()]);
const held = holdersOf(codes, broken);

const queue = codes.filter((code) => !held.has(code) && broken.filesOf(code).length > 0);
say(`${held.size} refusals are held by tests that met no other; ${queue.length} are broken one by one …`);
const late: string[] = [];

/** The first of these files of tests that fails. */
async function firstToFail(runner: Runner, code: string, files: readonly string[]): Promise<string | undefined> {
  for (const test of lowestFirst(files)) {
    const ending = await runner.run({ tests: [test] }, limitMs);
    if (ending === 'timed out') late.push(`${code} in ${test}`);
    if (ending === 'failed') return test;
  }
  return undefined;
}
const namedIn = (code: string): string[] => [...naming].flatMap(([path, words]) => (words.has(code) ? [path] : []));
function note(code: string, holder: string | undefined): void {
  if (holder !== undefined) held.set(code, holder);
}

// One code after the other in the files that name it or met it, from the lowest room up, until one fails.
await Promise.all(
  ['first', 'second'].map(async (name) => {
    const own = begin(name, '');
    // Also for a process that takes the place of one which did not end.
    const runner = new Runner({ root: copy, config: tests }, { [folderVariable]: own });
    for (let code = queue.shift(); code !== undefined; code = queue.shift()) {
      writeFileSync(join(own, 'broken'), code);
      note(code, await firstToFail(runner, code, [...namedIn(code), ...broken.filesOf(code)]));
      say(`${code}  ${held.get(code) ?? 'nothing'}  (${queue.length} left)`);
    }
    runner.stop();
  }),
);

const left = codes.filter((code) => !held.has(code));
say(`${left.length} are broken in the sources …`);
for (const code of left) {
  const mend = breakInSources(code);
  const runner = new Runner({ root: copy, config: tests });
  note(code, await firstToFail(runner, code, namedIn(code)));
  runner.stop();
  mend();
  say(`${code}  ${held.get(code) ?? 'nothing'}`);
}

for (const each of late) console.log(`TIMED OUT  ${each}`);
const page = join(root, 'assets/docs/ledger.md');
const before: Held = wanted.length === 0 ? new Map() : readPage(readFileSync(page, 'utf8'));
const all = new Map([...before, ...codes.map((code) => [code, held.get(code)] as const)]);
await writePage(page, all, files);
for (const code of codes.filter((each) => !held.has(each))) console.log(`HELD BY NO UNIT TEST  ${code}`);
console.log(
  `${codes.length} refusals: ${held.size} held, ${codes.length - held.size} not; ${late.length} runs timed out`,
);
if (wanted.length === 0 && late.length === 0) {
  await recordProof('ledger', { refusals: codes.length, held: held.size });
}
console.log(`Written to ${page.slice(dirname(root).length + 1)}: git diff shows what changed.`);
