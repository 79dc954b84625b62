// The addon of tokens is loaded as it was built, or not at all.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { tokenAddonIn } from './token-addon-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-addon-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function lay(addon: string, custody: string): void {
  for (const each of [addon, custody]) mkdirSync(each, { recursive: true });
  writeFileSync(join(addon, 'token.node'), 'addon');
  writeFileSync(join(custody, 'token.sha256'), sha256(Buffer.from('addon')).toString('hex'));
}

it('is missing where it was not built, or nobody knows what it was', () => {
  expect(faultOf(() => tokenAddonIn(folder))).toEqual({ code: 'TOKEN_SUPPORT_MISSING' });
  lay(folder, folder);
  expect(tokenAddonIn(folder)).toBe(join(folder, 'token.node'));
  rmSync(join(folder, 'token.sha256'));
  expect(faultOf(() => tokenAddonIn(folder))).toEqual({ code: 'TOKEN_SUPPORT_MISSING' });
});

it('lies beside the archive of a packed program, which has its hash', () => {
  const custody = join(folder, 'app.asar', 'out', 'secrets');
  lay(join(folder, 'app.asar.unpacked', 'out', 'secrets'), custody);
  expect(tokenAddonIn(custody)).toBe(join(folder, 'app.asar.unpacked', 'out', 'secrets', 'token.node'));
});

it('is refused where it is another file than was built', () => {
  lay(folder, folder);
  writeFileSync(join(folder, 'token.node'), 'Addon');
  const found = sha256(Buffer.from('Addon')).toString('hex');
  expect(faultOf(() => tokenAddonIn(folder))).toEqual({ code: 'TOKEN_SUPPORT_ALTERED', found });
});
