// What a line leaves out is asked for at a terminal, or was typed before; a script is asked nothing.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { keptContext } from '#e2e/support/command-run.ts';
import type { CommandSet } from './command-line.ts';
import { printedSha256 } from './printed-values.ts';
import { remember, rememberedOf } from './remembered.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-line-'));
const journal = join(folder, 'journal.jsonl');
beforeAll(() => {
  vi.stubGlobal('__APP_VERSION__', '0.0.0');
  writeFileSync(journal, '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const zeros = '0'.repeat(64);

/** One command that keeps what it was given. */
async function ran(line: readonly string[], typed: readonly string[], isTerminal = true) {
  const { runCommandLine } = await import('./command-line.ts');
  const { answers } = await import('./context.ts');
  const asked: string[] = [];
  let given: unknown;
  const commands: CommandSet = {
    groups: [
      {
        name: 'go',
        load: () =>
          Promise.resolve((program: Command, context) => {
            answers(
              program
                .command('go <file>')
                .requiredOption('--hash <hash>', 'a hash', printedSha256)
                .requiredOption('--by <names...>', 'two people')
                .requiredOption('--journal <file>', 'journal')
                .option('--plan <file>', 'plan')
                .option('--note <text>', 'note')
                .option('--practice', 'a switch'),
              context,
              (file: string, options: object) => {
                given = { file, ...options };
                return Promise.resolve({ result: {}, text: () => [], known: { journal } });
              },
            );
          }),
      },
      {
        name: 'make',
        load: () =>
          Promise.resolve((program: Command, context) => {
            answers(
              program
                .command('make')
                .requiredOption('--by <names...>', 'two people')
                .requiredOption('--plan <file>', 'plan')
                .requiredOption('--out <file>', 'a new file'),
              context,
              (options: object) => {
                given = options;
                return Promise.resolve({ result: {}, text: () => [] });
              },
            );
          }),
      },
    ],
    elsewhere: {},
  };
  const left = [...typed];
  const { context, end } = keptContext({
    terminal: isTerminal,
    askLine: (prompt) => {
      asked.push(prompt);
      return Promise.resolve(left.shift() ?? '');
    },
  });
  await runCommandLine(line, commands, context);
  return { given, asked, ...end() };
}

it('asks for each, again until it can be read, and for several at once', async () => {
  const { given, asked, text } = await ran(
    ['go', '--journal', journal],
    ['a.txt', 'no hash', zeros, 'Ann Lee, Bob Ray'],
  );
  expect(given).toEqual({ file: 'a.txt', hash: zeros, by: ['Ann Lee', 'Bob Ray'], journal });
  expect(asked).toEqual(['file: ', 'a hash: ', 'a hash: ', 'two people (several: with commas between them): ']);
  expect(text).toContain('FINGERPRINT_WORDS');
});

it('asks again for a file that is not there, for a new one that is, and for two people who are one', async () => {
  const { given, text } = await ran(
    ['make'],
    ['Ann Lee', 'Ann Lee, Bob Ray', join(folder, 'nowhere'), journal, journal, join(folder, 'new.txt')],
  );
  expect(given).toEqual({ by: ['Ann Lee', 'Bob Ray'], plan: journal, out: join(folder, 'new.txt') });
  const codes = [...text.matchAll(/fault (?<code>[A-Z_]+)/gu)].map(({ groups }) => groups?.['code']);
  expect(codes).toEqual(['CONFIRMATION_ONE_PERSON', 'FILE_NOT_FOUND', 'FILE_EXISTS']);
});

it('takes from beside the journal what was typed before, and what the line says before that', async () => {
  await remember(journal, {
    plan: 'plan.json',
    'sign-in': 'azure-cli',
    'plan-sha256': zeros,
    out: 'x',
    by: ['A', 'B'],
  });
  expect(await rememberedOf(journal)).toEqual({ plan: resolve('plan.json'), 'sign-in': 'azure-cli' });
  const whole = ['go', 'a.txt', '--hash', zeros, '--by', 'A', 'B', '--journal', journal];
  expect((await ran(whole, [])).given).toMatchObject({ plan: resolve('plan.json') });
  expect((await ran([...whole, '--plan', 'other', '--practice'], [])).given).toMatchObject({ plan: 'other' });
  // A switch is no value: elsewhere, an option of this name has one.
  expect(await rememberedOf(journal)).toEqual({ plan: resolve('other'), 'sign-in': 'azure-cli' });
});

it('keeps the two people of an emergency, and no half of an identity', async () => {
  const emergency = join(folder, 'emergency.jsonl');
  await remember(emergency, { by: ['A', 'B'], identity: 'offline.public.json' });
  expect(await rememberedOf(emergency)).toEqual({ by: ['A', 'B'] });
});

it('remembers nothing where the file is damaged', async () => {
  const other = join(folder, 'other.jsonl');
  writeFileSync(join(folder, 'other.options.json'), '{"format":"lifeboat-options","v":1,"options":{"plan":1}}');
  expect(await rememberedOf(other)).toEqual({});
});

it('asks a script nothing, and fills nothing in', async () => {
  const before = readFileSync(join(folder, 'journal.options.json'), 'utf8');
  for (const [line, isTerminal] of [
    [['go', '--journal', journal, '--json'], true],
    [['go', '--journal', journal], false],
  ] as const) {
    const { asked, exit, text } = await ran(line, [], isTerminal);
    expect([asked, exit]).toEqual([[], 2]);
    expect(text).toContain('USAGE');
  }
  const whole = ['go', 'a.txt', '--hash', zeros, '--by', 'A', 'B', '--journal', journal];
  expect((await ran(whole, [], false)).given).not.toHaveProperty('plan');
  expect(readFileSync(join(folder, 'journal.options.json'), 'utf8')).toBe(before);
});

it.each([
  [['go', 'a.txt', '--hash', zeros, '--by', 'A', 'B', '--journal', journal, '--note', ''], '--note'],
  [['go', '', '--hash', zeros, '--by', 'A', 'B', '--journal', journal], '<file>'],
  [['go', 'a.txt', '--hash', zeros, '--by', 'A', ' ', '--journal', journal], '--by'],
])('refuses what is empty by its name: %j', async (line, name) => {
  const { exit, text, given } = await ran(line, []);
  expect([exit, given]).toEqual([2, undefined]);
  expect(text).toContain(`${name} is empty`);
});
