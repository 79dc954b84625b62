// Where the tests find the programs that they need: a Chromium by the list of the app, under whichever of its names it is there.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chromiumPrograms } from '../../electron/main/ports/chromium-program.ts';
import { outsideChromium } from './outside.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-outside-'));
  vi.stubEnv('PATH', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

// Elsewhere the list has fixed places, which a test cannot fill.
describe.runIf(process.platform === 'linux')('a Chromium of the machine', () => {
  it.each(chromiumPrograms('unseen'))('is found where it is called %s', async (name) => {
    writeFileSync(join(folder, name), '');
    chmodSync(join(folder, name), 0o755);
    expect(await outsideChromium()).toBe(join(folder, name));
  });

  it('is missed aloud where it has none of these names', async () => {
    const said = vi.spyOn(console, 'warn').mockReturnValue();
    expect(await outsideChromium()).toBeUndefined();
    expect(said.mock.calls.join()).toContain(`none of ${chromiumPrograms('unseen').join(', ')}`);
  });
});
