// Each word is pasted into the shells of this system, and comes out as it went in.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { shellCommand, shellWord } from './shell-word.ts';

/** As a stick's label, a file, or a person may be named. */
const words = [
  ...[
    'plan.json',
    '/media/u/IN/plan.json',
    'C:\\sticks\\IN\\plan.json',
    '',
    ' ',
    'two words',
    '-n',
    '--',
    '=ls',
    '~',
    '~root',
  ],
  ...[
    '@list',
    '+1',
    'a=b',
    '#1',
    '$HOME',
    '$(touch lifeboat-ran)',
    '`touch lifeboat-ran`',
    '"',
    "'",
    "it's",
    "''",
    '\\',
    'a\\',
    "\\'",
  ],
  ...[
    'a\\\\b',
    '; echo x',
    'a&b',
    'a|b',
    '<a>',
    '*',
    '?',
    '[a]',
    '{a,b}',
    '!!',
    '!a',
    '%PATH%',
    '^',
    'zwei ü 🛟',
    'a,b',
    '(a)',
    '&',
    '$',
  ],
];
const print = ['process.stdout.write(JSON.stringify(process.argv.slice(1)))'];

/** How each is started so that it reads what people paste. */
const shells: readonly (readonly [string, readonly string[]])[] = [
  ['sh', ['-i']],
  ['bash', ['--norc', '--noprofile', '-i']],
  ['zsh', ['-f', '-i']],
  ['fish', ['--no-config']],
];

describe.skipIf(process.platform === 'win32')('a word, pasted', () => {
  for (const [shell, flags] of shells) {
    const probe = referenceProgram(shell, '-c', 'true');
    it.skipIf(probe === undefined)(`into ${shell} is one word`, () => {
      const command = [process.execPath, '-e', ...print, '--', ...words]
        .map((word) => shellWord(word, 'linux'))
        .join(' ');
      const { stdout } = spawnSync(shell, flags, {
        input: `${command}\n`,
        encoding: 'utf8',
        env: { ...process.env, HISTFILE: '', PS1: '' },
      });
      expect(JSON.parse(stdout.slice(stdout.indexOf('["plan')))).toEqual(words);
    });
  }

  it('into a command keeps the command', () => {
    expect(shellCommand`lifeboat plan check ${'a b'} --out ${'$(x)'}`).toBe("lifeboat plan check 'a b' --out '$(x)'");
  });
});

// `e2e/windows` pastes them into cmd.exe, and on Windows into PowerShell.
describe('a word for Windows', () => {
  it.each([
    ['E:\\IN\\plan.json', 'E:\\IN\\plan.json'],
    ['E:\\a b\\', '"E:\\a b\\\\"'],
    ['', '""'],
    ["it's", '"it\'s"'],
    ['a & b', '"a & b"'],
    ['@list', '"@list"'],
    ['\\\\server\\c$\\x', '"\\\\server\\c$\\x"'],
    ['100% sure', '"100% sure"'],
  ])('is written so that both shells read it: %j', (value, word) => {
    expect(shellWord(value, 'win32')).toBe(word);
  });

  it.each([
    ['$(calc)', '"?(calc)"'],
    ['$env:PATH', '"?env:PATH"'],
    ['a`b', '"a?b"'],
    ['“ & calc & “', '"? & calc & ?"'],
    ['%TEMP% %x', '"?TEMP? ?x"'],
    ['a" & calc & "', '"a? & calc & ?"'],
  ])('runs in neither what one of them would run: %j', (value, word) => {
    expect(shellWord(value, 'win32')).toBe(word);
  });
});
