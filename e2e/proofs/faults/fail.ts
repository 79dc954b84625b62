// Lets every step of every act fail as media fail, once or from there on, and asks what is left and what people are told.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { faultKind } from '#shared/faults/kinds.ts';
import type { Act } from './act-type.ts';
import { attempt, wordsOf } from './attempt.ts';
import type { FailureScenario } from './fs-shim.ts';
import type { Outcome } from './kill.ts';
import { undisturbedFindings } from './undisturbed.ts';

const errors = ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'ENODEV'];

/**
 * Needs the shim to be installed in this process.
 * @param every only each so many points
 */
export async function failEverywhere(scratch: string, of: readonly Act[], every = 1): Promise<Outcome> {
  const findings: string[] = [];
  let [points, tried] = [0, 0];
  for (const act of of) {
    const { acks, steps, thrown } = await attempt(act, join(scratch, `count ${act.name}`), 0);
    findings.push(...undisturbedFindings(act, { acks, refused: wordsOf(thrown) }));
    for (const [i, step] of steps.entries()) {
      for (const scenario of errors.flatMap((error) => [false, true].map((gone) => ({ error, gone })))) {
        points += 1;
        if (points % every !== 0) continue;
        tried += 1;
        // Each in its own folder: on a stick, one that has just been removed may be there for a moment.
        const wrong = await tryOne(act, join(scratch, `fail ${points}`), { at: i + 1, step, scenario });
        const where = `${act.name}, ${scenario.error}${scenario.gone ? ' for good' : ''} at step ${i + 1} (${step})`;
        findings.push(...wrong.map((problem) => `${where}: ${problem}`));
      }
    }
  }
  return { points: tried, findings };
}

interface Point {
  readonly at: number;
  readonly step: string;
  readonly scenario: Extract<FailureScenario, { readonly error: string }>;
}

async function tryOne(act: Act, folder: string, { at, step, scenario }: Point): Promise<string[]> {
  const { acks, thrown } = await attempt(act, folder, at, scenario);
  const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[.](?:part|next-)/.test(name),
  );
  const wrong = [
    ...(thrown === undefined ? [] : badAnswer(thrown)),
    // Where the medium is gone nothing can be cleared away, and where the clearing away itself fails neither.
    ...(scenario.gone || step === 'unlink' || left.length === 0 || thrown === undefined
      ? []
      : [`${left.join(', ')} is left behind`]),
  ];
  const after = await act.check(folder, acks);
  rmSync(folder, { recursive: true });
  return [...wrong, ...after];
}

/** What is wrong with the answer: people are told what is wrong with which medium: a fault of a kind that they can do something about. */
export function badAnswer(thrown: unknown): string[] {
  if (!(thrown instanceof Refusal)) return [`not a fault, but ${String(thrown)}`];
  const fault: Fault = thrown.fault;
  if (faultKind(fault) !== 'media' && fault.code !== 'JOURNAL_IN_USE')
    return [`a fault of another kind: ${fault.code}`];
  return 'name' in fault || fault.code === 'JOURNAL_IN_USE' ? [] : [`${fault.code} does not say where`];
}
