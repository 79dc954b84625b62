// The practice cloud killed for real, at moments that nobody chose: what it has answered is still there when it starts again.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { compiledOnce } from '#build/run.ts';
import { collect, managedIdentity, usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { keyIdentifierParts } from '#azure/keys-client.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';

const workspace = usePracticeWorkspace();
const children: ChildProcess[] = [];

afterEach(async () => {
  // The last one ends by itself: what it has compiled is kept for the next.
  for (const child of children.splice(0)) await ended(child, () => child.stdin?.end());
});

const kill = (child: ChildProcess): Promise<void> => ended(child, () => child.kill('SIGKILL'));
async function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  end();
  await gone;
}

async function serve(directory: string): Promise<{ readonly child: ChildProcess; readonly hsm: ManagedHsm }> {
  const script = join(import.meta.dirname, 'testdata', 'serve.ts');
  const child = spawn(process.execPath, [script, directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...compiledOnce },
  });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const cloud = JSON.parse(line.toString('utf8')) as { port: number; caCertificatePem: string };
  return { child, hsm: workspace.open(cloud, 'https://killed.managedhsm.practice.invalid') };
}

// Six processes are started one after the other; a slow machine takes its time.
test(
  'a killed cloud keeps every key that it has answered for, and every operation goes on',
  { timeout: 120_000 },
  async () => {
    const directory = workspace.newDirectory();
    let { child, hsm } = await serve(directory);
    await workspace.beginActivation(hsm);
    await kill(child);
    ({ child, hsm } = await serve(directory));
    await hsm.securityDomain.resume('download').pollUntilDone();

    const answered: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const killed = once(child, 'exit');
      for (let i = 0; i < 8; i += 1) {
        const name = `key-${round}-${i}`;
        // The last calls of each round are in flight when the process dies.
        if (i === 5) child.kill('SIGKILL');
        await hsm.keys.createKey(name, { kty: 'oct-HSM' }).then(
          () => answered.push(name),
          () => undefined,
        );
      }
      await killed;
      ({ child, hsm } = await serve(directory));
    }
    const names = (await collect(hsm.keys.listKeys())).map(({ kid }) => keyIdentifierParts(kid).name);
    expect(answered.length).toBeGreaterThanOrEqual(15);
    expect(names).toEqual(expect.arrayContaining(answered));

    const { jobId } = await hsm.backups.beginBackup('https://lifeboat.blob.practice.invalid/backups', managedIdentity);
    await kill(child);
    ({ hsm } = await serve(directory));
    const { folderUri } = await hsm.backups.resumeBackup(jobId).pollUntilDone();
    expect(folderUri).toMatch(/\/mhsm-killed-\d{16}$/);
    expect((await readdir(join(directory, 'hsms'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  },
);
