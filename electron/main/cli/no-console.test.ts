// A program that can read no console, as the packaged ones on Windows, says so before it reads anything.
import { expect, it } from 'vitest';
import { runCommand } from '#e2e/support/command-run.ts';
import { registerCustodian } from './commands/custodian.ts';
import { registerPlan } from './commands/plan.ts';
import { registerSecurityDomain } from './commands/security-domain.ts';

const windows = { isWithoutConsole: true };
/** Nothing is here: whatever is read is missing. */
const nowhere = '/nowhere/at-all';

it.each([
  ['a new key', registerCustodian, ['custodian', 'create', '--name', 'C1', '--out', nowhere]],
  ['an identity', registerPlan, ['plan', 'approve', nowhere, '--identity', nowhere, '--out', nowhere]],
] as const)('refuses where it needs the passphrase of %s', async (_what, register, line) => {
  expect((await runCommand(register, line, windows)).text).toContain('TERMINAL_MISSING');
  expect((await runCommand(register, [...line, '--password-file', nowhere], windows)).text).not.toContain('TERMINAL');
});

it('says it where keys may be encrypted, and goes on: those that are not need none', async () => {
  const line = ['security-domain', 'check', nowhere, '--keys', nowhere];
  const { text } = await runCommand(registerSecurityDomain, line, windows);
  expect(text).toMatch(/cannot read what is typed on a console[\s\S]*FILE_NOT_FOUND/);
  const given = await runCommand(registerSecurityDomain, [...line, '--password-files', nowhere], windows);
  expect(given.text).not.toContain('console');
  expect((await runCommand(registerSecurityDomain, line)).text).not.toContain('console');
});
