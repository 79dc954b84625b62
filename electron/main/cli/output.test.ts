// What commands print moves no cursor and forges no line, whatever words are in it.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { builtProgram } from '#e2e/support/built.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { visibleJson, visibleLines } from '#shared/formatting/visible-text.ts';
import { exitCodes, printError, printResult, processStreams } from './output.ts';

/** As a service, a file name or an argument may write it. */
const hostile = [
  ['an escape sequence', '\u001B[2K\u001B[1A'],
  ['a C1 control', '\u009B2J'],
  ['a carriage return', '\rok'],
  ['a line feed', '\nok  all proven'],
  ['a backspace', '\b\b\b'],
  ['DEL', '\u007F'],
  ['an order of writing', '\u202Eneverp'],
  ['an isolate', '\u2066x\u2069'],
  ['a line separator', '\u2028ok'],
  ['a zero-width space', 'o\u200Bk'],
  ['a filler', 'o\u3164k'],
  ['a lone surrogate', '\uD83D'],
  ['a tag of another plane', '\u{E0041}'],
] as const;
const unsafe = /[^\P{C}\n]|\p{Default_Ignorable_Code_Point}|\u2028|\u2029/u;

function captured() {
  const written: string[] = [];
  const take = (text: string): void => void written.push(text);
  return { written, speaking: { streams: { out: take, error: take, interactive: false }, language: 'en' as const } };
}

describe.each(hostile)('%s', (_, text) => {
  it('in an answer stays in its line and is seen', async () => {
    const { written, speaking } = captured();
    const answer = { result: { role: text }, text: () => [`Role: ${text}`, 'last'] };
    await printResult(speaking, false, answer);
    expect(written.join('')).not.toMatch(unsafe);
    expect(written.join('').split('\n')).toHaveLength(3);
    expect(written.join('')).toContain('\\u{');
  });

  it('in JSON is escaped, and read again as it was', async () => {
    const { written, speaking } = captured();
    await printResult(speaking, true, { result: { role: text }, text: () => [] });
    expect(written.join('').slice(0, -1)).not.toMatch(/[^\P{C}]|\p{Default_Ignorable_Code_Point}|\u2028|\u2029/u);
    expect(JSON.parse(written.join(''))).toEqual({ result: { role: text } });
  });

  it('in a refusal, and in the file that it is about, is seen', async () => {
    for (const json of [false, true]) {
      const { written, speaking } = captured();
      const refusal = new Refusal({ code: 'PERSON_NOT_IN_PLAN', person: text });
      refusal.about = `key${text}.pem`;
      await printError(speaking, json, refusal);
      expect(written.join('')).not.toMatch(unsafe);
    }
  });

  it('in a mistyped option or command is seen', async () => {
    const { written, speaking } = captured();
    await printError(
      speaking,
      false,
      new Refusal({ code: 'USAGE', problem: 'option-unknown', option: text, allowed: text }),
    );
    expect(written.join('')).not.toMatch(unsafe);
    expect(written.join('').split('\n')).toHaveLength(5);
  });
});

describe('the streams of the process', () => {
  it('are the last gate: what got so far is made visible there', () => {
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const error = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const streams = processStreams('en');
    streams.out('a\u001B[2Jb\nc\n');
    streams.error('a\u001B[2Jb\nc\n');
    const calls = [...out.mock.calls, ...error.mock.calls].map(([text]) => text);
    vi.restoreAllMocks();
    expect(calls).toEqual(['a\\u{1b}[2Jb\nc\n', 'a\\u{1b}[2Jb\nc\n']);
  });

  it('lets a command go on when the reader of its lines has gone', () => {
    processStreams('en');
    process.stdout.emit('error', Object.assign(new Error('EPIPE'), { code: 'EPIPE' }));
    expect(process.exitCode).toBeUndefined();
  });

  // The device that is always full is on Linux alone.
  it.skipIf(!existsSync('/dev/full'))(
    'that are lost on a full disk end no command, and do not pass for an answer',
    () => {
      const { cli } = builtProgram();
      const full = openSync('/dev/full', 'w');
      const run = (args: readonly string[], out: number | 'pipe', error: number | 'pipe') =>
        spawnSync(process.execPath, [cli, ...args], { stdio: ['ignore', out, error], encoding: 'utf8' });
      try {
        for (const args of [['--help'], ['exchange-key', 'verify', '--help']]) {
          const { status, stderr } = run(args, full, 'pipe');
          expect([status, stderr]).toEqual([exitCodes.media, expect.stringContaining('(fault OUTPUT_LOST)')]);
          expect(stderr).not.toMatch(/\bat \w|node:/);
        }
        // A refusal stays one.
        expect(run(['identity', 'show', '/nothing/here', '--json'], full, 'pipe').status).toBe(exitCodes.media);
        expect(run(['no-command', '--json'], full, 'pipe').status).toBe(exitCodes.usage);
        expect(run(['no-command'], 'pipe', full).status).toBe(exitCodes.usage);
        expect(run(['--help'], 'pipe', full)).toMatchObject({
          status: 0,
          stdout: expect.stringContaining('Usage') as string,
        });
      } finally {
        closeSync(full);
      }
    },
  );

  it('leave what people write in their languages as it is', () => {
    const text = 'Müller Ó Súilleabháin 山田 محمد किरण – “ok” ☑\n';
    expect(visibleLines(text)).toBe(text);
    expect(visibleJson(text)).toBe(JSON.stringify(text));
  });
});
