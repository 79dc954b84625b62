// An activation by commands on both machines: new keys, their certificates and the security domain there and back, and the first proof. Another
// one is given up.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { activationCommands } from '#e2e/proofs/offline/activation-commands.ts';
import { makeActivationScene } from '#e2e/proofs/offline/activation-scene.ts';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import { runLine } from '#e2e/support/command-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-new-key-'));
afterAll(() => rmSync(folder, { recursive: true }));
const host = custodyInThread();

it('goes from two journals to a proven copy, and another is given up', async () => {
  const password = join(folder, 'password');
  writeFileSync(password, 'Zwölf Boxkämpfer 12\n');
  const scene = makeActivationScene(folder, password);
  const commands = activationCommands(scene);
  const proofs = commands.filter(({ name }) => name === 'new-key prove');
  // Each further proof is as the first. Without them the journal is not closed. All commands complete each other.
  const left = new Set([
    ...proofs.slice(1),
    ...commands.filter(({ name }) => /^(?:completion|journal close|journal sign)$/u.test(name)),
  ]);
  for (const { name, args, prepare } of commands.filter((each) => !left.has(each))) {
    const { code, out } = await runLine([...name.split(' '), ...args, ...((await prepare?.()) ?? []), '--json'], host);
    expect([name, code, out]).toEqual([name, 0, out]);
  }
  const { givenUpJournal, identities } = scene;
  const sign = ['journal', 'sign', givenUpJournal, '--identity', identities.offline, '--password-file', password];
  expect((await runLine([...sign, '--json'], host)).code).toBe(0);
});
