// `npm run fuzz [-- COUNT [SEED]]`: throws COUNT mutated files at every reader of bytes from outside. A process that is
// silent for long hangs, and one that keeps what it has read, or grows beyond its limit, is a finding too. Exits with 1 on a finding.
import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { recordProof } from '../../bench/measured/measured.ts';
import { carelessTargets, keepingTarget } from './careless-targets.ts';
import { keepInput } from './corpus.ts';
import { untried } from './custody-targets.ts';
import { measureGrowth } from './growth.ts';
import { type Cases, runInputs } from './run-inputs.ts';
import { referenceProgram } from '../../support/reference-tools.ts';
import { playCheckers } from './two-checkers.ts';

interface Counts {
  inputs: number;
  accepted: number;
  refused: number;
  readonly codes: readonly string[];
  slowestMs: number;
}

export interface Progress {
  readonly done: number;
  readonly peakMegabytes: number;
  /** With the last cases: what is held more than after the first. */
  readonly keptMegabytes: number;
  readonly findings: readonly { target: string; number: number; problem: string; input: string }[];
  readonly counts: readonly (readonly [string, Counts])[];
}

export interface Task extends Cases {
  /** The positive control in place of the product's readers. */
  readonly careless?: true;
}

const silenceMs = 60_000;
const maxMegabytes = 300;
/** Of all the cases of one process; a reader that kept a hundred bytes of each would be beyond it. */
const maxKeptMegabytes = 5;
/**
 * An engine that is given room puts off collecting: it then grows by what nobody needs, and the more, the busier the machine is. In
 * this room it cannot; an input that needs more ends the process, which is a finding.
 */
const engine = ['--expose-gc', '--max-semi-space-size=8', '--max-old-space-size=96'];
const casesOfOneProcess = 100_000;
const defaultCount = 1_000_000;
const controlCases = 500;
const keepingCases = 5000;
/** For so many cases one altered package of evidence: it takes both checkers a tenth of a second. */
const casesForPackage = 250;

const [countText = String(defaultCount), seed = String(Date.now())] = process.argv.slice(2);
const count = Number(countText);
const hasPython = referenceProgram('python3', '-c', 'import sys; assert sys.version_info >= (3, 8)') !== undefined;
const totals = new Map<string, Counts>();
let [findings, peak, kept, done] = [0, 0, 0, 0];

function report(target: string, name: string, problem: string): void {
  findings += 1;
  console.log(`FOUND  ${target}, case ${name}: ${problem}`);
}

function take(progress: Progress): void {
  done += progress.done;
  peak = Math.max(peak, progress.peakMegabytes);
  kept = Math.max(kept, progress.keptMegabytes);
  for (const { target, number, problem, input } of progress.findings) {
    report(target, `${number} of seed ${seed}`, problem);
    console.log(`       kept in ${keepInput(target, Buffer.from(input, 'base64'))}`);
  }
  for (const [name, each] of progress.counts) add(name, each);
}

function add(name: string, each: Counts): void {
  const so = totals.get(name) ?? { inputs: 0, accepted: 0, refused: 0, codes: [], slowestMs: 0 };
  totals.set(name, {
    inputs: so.inputs + each.inputs,
    accepted: so.accepted + each.accepted,
    refused: so.refused + each.refused,
    codes: [...new Set([...so.codes, ...each.codes])],
    slowestMs: Math.max(so.slowestMs, each.slowestMs),
  });
}

/** Runs a part of the cases in its own process, and ends it when it says nothing any more. */
function runPart(task: Task, heard: (progress: Progress) => void): Promise<void> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'worker.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: engine,
  });
  return new Promise((ended) => {
    let silence: NodeJS.Timeout | undefined;
    let at = task.from;
    const listen = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        report('some reader', `after ${at} of seed ${seed}`, `no answer for ${silenceMs / 1000} seconds`);
        child.kill('SIGKILL');
      }, silenceMs);
    };
    child.on('message', (progress: Progress) => {
      at += progress.done;
      heard(progress);
      listen();
    });
    child.on('close', (code) => {
      clearTimeout(silence);
      if (code !== 0)
        report('some reader', `after ${at} of seed ${seed}`, `the process ended with ${code ?? 'a signal'}`);
      ended();
    });
    child.send(task);
    listen();
  });
}

// Minutes of work, for which nobody waits as for an answer: whatever else runs on the machine goes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

for (const target of carelessTargets) {
  const caught = runInputs({ seed, from: 0, count: controlCases }, [target]).findings.length;
  console.log(`${target.name.padEnd(40)} caught ${caught} times`);
  if (caught === 0) report(target.name, 'every one', 'the check sees nothing');
}
let keptByControl = 0;
await runPart({ seed, from: 0, count: keepingCases, careless: true }, ({ keptMegabytes }) => {
  keptByControl = Math.max(keptByControl, keptMegabytes);
});
console.log(`${keepingTarget.name.padEnd(40)} kept ${Math.round(keptByControl)} MB`);
if (keptByControl <= maxKeptMegabytes) report(keepingTarget.name, 'every one', 'the check sees nothing');
// Times belong to a quiet machine, and `npm test` asks for a slice beside everything else.
if (seed !== 'slice') {
  const { asked, problems } = measureGrowth(hasPython);
  console.log(`${asked} pairs of a reader and a shape: ${problems.length} grow faster than what they read`);
  for (const [name, problem] of problems) report(name, 'of growth', problem);
}
for (let from = 0; from < count; from += casesOfOneProcess) {
  await runPart({ seed, from, count: Math.min(casesOfOneProcess, count - from) }, take);
  console.log(`${done} of ${count}`);
}
for (const [name, { inputs, accepted, refused, codes, slowestMs }] of totals) {
  const numbers = `${inputs} inputs, ${refused} refused by ${codes.length} codes, ${accepted} read as the seed`;
  console.log(`${name.padEnd(32)} ${numbers}, slowest ${Math.round(slowestMs)} ms`);
}
// A slice of these is in `two-checkers.test.ts`.
if (seed !== 'slice' && hasPython) {
  const { differences, refused, accepted, rules } = await playCheckers(seed, 0, Math.ceil(count / casesForPackage));
  console.log(
    `two checkers of evidence         ${refused + accepted} packages, ${refused} refused by ${rules.size} rules, ${accepted} taken`,
  );
  for (const { row, ours, theirs } of differences) {
    report('the two checkers', `${row} of seed ${seed}`, `${JSON.stringify(ours)} and ${JSON.stringify(theirs)}`);
  }
}
if (peak > maxMegabytes) report('a process', `of seed ${seed}`, `it grew to ${peak} MB`);
if (kept > maxKeptMegabytes) report('a process', `of seed ${seed}`, `it kept ${kept.toFixed(1)} MB`);
console.log(
  `${done} inputs, seed ${seed}, greatest process ${peak} MB, most kept ${kept.toFixed(1)} MB, ${findings} findings`,
);
const notTried = hasPython ? untried : [...untried, 'the two checkers of evidence'];
for (const format of notTried) console.log(`NOT PROVEN on this machine: ${format}`);
const isWhole = findings === 0 && done === count && count >= defaultCount && notTried.length === 0;
if (isWhole) {
  const slowestMs = Math.round(Math.max(...[...totals.values()].map((each) => each.slowestMs)));
  await recordProof('fuzz', { inputs: done, slowestMs, peakMegabytes: Math.round(peak) });
}
process.exitCode = findings > 0 || done !== count ? 1 : notTried.length > 0 ? 2 : 0;
