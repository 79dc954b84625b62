// All commands: real shells are asked what they offer at each place, and each has its description of what it prints as JSON.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { root } from '#build/root.ts';
import { keptContext } from '#e2e/support/command-run.ts';
import { describedCommands, expectDescribed } from '#e2e/support/command-schema.ts';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { type Shell, shells } from './scripts.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-completion-'));
let program: Command;
const scripts: Partial<Record<Shell, string>> = {};

beforeAll(async () => {
  // Constants of the bundle; no document is printed here.
  vi.stubGlobal('__PRINT_STYLE__', '');
  vi.stubGlobal('__MANUAL_PICTURES__', {});
  vi.stubGlobal('__APP_VERSION__', '0.0.0');
  const { runCommandLine } = await import('../command-line.ts');
  const { allCommands } = await import('../all-commands.ts');
  program = new Command();
  for (const { load } of allCommands.groups) (await load())(program, keptContext().context);
  for (const shell of shells) {
    const { context, end } = keptContext();
    await runCommandLine(['completion', shell], allCommands, context);
    scripts[shell] = end().text;
    writeFileSync(join(folder, shell), end().text);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Commands whose answer no test freezes. */
const unfrozen: Readonly<Record<string, string>> = {
  emergency: 'asks at a terminal, and answers with the exit code of the last command that it ran, which is in the net',
};

/** What is offered for the last word of a line, and how each shell is asked. */
const ask: Readonly<Record<'bash' | 'zsh' | 'fish', (words: readonly string[]) => readonly string[]>> = {
  bash: (words) => [
    'bash',
    '-c',
    `source '${folder}/bash'; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _lifeboat; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  zsh: (words) => [
    'zsh',
    '-f',
    '-c',
    // Outside of an editor zsh completes nothing: what would be offered is printed.
    `compdef() { }; compadd() { shift; print -l -- "$@" }; _files() { print FILES }; words=(${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length}; source '${folder}/zsh'; _lifeboat`,
  ],
  fish: (words) => ['fish', '--no-config', '-c', `source '${folder}/fish'; complete -C '${words.join(' ')}'`],
};

describe.each(['bash', 'zsh', 'fish'] as const)('%s', (shell) => {
  const there = referenceProgram(shell, '-c', 'true');
  const offered = (...words: readonly string[]): readonly string[] => {
    const [program = '', ...args] = ask[shell](['lifeboat', ...words]);
    const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: folder });
    expect(stderr).toBe('');
    return stdout.split('\n').map((line) => line.split('\t')[0] ?? '');
  };

  it.skipIf(there === undefined)('offers commands, options and values where they may stand', () => {
    expect(offered('')).toEqual(expect.arrayContaining(['restore-blob', 'status', 'completion']));
    expect(offered('bundle', 'c')).toEqual(expect.arrayContaining(['create', 'countersign']));
    expect(offered('bundle', 'create', '')).toEqual(expect.arrayContaining(['exchange-key', 'restore-blob']));
    expect(offered('plan', 'check', '--')).toEqual(expect.arrayContaining(['--json', '--language']));
    expect(offered('plan', 'check', '--')).not.toContain('--identity');
    expect(offered('print', 'script', '--format', '')).toEqual(expect.arrayContaining(['html', 'pdf']));
    expect(offered('print', 'script', '--format', '')).not.toContain('record');
    expect(offered('hsm', 'roles', '')).toEqual(expect.arrayContaining(['list', 'assign']));
  });

  it.skipIf(there === undefined)('offers no command where a file is meant', () => {
    expect(offered('status', '')).not.toContain('restore-blob');
  });
});

it('what each command prints as JSON is described, and nothing else', () => {
  const named = (command: Command, path: readonly string[]): string[] => [
    ...(command.options.some(({ long }) => long === '--json') ? [path.join(' ')] : []),
    ...command.commands.flatMap((each) => named(each, [...path, each.name()])),
  ];
  expect([...describedCommands].sort()).toEqual(named(program, []).sort());
});

it('what each command answers is frozen, or it is said why not', () => {
  const nets = globSync('electron/main/{cli,drill}/**/testdata/*.test.ts.snap', { cwd: root });
  const frozen = nets.map((net) => readFileSync(join(root, net), 'utf8')).join('');
  const without = describedCommands.filter((name) => !new RegExp(` > ${name} \\d+\`\\]`, 'u').test(frozen));
  expect(without).toEqual(Object.keys(unfrozen));
});

describe('PowerShell', () => {
  it('has the same places', () => {
    expect(scripts.powershell).toContain(
      `' plan check' = @{ plain = @(); dashed = @('--language', '--json', '--help') }`,
    );
    expect(scripts.powershell).toContain(`' print --format' = @('html', 'pdf')`);
  });
});

it('answers with the script in JSON, too', async () => {
  const { runCommandLine } = await import('../command-line.ts');
  const { allCommands } = await import('../all-commands.ts');
  const { context, end } = keptContext();
  await runCommandLine(['completion', 'bash', '--json'], allCommands, context);
  const { text } = end();
  expectDescribed(['completion'], text);
  expect((JSON.parse(text) as { result: { script: string } }).result.script).toBe(scripts.bash);
});

it('a shell for which there is none is refused', async () => {
  const { runCommandLine } = await import('../command-line.ts');
  const { allCommands } = await import('../all-commands.ts');
  const { context, end } = keptContext();
  await runCommandLine(['completion', 'ksh', '--json'], allCommands, context);
  expect(JSON.parse(end().text)).toEqual({
    fault: { code: 'USAGE', problem: 'one-of', option: '<shell>', allowed: 'bash, zsh, fish, powershell' },
  });
  expect(end().exit).toBe(2);
});
