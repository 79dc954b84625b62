// Passphrases from files and messages; the terminal is checked where the command line is, on a real one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { takePassphrase } from './passphrase.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-passphrase-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fromFile(content: string | Uint8Array) {
  const path = join(folder, 'passphrase');
  writeFileSync(path, content);
  return takePassphrase({ from: 'file', path }, undefined);
}

describe('a passphrase from a file', () => {
  it.each([
    ['ends without a line end', 'Zwölf Boxer', 'Zwölf Boxer'],
    ['loses the line end of an editor', 'Zwölf Boxer\n', 'Zwölf Boxer'],
    ['loses the line end of another system', 'Zwölf Boxer\r\n', 'Zwölf Boxer'],
    ['keeps every other character, and a second line end', ' a\tb \n\n', ' a\tb \n'],
    ['may be empty', '\n', ''],
  ])('%s', async (_, content, expected) => {
    expect((await fromFile(content))?.toString()).toBe(expected);
  });

  it.each<[string, string | Buffer, 'bom' | 'utf-16']>([
    ['a BOM before UTF-8', '\ufeffZwölf Boxer\n', 'bom'],
    ['a BOM alone', '\ufeff', 'bom'],
    ['UTF-16 with its BOM', Buffer.from('\ufeffZwölf', 'utf16le'), 'utf-16'],
    ['UTF-16, big-endian', Buffer.from('\ufeffZwölf', 'utf16le').swap16(), 'utf-16'],
    ['UTF-16 without one', Buffer.from('boxer', 'utf16le'), 'utf-16'],
  ])('is told where it is written as %s', async (_, content, found) => {
    expect(await faultOfPromise(fromFile(content))).toEqual({ code: 'PASSPHRASE_FILE_ENCODING', found });
  });

  it('has at most 1024 bytes', async () => {
    expect(await fromFile('x'.repeat(1024))).toHaveLength(1024);
    expect((await faultOfPromise(fromFile('x'.repeat(1025)))).code).toBe('FILE_TOO_LARGE');
  });

  it('is a fault where the file is missing', async () => {
    const source = { from: 'file' as const, path: join(folder, 'missing') };
    expect((await faultOfPromise(takePassphrase(source, undefined))).code).toBe('FILE_NOT_FOUND');
  });
});

describe('a passphrase from elsewhere', () => {
  it('is the bytes beside the message, or none', async () => {
    const bytes = Buffer.from('typed');
    expect(await takePassphrase({ from: 'message' }, bytes)).toBe(bytes);
    expect(await takePassphrase({ from: 'nowhere' }, bytes)).toBeUndefined();
  });
});
