// What an app remembers: the last choice, or nothing; a file that is not ours is damage, never a crash.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings, writeSettings } from './settings-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'settings.json');
const german = { language: 'de', theme: 'dark', textSize: 125, sound: true } as const;
const english = { ...german, language: 'en' } as const;

describe('settings', () => {
  it('are none before the first choice, and then the last one', async () => {
    expect(await readSettings(path)).toEqual({ kind: 'none' });
    await writeSettings(path, german);
    expect(await readSettings(path)).toEqual({ kind: 'kept', settings: german });
    // What a power cut left behind is in nobody's way.
    writeFileSync(`${path}.next`, 'half');
    await writeSettings(path, english);
    expect(await readSettings(path)).toEqual({ kind: 'kept', settings: english });
    expect(readdirSync(folder)).toEqual(['settings.json']);
    expect(readFileSync(path, 'utf8')).toBe(
      '{"format":"lifeboat-settings","v":2,"language":"en","theme":"dark","textSize":125,"sound":true}\n',
    );
  });

  it('of the first version have the language alone', async () => {
    writeFileSync(path, '{"format":"lifeboat-settings","v":1,"language":"de"}');
    expect(await readSettings(path)).toEqual({ kind: 'kept', settings: { language: 'de' } });
  });

  it.each([
    ['cut off', '{"format":"lifeboat-set'],
    ['of another version', '{"format":"lifeboat-settings","v":3,"language":"de"}'],
    ['of the second version with the members of the first', '{"format":"lifeboat-settings","v":2,"language":"de"}'],
    ['in a language that nobody speaks here', '{"format":"lifeboat-settings","v":1,"language":"xx"}'],
    ['with a member more', '{"format":"lifeboat-settings","v":1,"language":"de","more":1}'],
    ['too long', ' '.repeat(5000)],
  ])('%s are damaged', async (_, text) => {
    writeFileSync(path, text);
    expect(await readSettings(path)).toEqual({ kind: 'damaged' });
  });
});
