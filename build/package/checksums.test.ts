// Checksums for programs and for people: read back by sha256sum, and the page shows what was hashed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hexRows, wordRows } from '../../shared/formatting/fingerprint.ts';
import { root } from '../root.ts';
import { checksumsOf, sumsFile, sumsPage } from './checksums.ts';
import { icnsFile, icoFile } from './icon-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-sums-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
writeFileSync(join(folder, 'b.deb'), 'abc');
writeFileSync(join(folder, 'a <1>.dmg'), '');
// FIPS 180-2, appendix B.1
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

it('names files in order, with the published digest of "abc"', () => {
  const [first, second] = checksumsOf(folder);
  expect([first?.name, second]).toEqual(['a <1>.dmg', { name: 'b.deb', sha256: abc }]);
});

it('shows digits, words and a code, and lets no file name become markup', () => {
  const page = sumsPage('Release', checksumsOf(folder));
  for (const row of [...hexRows(abc), ...wordRows(abc)]) expect(page).toContain(row.join(' '));
  expect(page.match(/<svg/g)).toHaveLength(2);
  expect(page).toContain('a &lt;1&gt;.dmg');
});

it.skipIf(process.platform !== 'linux')('is accepted by sha256sum, and never overwritten', () => {
  const script = join(root, 'build', 'package', 'checksums.ts');
  execFileSync(process.execPath, [script, folder], { env: {} });
  expect(execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })).toContain(
    'b.deb: OK',
  );
  expect(sumsFile(checksumsOf(folder))).toContain(`${abc}  b.deb\n`);
  expect(() => execFileSync(process.execPath, [script, folder], { env: {}, stdio: 'ignore' })).toThrow();
});

it('writes icons with a picture of each size', () => {
  const pictures = [16, 256].map((size) => ({ size, png: Buffer.alloc(size, size % 251) }));
  const ico = icoFile(pictures);
  expect([ico.readUInt16LE(4), ico.readUInt8(6), ico.readUInt8(22)]).toEqual([2, 16, 0]);
  expect(ico.subarray(ico.readUInt32LE(34))).toEqual(pictures[1]!.png);
  const icns = icnsFile(pictures);
  expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
});
