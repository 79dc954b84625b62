// Who ends the script that started the practice HSM ends the server, and its folder is free for the next one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './root.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lifeboat-practice-end-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Starts the server as a person does, through the script, and waits until it answers. */
async function start() {
  const bootstrap = [join(root, 'build', 'bootstrap.mjs'), 'lifeboat', 'practice-hsm', '--json', '--no-hsm'];
  const script = spawn(process.execPath, [...bootstrap, '--state', folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(script, 'exit');
  let text = '';
  for await (const chunk of script.stdout.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.trimEnd().endsWith('}')) break;
  }
  const { result } = JSON.parse(text) as { result: { url: string } };
  return { script, ended, port: Number(new URL(result.url).port), pid: Number(readFileSync(join(folder, 'lock'))) };
}

/** Whether somebody listens on a port of the loopback. */
const listens = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      answer(true);
    });
    socket.once('error', () => {
      answer(false);
    });
  });

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

// Windows has no signals that a program could pass on.
describe.skipIf(process.platform === 'win32')('the practice HSM, started by the script', () => {
  it.each(['SIGTERM', 'SIGHUP'] as const)(
    'ends with the script at %s, and leaves no lock',
    async (signal) => {
      const { script, ended, port, pid } = await start();
      try {
        expect(pid).not.toBe(script.pid);
        expect(await listens(port)).toBe(true);
        script.kill(signal);
        await ended;
        expect(await listens(port)).toBe(false);
        expect(runs(pid)).toBe(false);
        expect(existsSync(join(folder, 'lock'))).toBe(false);
      } finally {
        if (runs(pid)) process.kill(pid, 'SIGKILL');
        script.kill('SIGKILL');
      }
    },
    60_000,
  );
});
