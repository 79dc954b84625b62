import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { hasLinks } from '#e2e/support/links.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { listBundles, readBundle, writeBundle } from './bundle-folder.ts';

const good = 'lifeboat-MHSM-DR-2026-10-14-01-0005-exchange-key.bundle.json';

/** Names that lead elsewhere, mean something to some system, or only look right: each way with each target. */
function hostileNames(): string[] {
  const ways = [
    '../',
    '../../',
    '..\\',
    './',
    '.\\',
    '/',
    '//',
    '\\',
    '\\\\host\\share\\',
    'C:',
    'C:\\',
    'c:/',
    '~/',
    '%2e%2e/',
    '%2e%2e%2f',
    '..%2f',
    '..%c0%af',
    '..;/',
    '....//',
    '.../',
    'file://',
    'file:///',
    '\u2024\u2024/',
    '\uff0e\uff0e\uff0f',
    'a/../../',
    'a\\..\\..\\',
    '\0',
    '\u202e',
    '\ufeff',
    ' ',
    '-',
    '$HOME/',
    '`id`',
    '$(id)',
    '|',
    'CON/',
    'NUL\\',
    '\\\\?\\C:\\',
    '\\\\.\\',
    'dev/',
  ];
  const targets = [good, 'secret.txt', good.replace('.json', ''), 'etc/passwd'];
  const alone = [
    '',
    '.',
    '..',
    '...',
    ' ',
    'CON',
    'NUL',
    'AUX.json',
    'COM1',
    `${good}.`,
    `${good} `,
    `${good}\0`,
    `${good}/`,
    `${good}/..`,
    `${good}:stream`,
    `${good}::$DATA`,
    `${good}.exe`,
    good.toUpperCase(),
    good.toLowerCase(),
    ` ${good}`,
    `${good}\n`,
    good.replace('0005', '５'),
    good.replace('0005', '5'),
    good.replace('0005', '00005x'),
    good.replace('-0005-', '/0005/'),
    good.replace('-0005-', '\\0005\\'),
    good.replace('exchange-key', 'private-key'),
    good.replace('exchange-key', '..'),
    good.replace('MHSM', 'ＭＨＳＭ'),
    good.replace('MHSM', '../MHSM'),
    good.replace('lifeboat', 'lifeb\u00f6at'),
    good.replace('lifeboat', 'l\u0456feboat'),
    good.replaceAll('-', '\u2010'),
    `lifeboat-${'A'.repeat(300)}-0001-plan.bundle.json`,
    '-rf',
    '--help',
    '*',
    '?',
    good.replace('MHSM', '*'),
    'desktop.ini',
    'autorun.inf',
    '.git/config',
    'lifeboat--0001-plan.bundle.json',
  ];
  const middles = ways.flatMap((way) => [
    good.replace('MHSM', way),
    good.replace('.bundle', `${way}.bundle`),
    `${good}${way}`,
  ]);
  return [...new Set([...ways.flatMap((way) => targets.map((target) => way + target)), ...middles, ...alone])].filter(
    (name) => name !== good,
  );
}

let outside: string;
let folder: string;
const tree = (): string =>
  readdirSync(outside, { recursive: true }).toSorted().join('\n') + readFileSync(join(outside, 'secret.txt'), 'utf8');

beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'lifeboat-'));
  folder = join(outside, 'stick');
  mkdirSync(folder);
  writeFileSync(join(outside, 'secret.txt'), 'secret');
});
afterAll(() => rmSync(outside, { recursive: true, force: true }));

describe('the folder of bundles', () => {
  it('touches nothing outside itself, whatever name it is given', async () => {
    const names = hostileNames();
    expect(names.length).toBeGreaterThanOrEqual(300);
    const before = tree();
    for (const name of names) {
      expect(await faultOfPromise(writeBundle(folder, name, Buffer.from('{}'))), name).toMatchObject({
        code: 'BUNDLE_NAME',
      });
      expect(await faultOfPromise(readBundle(folder, name)), name).toMatchObject({ code: 'BUNDLE_NAME' });
    }
    expect(tree()).toBe(before);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('opens no link, folder or device, even under a good name', async () => {
    const place = mkdtempSync(join(outside, 'links-'));
    const at = (seq: string) => good.replace('0005', seq);
    mkdirSync(join(place, at('0001')));
    for (const [seq, target] of hasLinks
      ? [['0002', '/dev/zero'] as const, ['0003', join(outside, 'secret.txt')] as const]
      : []) {
      symlinkSync(target, join(place, at(seq)));
    }
    for (const seq of hasLinks ? ['0001', '0002', '0003'] : ['0001']) {
      expect(await faultOfPromise(readBundle(place, at(seq)))).toMatchObject({ code: 'BUNDLE_FILE_KIND' });
    }
    expect((await listBundles(place)).bundles).toEqual([]);
    expect(await faultOfPromise(writeBundle(place, at('0001'), Buffer.from('{}')))).toMatchObject({
      code: 'FILE_EXISTS',
    });
  });

  it('writes once, reads back, lists by sequence, and shows the rest harmlessly', async () => {
    const place = mkdtempSync(join(outside, 'good-'));
    const later = good.replace('0005', '0010');
    await writeBundle(place, later, Buffer.from('{"a":1}'));
    await writeBundle(place, good, Buffer.from('{}'));
    writeFileSync(join(place, 'note\u202e.txt'), '');
    expect(await readBundle(place, later)).toEqual(Buffer.from('{"a":1}'));
    expect(await listBundles(place)).toEqual({ bundles: [good, later], others: ['note\\u{202e}.txt'] });
    expect(await faultOfPromise(writeBundle(place, good, Buffer.from('x')))).toMatchObject({ code: 'FILE_EXISTS' });
    expect(await faultOfPromise(readBundle(place, good.replace('0005', '0006')))).toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    writeFileSync(join(place, good.replace('0005', '0007')), Buffer.alloc(maxBundleBytes + 1));
    expect(await faultOfPromise(readBundle(place, good.replace('0005', '0007')))).toMatchObject({
      code: 'FILE_TOO_LARGE',
    });
  });
});
