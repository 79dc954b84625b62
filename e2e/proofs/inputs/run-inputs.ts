// Throws mutated files at every reader, and checks each answer: a refusal, or an acceptance that means what the seed means.
import { Refusal } from '#shared/faults/fault.ts';
import { registerTargets } from './custody-targets.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { peopleTargets } from './people-targets.ts';
import { Random } from './random.ts';
import type { Target } from './target.ts';
import { trustTargets } from './trust-targets.ts';

export const targets: readonly Target[] = [...registerTargets, ...trustTargets, ...peopleTargets];

const hangMs = 5000;

export interface Finding {
  readonly target: string;
  /** With the seed of the run it makes the case again. */
  readonly number: number;
  readonly problem: string;
  readonly input: Buffer;
}

export interface TargetCount {
  inputs: number;
  accepted: number;
  refused: number;
  readonly codes: Set<string>;
  slowestMs: number;
}

export interface InputsRun {
  readonly findings: Finding[];
  readonly counts: Map<string, TargetCount>;
}

/** One of the targets, by weight. */
const drawn = targets.flatMap((target) => Array<Target>(target.weight).fill(target));

/** The input of a case: one to three changes to the seed, most of them such as know the format. */
export function inputOf(target: Target, seed: string, number: number): Buffer {
  const random = new Random(`${seed} ${target.name} ${number}`);
  let bytes = target.seed;
  for (let changes = 1 + random.below(3); changes > 0; changes -= 1) {
    bytes = (random.once(4) ? mutateBytes : target.mutate)(bytes, random);
  }
  return bytes;
}

export interface Cases {
  readonly seed: string;
  readonly from: number;
  readonly count: number;
}

/** Tries cases of the product's readers, or of other targets. */
export function runInputs({ seed, from, count }: Cases, others?: readonly Target[]): InputsRun {
  const run: InputsRun = { findings: [], counts: new Map() };
  for (let number = from; number < from + count; number += 1) {
    tryCase(new Random(`${seed} ${number}`).pick(others ?? drawn), seed, number, run);
  }
  return run;
}

function tryCase(target: Target, seed: string, number: number, { findings, counts }: InputsRun): void {
  const tally = counts.get(target.name) ?? { inputs: 0, accepted: 0, refused: 0, codes: new Set(), slowestMs: 0 };
  counts.set(target.name, tally);
  const input = inputOf(target, seed, number);
  const start = process.threadCpuUsage();
  const { problem, code } = assess(target, Buffer.from(input));
  // What it computes, not how long it waits for its turn on a busy machine. Who never answers is noticed by the silence.
  const { user, system } = process.threadCpuUsage(start);
  const ms = (user + system) / 1000;
  tally.inputs += 1;
  if (code === undefined) tally.accepted += 1;
  else {
    tally.refused += 1;
    tally.codes.add(code);
  }
  tally.slowestMs = Math.max(tally.slowestMs, ms);
  if (problem !== undefined) findings.push({ target: target.name, number, problem, input });
  if (ms > hangMs)
    findings.push({ target: target.name, number, problem: `it computed for ${Math.round(ms)} ms`, input });
}

/** What a reader said to an input. */
export interface Answer {
  /** Why that is wrong; undefined if it is not. */
  readonly problem?: string | undefined;
  /** The code of its refusal. */
  readonly code?: string;
}

/** Gives a reader one input, and checks its answer. */
export function assess({ read, oracle }: Target, input: Buffer): Answer {
  try {
    return { problem: read(input) };
  } catch (error) {
    if (!(error instanceof Refusal))
      return { problem: `it crashed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
    const { code } = error.fault;
    const answer = JSON.stringify(error.fault);
    if (!oracle || oracle.before.test(code) || answer === oracle.answer) return { code };
    return { code, problem: `an answer that tells: ${answer}` };
  }
}
