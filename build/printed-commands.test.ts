// The commands that papers print: a shell runs what is on the cover, and the command line has what is on the emergency card.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, it, vi } from 'vitest';
import { keptContext } from '#e2e/support/command-run.ts';
import { commandsOfSteps } from '#core/documents/emergency-card.ts';
import { planHashCommands } from '#core/documents/front-matter.ts';
import { approveAgain, approvePlan } from '#core/plan/approval.ts';
import { planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { operator1, witness } from '#core/transfer/testdata/samples.ts';

it.skipIf(process.platform === 'win32')('the command on the cover computes the hash that is beside it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-cover-'));
  try {
    const plan = join(folder, 'plan.dsse.json');
    writeFileSync(plan, approveAgain(approvePlan(recoveryPlan, operator1), witness));
    const command =
      process.platform === 'darwin'
        ? planHashCommands.shell.replace('sha256sum', 'shasum -a 256')
        : planHashCommands.shell;
    const printed = execFileSync('sh', ['-c', command.replace('PLAN', `'${plan}'`)], { encoding: 'utf8' });
    expect(printed.split(' ')[0]).toBe(planSha256(recoveryPlan));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('every command on the emergency card is one of the command line', async () => {
  // Constants of the bundle; no document is printed here.
  vi.stubGlobal('__PRINT_STYLE__', '');
  vi.stubGlobal('__MANUAL_PICTURES__', {});
  vi.stubGlobal('__APP_VERSION__', '0.0.0');
  const { allCommands } = await import('#cli/all-commands.ts');
  const program = new Command('lifeboat');
  for (const { load } of allCommands.groups) (await load())(program, keptContext().context);
  const printed = Object.values(commandsOfSteps).flat();
  expect(printed.length).toBeGreaterThan(10);
  for (const command of printed) {
    const found = command
      .split(' ')
      .slice(1)
      .reduce<Command | undefined>((at, word) => at?.commands.find((each) => each.name() === word), program);
    expect(found?.name(), command).toBe(command.split(' ').at(-1));
  }
});
