// `lifeboat practice-hsm` as somebody rehearsing starts it: with an HSM or without, whole or after a failure scenario.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptContext } from '#e2e/support/command-run.ts';
import { expectDescribed } from '#e2e/support/command-schema.ts';
import { registerPracticeHsm } from './practice-hsm.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lifeboat-practice-command-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** What ends the server. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs the command until it has answered; the server that it leaves running is stopped as Ctrl+C stops it. */
async function run(...line: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const out: string[] = [];
  let answer = (): void => undefined;
  const streams = {
    out: (text: string) => {
      out.push(text);
      answer();
    },
    error: () => undefined,
    interactive: false,
  };
  const { context } = keptContext({ streams });
  const program = new Command().option('--json').exitOverride();
  registerPracticeHsm(program, context);
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
  const answered = Promise.withResolvers<undefined>();
  answer = (): void => answered.resolve(undefined);
  const ended = program.parseAsync(['node', 'lifeboat', 'practice-hsm', '--json', '--state', directory, ...line]);
  await Promise.race([answered.promise, ended]);
  for (const signal of signals) {
    for (const stop of process.listeners(signal).filter((one) => before.get(signal)?.includes(one) !== true)) {
      process.off(signal, stop);
      stop(signal);
    }
  }
  await ended;
  expectDescribed(['practice-hsm'], out.join(''));
  const { result, fault } = JSON.parse(out.join('')) as Record<string, Readonly<Record<string, unknown>> | undefined>;
  return result ?? fault ?? {};
}

test('answers with everything that a plan and a sign-in need', async () => {
  expect(await run('--name', 'rehearsal')).toMatchObject({
    practice: true,
    hsmUri: 'https://rehearsal.managedhsm.practice.invalid',
    subscription: '00000000-0000-4000-8000-000000000003',
    resourceGroup: 'lifeboat',
    container: 'https://lifeboat.blob.practice.invalid/backups',
    failureScenarios: [],
  });
});

test('leaves the HSM to the control plane, and plays failure scenarios', async () => {
  const result = await run('--no-hsm', '--failure-scenario', 'region-closed', 'container-missing');
  expect(result).not.toHaveProperty('hsmUri');
  expect(result).toMatchObject({ failureScenarios: ['region-closed', 'container-missing'] });
});

test('ends where a failure scenario has no HSM to befall', async () => {
  expect(await run('--no-hsm', '--failure-scenario', 'operation-of-another')).toMatchObject({
    code: 'PRACTICE_HSM_UNKNOWN',
  });
  // It has given the folder back.
  expect(await run('--no-hsm')).toMatchObject({ practice: true });
});
