// The installer of Electron's package, run by npm start: fakes of it, and the package's own against servers on loopback.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import electron from 'electron/package.json' with { type: 'json' };
import { afterEach, describe, expect, it } from 'vitest';
import { electronBinary } from '#e2e/hosts/electron-binary.ts';
import { root } from '../root.ts';
import { storedZip } from '#e2e/support/stored-zip.ts';
import { runInstaller } from './run-installer.ts';

const folders: string[] = [];
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function temporary(parent: string, name: string): string {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, name));
  folders.push(folder);
  return folder;
}

/** Longer than any test: what is not meant to be ended by a limit never is. */
const never = { firstByteMs: 3_600_000, stalledMs: 3_600_000 };

describe('an installer', () => {
  function fake(source: string, limits = never, env: NodeJS.ProcessEnv = process.env) {
    const folder = temporary(tmpdir(), 'lifeboat-installer-');
    writeFileSync(join(folder, 'install.js'), source);
    const progress: number[] = [];
    const ended = runInstaller({ folder, env, limits, progress: (bytes) => progress.push(bytes) });
    return { folder, progress, ended };
  }
  const untilEnded = 'setInterval(() => undefined, 1000)';

  it('has done its work where it ends well', async () => {
    expect(await fake('').ended).toBeUndefined();
  });

  it('has failed with the line that names the error', async () => {
    const source = `console.error('a warning\\nTypeError: fetch failed\\n    at nowhere'); process.exit(1)`;
    expect(await fake(source).ended).toBe('TypeError: fetch failed');
  });

  it('is ended where no byte comes', async () => {
    expect(await fake(untilEnded, { ...never, firstByteMs: 0 }).ended).toMatch(/^no answer within/);
  });

  it('is ended where nothing more comes, and what it left in temporary files is gone', async () => {
    const write = `require('node:fs').writeFileSync(require('node:path').join(require('node:os').tmpdir(), 'part'), 'x'.repeat(1000));`;
    const note = `require('node:fs').writeFileSync(__dirname + '/where', require('node:os').tmpdir());`;
    const { folder, progress, ended } = fake(`${write}${note}${untilEnded}`, { ...never, stalledMs: 0 });
    expect(await ended).toMatch(/^nothing more came/);
    expect(progress).toEqual([1000]);
    expect(existsSync(readFileSync(join(folder, 'where'), 'utf8'))).toBe(false);
  });

  it('finds nothing set that makes it something else, or lets the archive bring its own checksums', async () => {
    const names = ['ELECTRON_RUN_AS_NODE', 'electron_use_remote_checksums', 'npm_config_electron_use_remote_checksums'];
    const env = { ...process.env, ...Object.fromEntries(names.map((name) => [name, '1'])) };
    const source = `if (${JSON.stringify(names)}.some((name) => name in process.env)) { console.error('an error'); process.exit(1) }`;
    expect(await fake(source, never, env).ended).toBeUndefined();
  });

  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: 'http://127.0.0.1:1' }, '1'],
  ])('goes with %j by the proxy that is set', async (proxy, wanted) => {
    const source = `console.error('error ' + process.env.NODE_USE_ENV_PROXY); process.exit(1)`;
    const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy/i.test(name)));
    expect(await fake(source, never, { ...plain, ...proxy }).ended).toBe(`error ${wanted}`);
  });
});

describe('the installer of the package', () => {
  const name = `electron-v${electron.version}-${process.platform}-${process.arch}.zip`;

  /** The package's installer as it is, in a folder from which it finds what it needs, beside checksums of ours. */
  async function install(archive: Buffer, respond: RequestListener) {
    const project = temporary(join(root, 'node_modules', '.cache', 'lifeboat'), 'installer-test-');
    const folder = join(project, 'node_modules', 'electron');
    mkdirSync(folder, { recursive: true });
    for (const file of ['install.js', 'package.json']) {
      copyFileSync(join(root, 'node_modules', 'electron', file), join(folder, file));
    }
    const checksum = createHash('sha256').update(archive).digest('hex');
    writeFileSync(join(folder, 'checksums.json'), JSON.stringify({ [name]: checksum }));
    const server = createServer(respond);
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const cache = join(project, 'cache');
    const plain = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/proxy|electron/i.test(key)));
    const env = { ...plain, ELECTRON_MIRROR: mirror, electron_config_cache: cache };
    const run = (limits = never) => runInstaller({ folder, env, limits, progress: () => undefined });
    return { project, folder, cache, env, run };
  }

  const program = process.platform === 'win32' ? 'electron.exe' : 'electron';
  const archive = storedZip({ version: electron.version, [program]: 'a program', 'resources/part': 'x' });

  it.skipIf(process.platform === 'darwin')('leaves a binary that is found', async () => {
    const { project, env, run } = await install(archive, (_request, response) => response.end(archive));
    expect(electronBinary(project, env)).toBeUndefined();
    expect(await run()).toBeUndefined();
    expect(electronBinary(project, env)).toBe(join(project, 'node_modules', 'electron', 'dist', program));
  });

  it('takes nothing that has another checksum, and keeps nothing of it', async () => {
    const other = storedZip({ version: electron.version, [program]: 'another program' });
    const { project, folder, cache, env, run } = await install(archive, (_request, response) => response.end(other));
    expect(await run()).toMatch(/checksum/i);
    expect(electronBinary(project, env)).toBeUndefined();
    expect(readdirSync(folder)).not.toContain('dist');
    expect(existsSync(cache)).toBe(false);
  });

  it('names what the server answered', async () => {
    const { run } = await install(archive, (_request, response) => response.writeHead(404).end());
    expect(await run()).toContain('404');
  });

  it('is ended at a server that takes the request and says nothing', async () => {
    const { run } = await install(archive, () => undefined);
    expect(await run({ ...never, firstByteMs: 0 })).toMatch(/^no answer within/);
  });
});
