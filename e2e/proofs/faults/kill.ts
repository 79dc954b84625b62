// Kills a process at every step of every act, before it, in the middle of what it writes, and after it.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Act } from './act-type.ts';
import { prepared } from './acts.ts';
import { attempt, wordsOf } from './attempt.ts';
import { compiledOnce } from '#build/run.ts';
import type { FailureScenario, Plan } from './fs-shim.ts';
import { undisturbedFindings } from './undisturbed.ts';

export interface Outcome {
  readonly points: number;
  readonly findings: readonly string[];
}

interface Ran {
  readonly killed: boolean;
  readonly acks: readonly string[];
}

function runAct(act: Act, plan: Plan): Promise<Ran> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'act.ts'), act.name, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...compiledOnce },
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
  });
  return new Promise((done) => {
    child.on('close', (_, signal) => {
      const acks = out.split('\n').flatMap((line) => (line.startsWith('ack ') ? [line.slice('ack '.length)] : []));
      done({ killed: signal === 'SIGKILL', acks });
    });
  });
}

/**
 * Needs the shim to be installed in this process, which counts the steps.
 * @param every only each so many points
 */
export async function killEverywhere(scratch: string, of: readonly Act[], every = 1): Promise<Outcome> {
  const findings: string[] = [];
  const points: { act: Act; at: number; step: string; kill: 'before' | 'half' | 'after' }[] = [];
  for (const act of of) {
    const { acks, steps, thrown } = await attempt(act, join(scratch, `count ${act.name}`), 0);
    findings.push(...undisturbedFindings(act, { acks, refused: wordsOf(thrown) }));
    steps.forEach((step, i) => {
      const kinds = /[wW]riteFile|append|[.]write$/.test(step)
        ? (['before', 'half', 'after'] as const)
        : (['before', 'after'] as const);
      points.push(...kinds.map((kill) => ({ act, at: i + 1, step, kill })));
    });
  }
  const chosen = points.filter((_, i) => i % every === 0);
  const queue = [...chosen.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [i, { act, at, step, kill }] = next;
      const folder = prepared(act, join(scratch, `kill ${i}`));
      const scenario: FailureScenario = { kill };
      const { killed, acks } = await runAct(act, { folder, at, scenario });
      const wrong = [...(killed ? [] : ['it was not killed']), ...(await act.check(folder, acks))];
      findings.push(...wrong.map((problem) => `${act.name}, killed ${kill} step ${at} (${step}): ${problem}`));
      rmSync(folder, { recursive: true });
    }
  };
  await Promise.all([worker(), worker()]);
  return { points: chosen.length, findings };
}
