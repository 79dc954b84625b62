// Who ends the script that started the practice HSM ends the server, and its folder is free for the next one.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root, outFolder } from './root.ts';

let place: string;
let folder: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'lifeboat-practice-end-'));
  folder = join(place, 'state');
  // The script finds a build that is up to date, whatever has changed in ours: a new one would take the files of
  // other tests away.
  for (const each of ['script', 'node_modules', 'out', 'state']) await mkdir(join(place, each));
  await copyFile(join(root, 'build', 'bootstrap.mjs'), join(place, 'script', 'bootstrap.mjs'));
  await symlink(join(outFolder, 'cli'), join(place, 'out', 'cli'), 'junction');
  await writeFile(join(place, 'package-lock.json'), '{}');
  const dependencies = hashOf('{}');
  await writeFile(join(place, 'node_modules', '.lifeboat-dependencies'), dependencies);
  await writeFile(join(place, 'out', '.lifeboat-build'), hashOf(dependencies));
});
afterEach(() => rm(place, { recursive: true }));

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Starts the server as a person does, through the script, and waits until it answers. */
async function start() {
  const bootstrap = [join(place, 'script', 'bootstrap.mjs'), 'lifeboat', 'practice-hsm', '--json', '--no-hsm'];
  const script = spawn(process.execPath, [...bootstrap, '--state', folder], {
    cwd: place,
    env: { ...process.env, INIT_CWD: place },
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
    socket.once('error', () => answer(false));
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
