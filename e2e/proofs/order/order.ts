// `npm run test:mutation`: one mutant after the other in the guards of the product, each of which a test must notice. Exits with 1 where
// one lives without a reason. With words on the command line, only the files whose name holds one of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordProof } from '../../bench/measured/measured.ts';
import { root } from '#build/root.ts';
import { equivalent } from './equivalent.ts';
import { guards } from './guards.ts';
import { assessAll, nameOf, type Task } from './verdict.ts';
import { type Mutant, mutated, mutantsOf } from './mutants.ts';
import { type Ending, Runner } from './run-tests.ts';

const limitMs = 240_000;

const config = join(root, 'build', 'vitest.config.ts');
/** Runners that wait for their next task; as many as ever run at once. */
const idle: Runner[] = [];

async function run({ guard, mutant, isControl }: Task): Promise<Ending> {
  const { file, tests, pattern } = guard;
  const path = join(root, file);
  const replaced = mutant === undefined ? undefined : { path, text: mutated(readFileSync(path, 'utf8'), mutant) };
  const runner = idle.pop() ?? new Runner({ root, config });
  const ending = await runner.run({ tests, pattern, replaced }, limitMs);
  idle.push(runner);
  // A whole run takes long: news is printed before its end.
  const isNews = mutant !== undefined && isControl !== true && !(nameOf(guard, mutant) in equivalent);
  if (isNews && ending !== 'failed') console.log(`${ending}  ${file}:${mutant.line}: ${mutant.what}`);
  return ending;
}

const control: Mutant = { start: 0, end: 0, text: "throw new Error('control');", line: 1, what: 'control' };

const wanted = process.argv.slice(2);
const chosen = guards.filter(({ file }) => wanted.length === 0 || wanted.some((word) => file.includes(word)));
const tasks: Task[] = chosen.flatMap((guard) => [
  { guard, mutant: undefined },
  { guard, mutant: control, isControl: true },
  ...mutantsOf(guard.file, readFileSync(join(root, guard.file), 'utf8'), guard.of).map((mutant) => ({ guard, mutant })),
]);
const { killed, explained, timedOut, findings } = await assessAll(tasks, run, equivalent);
for (const runner of idle) runner.stop();
const total = tasks.length - 2 * chosen.length;
for (const finding of findings) console.log(`FOUND  ${finding}`);
for (const name of timedOut) console.log(`TIMED OUT, also alone  ${name}`);
console.log(
  `${total} mutants in ${chosen.length} guards: ${killed} killed, ${timedOut.length} timed out, ${explained} change nothing, ${findings.length} findings`,
);
if (wanted.length === 0 && findings.length === 0) {
  const figures = { guards: chosen.length, mutants: total, killed, timedOut: timedOut.length, equivalent: explained };
  await recordProof('test:mutation', figures);
}
process.exitCode = findings.length === 0 ? 0 : 1;
