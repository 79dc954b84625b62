// Offline in short: the blob is built where there is no network, and nobody asks for one. `npm run test:airgap` runs every command.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { referenceProgram } from '../../support/reference-tools.ts';
import { runOffline, tracedCommands, untraced } from './run-offline.ts';

const able =
  process.platform === 'linux' &&
  referenceProgram('strace', '-V') !== undefined &&
  referenceProgram('unshare', '--net', 'true') !== undefined;

const scratch = mkdtempSync(join(tmpdir(), 'lifeboat-offline-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('leaves out no command of Lifeboat Offline', { timeout: 120_000 }, async () => {
  const commands = tracedCommands(join(scratch, 'all'));
  expect(await untraced(commands)).toEqual([]);
  expect(await untraced(commands.filter(({ name }) => name !== 'print' && name !== 'bundle verify'))).toEqual([
    'bundle verify',
    'print',
  ]);
});

describe.skipIf(!able)('the offline half of a recovery and of an emergency', () => {
  it('opens no socket to anywhere', { timeout: 120_000 }, async () => {
    const slice = ['restore-blob', 'recover'];
    const run = await runOffline(join(scratch, 'slice'), ({ name }) => slice.includes(name));
    expect(run).toMatchObject({ findings: [] });
    expect(run.commands).toBeGreaterThan(1);
  });
});
