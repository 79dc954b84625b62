// What Windows does not keep is refused on every system, on both sides of each limit.
import { describe, expect, it } from 'vitest';
import { nameProblem } from './portable-name.ts';

const devices = [
  ...['CON', 'prn', 'Aux', 'NUL', 'CONIN$', 'conout$', 'CLOCK$'],
  ...['COM', 'LPT'].flatMap((port) => Array.from('0123456789¹²³').map((digit) => port + digit)),
];

describe('a name', () => {
  it.each(devices.flatMap((name) => [name, `${name}.json`, `${name}.tar.gz`, `${name} .txt`]))(
    'of a device is refused: %j',
    (name) => {
      expect(nameProblem(name)).toBe('device');
    },
  );

  it.each(['CONSOLE', 'nulls.json', 'COM', 'COM10', 'lpt-1', 'COM⁴', 'a.con', '.nul', 'AUXILIARY.json'])(
    'that only looks like one is kept: %j',
    (name) => {
      expect(nameProblem(name)).toBeUndefined();
    },
  );

  it.each([...Array.from('<>:"/\\|?*'), '\0', '\n', '\u001f', '\ud800'])('with %j is refused', (mark) => {
    expect(nameProblem(`blob${mark}.json`)).toBe('character');
  });

  it.each(['blob.json:hidden', 'blob.json::$DATA', 'CON:'])('of a stream is refused: %j', (name) => {
    expect(nameProblem(name)).toBe('character');
  });

  it.each(['blob.', 'blob ', 'blob. .', '.', '..'])('that ends as no name may is refused: %j', (name) => {
    expect(nameProblem(name)).toBe('end');
  });

  it.each(['.blob', ' blob', 'a b.json', 'zwei ü 🛟', '#1 (copy) [x] $HOME %TEMP% ‘y’.json'])('is kept: %j', (name) => {
    expect(nameProblem(name)).toBeUndefined();
  });

  it('is at most 255 units of UTF-16, and 255 bytes of UTF-8', () => {
    expect(['x'.repeat(255), 'x'.repeat(256), `${'ü'.repeat(127)}x`, 'ü'.repeat(128)].map(nameProblem)).toEqual([
      undefined,
      'length',
      undefined,
      'length',
    ]);
  });
});
