// Sticks as people have them, FAT and exFAT: kills and failing media on them, and the stick pulled at every step of every act.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Act } from './act-type.ts';
import { attempt, wordsOf } from './attempt.ts';
import { badAnswer } from './fail.ts';
import type { Outcome } from './kill.ts';
import { Stick, type StickFormat } from './stick.ts';
import { undisturbedFindings } from './undisturbed.ts';

/** Gives a mounted stick, and takes it out afterwards. */
export async function onStick<T>(
  format: StickFormat,
  scratch: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  mkdirSync(scratch, { recursive: true });
  const stick = new Stick(format, scratch);
  stick.insert();
  try {
    return await work(stick.folder);
  } finally {
    stick.takeOut();
  }
}

/**
 * Pulls the stick at each step, puts it in again, and asks what is left on it. Needs the shim to be installed in this process.
 * @param every only each so many steps
 */
export async function pullEverywhere(
  format: StickFormat,
  scratch: string,
  of: readonly Act[],
  every = 1,
): Promise<Outcome> {
  const findings: string[] = [];
  let [points, tried, refused] = [0, 0, 0];
  mkdirSync(scratch, { recursive: true });
  for (const act of of) {
    // A stick takes other steps than a disk, and may refuse what a disk does not.
    const { acks, steps, thrown } = await onStick(format, join(scratch, `count ${act.name}`), (stick) =>
      attempt(act, join(stick, 'work'), 0),
    );
    findings.push(
      ...undisturbedFindings(act, { acks, refused: wordsOf(thrown) }).map((problem) => `${format}: ${problem}`),
    );
    for (const [i, step] of steps.entries()) {
      points += 1;
      if (points % every !== 0) continue;
      tried += 1;
      const folder = join(scratch, `pull ${points}`);
      const { wrong, isRefused } = await pullOnce(format, folder, act, i + 1);
      if (isRefused) refused += 1;
      findings.push(
        ...wrong.map((problem) => `${act.name} on ${format}, pulled at step ${i + 1} (${step}): ${problem}`),
      );
      rmSync(folder, { recursive: true });
    }
  }
  if (tried > 0 && refused === 0) findings.push(`control: no act noticed that its stick with ${format} was gone`);
  return { points: tried, findings };
}

interface Pulled {
  readonly wrong: readonly string[];
  readonly isRefused: boolean;
}

async function pullOnce(format: StickFormat, scratch: string, act: Act, at: number): Promise<Pulled> {
  mkdirSync(scratch, { recursive: true });
  const stick = new Stick(format, scratch);
  stick.insert();
  const folder = join(stick.folder, 'work');
  const { acks, thrown } = await attempt(act, folder, at, {
    action: () => stick.pull(),
  });
  stick.clear();
  stick.insert();
  try {
    const told = thrown === undefined ? [] : badAnswer(thrown);
    return { wrong: [...told, ...(await act.check(folder, acks))], isRefused: thrown !== undefined };
  } finally {
    stick.takeOut();
  }
}
