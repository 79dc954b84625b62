// A practice cloud for an app: the first to come serves it, later ones join.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { openPracticePlace } from './practice-place.ts';

const directory = mkdtempSync(join(tmpdir(), 'lifeboat-place-'));
afterAll(() => rmSync(directory, { recursive: true }));

it('is served by the first and joined by the second, until the first stops', async () => {
  const first = await openPracticePlace(directory);
  const second = await openPracticePlace(directory);
  expect([first.phase, second.phase]).toEqual(['serving', 'joined']);
  expect(second).toMatchObject({ port: first.port, caCertificatePem: first.caCertificatePem, folder: first.folder });
  await second.close();
  expect((await openPracticePlace(directory)).phase).toBe('joined');
  await first.close();
  const next = await openPracticePlace(directory);
  expect(next.phase).toBe('serving');
  rmSync(join(directory, 'port'));
  expect(await faultOfPromise(openPracticePlace(directory))).toMatchObject({ code: 'PRACTICE_STATE_IN_USE' });
  await next.close();
});
