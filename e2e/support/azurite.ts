// Azurite, a storage server that others wrote, as its own process on the loopback; it is installed apart from the project
// (`npm ci --prefix build/azurite`), because it brings nearly 200 packages of its own.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#build/root.ts';

const program = join(root, 'build', 'azurite', 'node_modules', 'azurite', 'dist', 'src', 'blob', 'main.js');

export interface Azurite {
  /** `http://127.0.0.1:PORT/ACCOUNT`; over TLS it also answers to host names that begin with the account. */
  readonly accountUri: string;
  readonly port: number;
  readonly accountName: string;
  /** The account's key in base64, drawn for this process. */
  readonly accountKey: string;
  readonly stop: () => Promise<void>;
}

/** Whether it is installed; where it is not, this says so loudly. */
export function isAzuriteInstalled(): boolean {
  if (existsSync(program)) return true;
  console.warn('\n*** SKIPPED: tests against Azurite: npm ci --prefix build/azurite has not been run ***\n');
  return false;
}

/**
 * Starts it with nothing in it; it keeps everything in memory and ends with this process at the latest.
 * @param tls files of a server certificate and its key, both PEM; over TLS alone it takes tokens of people
 */
export async function startAzurite(tls?: { readonly certificate: string; readonly key: string }): Promise<Azurite> {
  const workspace = await mkdtemp(join(tmpdir(), 'lifeboat-azurite-'));
  const port = await freePort();
  const accountName = 'oracle';
  const accountKey = randomBytes(64).toString('base64');
  const secure = tls ? ['--cert', tls.certificate, '--key', tls.key, '--oauth', 'basic'] : [];
  const options = ['--blobHost', '127.0.0.1', '--blobPort', String(port), '--inMemoryPersistence', ...secure];
  const child = spawn(
    process.execPath,
    [program, ...options, '--silent', '--skipApiVersionCheck', '--disableTelemetry'],
    {
      env: { ...process.env, AZURITE_ACCOUNTS: `${accountName}:${accountKey}` },
      // Whatever it writes all the same is removed with this folder.
      cwd: workspace,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const endWithUs = (): void => void child.kill();
  process.once('exit', endWithUs);
  await new Promise<void>((listening, failed) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('successfully listen')) listening();
    });
    void ended.then(() => failed(new Error('Azurite ended before it listened')));
  });
  return {
    accountUri: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/${accountName}`,
    port,
    accountName,
    accountKey,
    stop: async () => {
      process.off('exit', endWithUs);
      child.kill();
      await ended;
      await rm(workspace, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
