// Checksums for programs and for people: read back by sha256sum, and the page shows what was hashed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hexRows, wordRows } from '#shared/formatting/fingerprint.ts';
import { machine as englishSheet } from '#shared/messages/en/screens/machine.ts';
import { root } from '../root.ts';
import { checksumsOf, mainFileChecksums, releaseCard, sumsFile } from './checksums.ts';
import { icnsFile, icoFile } from './icon-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-sums-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'b.deb'), 'abc');
writeFileSync(join(folder, 'a <1>.dmg'), '');
// FIPS 180-2, appendix B.1
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

it('names files in order, with the published digest of "abc"', () => {
  const [first, second] = checksumsOf(folder);
  expect([first?.name, second]).toEqual(['a <1>.dmg', { name: 'b.deb', sha256: abc }]);
});

/** As packing leaves it. */
const dist = mkdtempSync(join(tmpdir(), 'lifeboat-dist-'));
afterAll(() => rmSync(dist, { recursive: true }));
for (const [id, text] of [
  ['offline', 'abc'],
  ['online', ''],
] as const) {
  mkdirSync(join(dist, id, 'app', 'out', 'electron'), { recursive: true });
  writeFileSync(join(dist, id, 'app', 'out', 'electron', `${id}.cjs`), text);
}
const card = { version: '1.2.3', day: '2026-11-25', files: [], mainFiles: [] };

it('lists the main file of each product, as the machine sheet hashes it, under another heading than the files', () => {
  const mainFiles = mainFileChecksums(dist);
  expect(mainFiles[0]).toEqual({ name: 'Lifeboat Offline: out/electron/offline.cjs', sha256: abc });
  expect(mainFiles[1]?.name).toBe('Lifeboat Online: out/electron/online.cjs');
  const page = releaseCard({ ...card, files: checksumsOf(folder), mainFiles });
  const [files = '', inside = ''] = page.split('Main files inside the programs');
  expect(files).toContain('b.deb');
  expect(inside).toContain('out/electron/offline.cjs');
  expect(inside).toContain(englishSheet.rows['program-file']);
});

it('is called as screens and paper call it, with version and day', () => {
  const page = releaseCard(card);
  for (const text of ['Release card', 'Ausgabekarte', '1.2.3', '2026-11-25']) expect(page).toContain(text);
});

it('shows digits, words and a code, and lets no file name become markup', () => {
  const page = releaseCard({ ...card, files: checksumsOf(folder) });
  for (const row of [...hexRows(abc), ...wordRows(abc)]) expect(page).toContain(row.join(' '));
  expect(page.match(/<svg/g)).toHaveLength(2);
  expect(page).toContain('a &lt;1&gt;.dmg');
});

it.skipIf(process.platform !== 'linux')('is accepted by sha256sum, and never overwritten', () => {
  const script = join(root, 'build', 'package', 'checksums.ts');
  execFileSync(process.execPath, [script, folder, dist], { env: {} });
  expect(execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })).toContain(
    'b.deb: OK',
  );
  expect(readFileSync(join(folder, 'release-card.html'), 'utf8')).toContain('out/electron/offline.cjs');
  expect(checksumsOf(folder).map(({ name }) => name)).toEqual(['a <1>.dmg', 'b.deb']);
  expect(sumsFile(checksumsOf(folder))).toContain(`${abc}  b.deb\n`);
  expect(() => execFileSync(process.execPath, [script, folder, dist], { env: {}, stdio: 'ignore' })).toThrow();
});

it('writes icons with a picture of each size', () => {
  const pictures = [16, 256].map((size) => ({ size, png: Buffer.alloc(size, size % 251) }));
  const ico = icoFile(pictures);
  expect([ico.readUInt16LE(4), ico.readUInt8(6), ico.readUInt8(22)]).toEqual([2, 16, 0]);
  expect(ico.subarray(ico.readUInt32LE(34))).toEqual(pictures[1]!.png);
  const icns = icnsFile(pictures);
  expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
});
