// Help and refusals of a command line load what they say, and nothing that commands do: what is loaded costs time and memory before the first
// line. `npm run bench -- startup` measures both.
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { declaredCommands } from '#build/declared-commands.ts';
import { keptContext } from '#e2e/support/command-run.ts';
import { started } from '#e2e/support/started.ts';
import { allCommands } from './all-commands.ts';
import { declarationOf, declare } from './declarations.ts';

const kibibyte = 1024;

it.each([
  [400, ['--help']],
  [400, ['--version']],
  [400, ['hsm', '--help']],
  [400, ['recover-online', 'begin', '--help']],
  // And the sentences of this refusal, without all others.
  [420, ['recover-online', 'begin']],
  [420, ['nothing']],
])('loads no more than %d KiB for %j', (most, line) => {
  const { loadedBytes } = started(...line);
  expect(loadedBytes).toBeGreaterThan(0);
  expect(loadedBytes / kibibyte).toBeLessThan(most);
});

it('declares every command as it is, its help included', async () => {
  const declared = await declaredCommands(allCommands);
  const [real, copy] = [new Command('lifeboat'), new Command('lifeboat')];
  for (const { load } of allCommands.groups) (await load())(real, keptContext().context);
  for (const each of declared) declare(copy, each, () => undefined);
  expect(copy.commands.map(declarationOf)).toEqual(declared);
  const help = (command: Command): readonly string[] => [command.helpInformation(), ...command.commands.flatMap(help)];
  expect(help(copy)).toEqual(help(real));
});
