// Where the tests find the programs that they need: a Chromium by the list of the app, and by nothing else.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { chromiumPrograms } from '#platform/chromium-program.ts';
import { referenceChromium } from './reference-tools.ts';

it.runIf(process.platform === 'linux')('no Chromium is found on the search path', async () => {
  const before = await referenceChromium();
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-outside-'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  for (const path of chromiumPrograms('unseen')) {
    const planted = join(folder, path.slice(path.lastIndexOf('/') + 1));
    writeFileSync(planted, '#!/bin/sh\n');
    chmodSync(planted, 0o755);
  }
  vi.stubEnv('PATH', `${folder}:.`);
  expect(await referenceChromium()).toBe(before);
});
