// `npm run prove:order`: one mutant after the other in the guards of the product, each of which a test must notice. Exits with 1 where
// one lives without a reason. With words on the command line, only the files whose name holds one of them.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordProof } from '../../measured/measured.ts';
import { root } from '../../root.ts';
import { equivalent } from './equivalent.ts';
import { type Guard, guards } from './guards.ts';
import { type Mutant, mutantsOf } from './mutants.ts';

interface Task {
  readonly guard: Guard;
  /** Undefined for the source as it is, which every test must take. */
  readonly mutant: Mutant | undefined;
  /** A source that does nothing but fail: whoever does not notice it has not been shown it. */
  readonly isControl?: boolean;
}

const vitest = join(root, 'node_modules', '.bin', 'vitest');
const limitMs = 240_000;

/** Whether every test goes well. A run without an end does not. */
function testsPass({ guard: { file, tests, pattern }, mutant }: Task): Promise<boolean> {
  const config = mutant === undefined ? 'build/vitest.config.ts' : 'build/prove/order/vitest.config.ts';
  const args = ['run', '-c', config, ...tests, ...(pattern === undefined ? [] : ['-t', pattern])];
  const env = { ...process.env, LIFEBOAT_MUTANT: JSON.stringify({ file, mutant }) };
  const child = spawn(vitest, args, { cwd: root, env, stdio: 'ignore', timeout: limitMs });
  return new Promise((done) => {
    child.on('close', (code) => {
      done(code === 0);
    });
  });
}

const control: Mutant = { start: 0, end: 0, text: "throw new Error('control');", line: 1, what: 'control' };

const wanted = process.argv.slice(2);
const chosen = guards.filter(({ file }) => wanted.length === 0 || wanted.some((word) => file.includes(word)));
const tasks: Task[] = chosen.flatMap((guard) => [
  { guard, mutant: undefined },
  { guard, mutant: control, isControl: true },
  ...mutantsOf(guard.file, readFileSync(join(root, guard.file), 'utf8')).map((mutant) => ({ guard, mutant })),
]);
const findings: string[] = [];
let [killed, explained] = [0, 0];

async function judge(task: Task): Promise<void> {
  const passed = await testsPass(task);
  const { guard, mutant, isControl } = task;
  if (mutant === undefined) {
    if (!passed) findings.push(`${guard.file}: its tests fail as it is, so they prove nothing`);
    return;
  }
  if (isControl) {
    if (passed) findings.push(`${guard.file}: control: its tests do not notice that it is broken`);
    return;
  }
  const isExplained = Object.hasOwn(equivalent, `${guard.file}: ${mutant.what}`);
  if (!passed) {
    killed += 1;
    // A reason for what is not so would cover the next mutant of that name.
    if (isExplained) findings.push(`${guard.file}: listed as one that may live, and killed: ${mutant.what}`);
  } else if (isExplained) explained += 1;
  else {
    findings.push(`${guard.file}: ${mutant.what}`);
    console.log(`lives  ${guard.file}:${mutant.line}: ${mutant.what}`);
  }
}

const queue = [...tasks];
const worker = async (): Promise<void> => {
  for (let task = queue.shift(); task; task = queue.shift()) await judge(task);
};
await Promise.all([worker(), worker()]);
const total = tasks.length - 2 * chosen.length;
for (const finding of findings) console.log(`FOUND  ${finding}`);
console.log(
  `${total} mutants in ${chosen.length} guards: ${killed} killed, ${explained} change nothing, ${findings.length} findings`,
);
if (wanted.length === 0 && findings.length === 0) {
  await recordProof('prove:order', { guards: chosen.length, mutants: total, killed, equivalent: explained });
}
process.exitCode = findings.length === 0 ? 0 : 1;
