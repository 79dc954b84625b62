// No process that holds a secret leaves its memory in a core file, whatever the shell that started it allows.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { builtProgram } from '#e2e/support/built.ts';
import { workerEnvironment } from './worker-environment.ts';
import { withoutCoreFiles } from './core-files.ts';

const onLinux = process.platform === 'linux';

describe('a custody process', () => {
  it.runIf(onLinux)('has both limits at 0 and an empty filter, under a shell that allows core files', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lifeboat-core-'));
    const [program, args] = withoutCoreFiles(process.execPath, [join(builtProgram().custody, 'key-worker.cjs')]);
    const child = spawn('/bin/sh', ['-c', 'ulimit -S -c "$(ulimit -H -c)"; exec "$@"', 'sh', program, ...args], {
      cwd: folder,
      env: workerEnvironment('key worker'),
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const gone = new Promise((done) => child.once('exit', done));
    const read = (name: string): string => readFileSync(`/proc/${String(child.pid)}/${name}`, 'utf8');
    await vi.waitFor(() => expect(read('coredump_filter').trim()).toBe('00000000'), { timeout: 20_000 });
    expect(/^Max core file size +(\S+) +(\S+)/m.exec(read('limits'))?.slice(1)).toEqual(['0', '0']);
    child.kill('SIGABRT');
    await gone;
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('is started as it is on Windows, which has no such files', () => {
    vi.stubGlobal('process', { ...process, platform: 'win32' });
    expect(withoutCoreFiles('C:\\node.exe', ['x.cjs'])).toEqual(['C:\\node.exe', ['x.cjs']]);
    vi.unstubAllGlobals();
  });
});
