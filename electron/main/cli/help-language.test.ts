// Help in every language: each command and option has its sentence, and none is left over.
import { Command } from 'commander';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { keptContext } from '#e2e/support/command-run.ts';
import { fingerprints } from '#e2e/support/fingerprints.ts';
import { germanHelp } from '#shared/messages/de/help.ts';
import { wordOfCeremony } from '#shared/messages/testdata/words-of-a-ceremony.ts';
import { commandLanguage } from './language.ts';
import { localizeHelp } from './help-language.ts';

/** What the library and the program itself say, which is in no group of commands. */
const always = [
  'Recovers an Azure Managed HSM after a disaster.',
  'output the version number',
  'display help for command',
  'language of what people read; JSON and exit codes stay the same',
  'Usage:',
  'Arguments:',
  'Options:',
  'Commands:',
];

const said = new Set<string>(always);
let program: Command;

beforeAll(async () => {
  // Constants of the bundle; no document is printed here.
  vi.stubGlobal('__PRINT_STYLE__', '');
  vi.stubGlobal('__MANUAL_PICTURES__', {});
  vi.stubGlobal('__APP_VERSION__', '0.0.0');
  const { allCommands } = await import('./all-commands.ts');
  program = new Command('lifeboat');
  const { context } = keptContext();
  for (const { load } of allCommands.groups) (await load())(program, context);
  const listen = (command: Command): void => {
    for (const { description } of [...command.options, ...command.registeredArguments]) said.add(description);
    said.add(command.description());
    command.commands.forEach(listen);
  };
  program.commands.forEach(listen);
  said.delete('');
});

describe('help for an emergency', () => {
  it.each(['recover', 'recover-online', 'emergency'])(
    '%s speaks neither of a plan nor of a step of a ceremony',
    (name) => {
      const texts = (command: Command): readonly string[] => [
        command.description(),
        ...command.options.map(({ description }) => description),
        ...command.commands.flatMap(texts),
      ];
      const found = program.commands.filter((command) => command.name() === name).flatMap(texts);
      expect(found.length).toBeGreaterThan(4);
      const spoken = found.flatMap((text) => [text, germanHelp[text] ?? '']);
      expect(spoken.filter((text) => wordOfCeremony(text) !== undefined)).toEqual([]);
    },
  );
});

describe('help in German', () => {
  it('has a sentence for each in the source, and none without one', () => {
    expect(Object.keys(germanHelp).sort()).toEqual([...said].sort());
  });

  it('is no copy of the English', () => {
    expect(Object.entries(germanHelp).filter(([english, german]) => english === german)).toEqual([]);
  });

  it('is what people see', async () => {
    const plan = program.commands.find((command) => command.name() === 'plan');
    await localizeHelp('de', program);
    const text = plan?.commands.find((command) => command.name() === 'new')?.helpInformation() ?? '';
    expect(text).toContain('Aufruf:');
    expect(text).toContain('Optionen:');
    expect(text).toContain('was zu tun ist (möglich: ');
    expect(text).not.toMatch(/choices|Usage|display/u);
  });
});

describe('the language of the command line', () => {
  it('is what is asked for, else what the system says, else English', () => {
    expect(commandLanguage(['plan', 'check', 'x', '--language', 'de'], { LANG: 'en_GB.UTF-8' })).toBe('de');
    expect(commandLanguage(['--language=en', 'plan'], { LANG: 'de_DE.UTF-8' })).toBe('en');
    expect(commandLanguage([], { LC_ALL: '', LC_MESSAGES: 'de_AT', LANG: 'en_US' })).toBe('de');
    expect(commandLanguage([], { LC_ALL: 'C', LANG: 'de_DE' })).toBe('en');
    expect(commandLanguage(['--language', 'fr'], {})).toBe('en');
    expect(commandLanguage([], {})).toBe('en');
  });
});

it('is as it was, of each command in each language', async () => {
  const helps: (readonly [string, string])[] = [];
  for (const language of ['en', 'de'] as const) {
    const { allCommands } = await import('./all-commands.ts');
    const whole = new Command('lifeboat');
    for (const { load } of allCommands.groups) (await load())(whole, keptContext().context);
    await localizeHelp(language, whole);
    const take = (command: Command, path: string): void => {
      helps.push([`${language} ${path}`, command.configureHelp({ helpWidth: 100 }).helpInformation()]);
      for (const each of command.commands) take(each, `${path} ${each.name()}`);
    };
    take(whole, 'lifeboat');
  }
  await expect(fingerprints(helps)).toMatchFileSnapshot('testdata/help.txt');
});
