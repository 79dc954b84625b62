// Lines at a terminal: no wider than it is, wrapped below their column, coloured only where colours are wanted.
import { describe, expect, it } from 'vitest';
import { laidOut, wantsColours } from './terminal-layout.ts';

const plain = { columns: 40, colours: false };
const hash = 'ab'.repeat(32);

describe('a line at a terminal', () => {
  it('is wrapped below the column of its value', () => {
    expect(laidOut('Quorum     any 2 of 3 custodians, who must all be in one room\n', undefined, plain)).toBe(
      'Quorum     any 2 of 3 custodians, who\n           must all be in one room\n',
    );
  });

  it('is wrapped a little to the right where it has no columns', () => {
    expect(laidOut('  A sentence that is longer than the terminal is wide.\n', undefined, plain)).toBe(
      '  A sentence that is longer than the\n    terminal is wide.\n',
    );
  });

  it('goes below its title where its value begins too far to the right', () => {
    const line = `E0  passed   The certificate                  a value of three words and more\n`;
    expect(laidOut(line, undefined, plain)).toBe(
      'E0  passed   The certificate\n             a value of three words and\n             more\n',
    );
  });

  it('moves what is too long for its column to the left, and breaks no word', () => {
    const columns = 70;
    expect(laidOut(`Plan, SHA-256     ${hash}\n`, undefined, { ...plain, columns })).toBe(
      `Plan, SHA-256\n      ${hash}\n`,
    );
    expect(laidOut(`${hash}\n`, undefined, plain)).toBe(`${hash}\n`);
  });

  it.each([0, 200])('is at most as wide as people read, where the terminal has %d columns', (columns) => {
    const lines = laidOut(`${'word '.repeat(60)}\n`, undefined, { columns, colours: false }).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns === 0 ? 80 : 100);
    expect(lines.length).toBeGreaterThan(3);
  });

  it('stays whole where people copy it', () => {
    const command = `  lifeboat plan approve plan.json --identity operator-1.identity.json --out signed.json\n`;
    expect(laidOut(command, 'command', plain)).toBe(command);
    expect(laidOut(`{"a":"${hash}"}\n`, 'document', { ...plain, colours: true })).toBe(`{"a":"${hash}"}\n`);
  });

  it('is coloured in its first cell, or as a sentence whole, and only where colours are wanted', () => {
    const colours = { columns: 20, colours: true };
    expect(laidOut('FAILED  the very long reason\n', 'stop', colours)).toBe(
      '\u001B[1;31mFAILED\u001B[0m  the very\n        long reason\n',
    );
    expect(laidOut('A whole sentence failed.\n', 'stop', colours)).toBe(
      '\u001B[1;31mA whole sentence\u001B[0m\n\u001B[1;31m  failed.\u001B[0m\n',
    );
    expect(laidOut('FAILED\n', 'stop', plain)).toBe('FAILED\n');
  });
});

describe('colours', () => {
  it('are wanted unless somebody has switched them off', () => {
    expect([wantsColours({}), wantsColours({ NO_COLOR: '' }), wantsColours({ TERM: 'xterm' })]).toEqual([
      true,
      true,
      true,
    ]);
    expect([wantsColours({ NO_COLOR: '1' }), wantsColours({ TERM: 'dumb' })]).toEqual([false, false]);
  });
});
