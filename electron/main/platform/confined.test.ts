// What the system refuses a worker, whatever runs in it: seen from outside, and from inside by a Node without any wall in the worker's place.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { builtProgram } from '#e2e/support/built.ts';
import { childProcessHost } from '#secrets/host/child-process-host.ts';
import { confined } from './confined.ts';

const onLinux = process.platform === 'linux';
const setpriv = '/usr/bin/setpriv';
const hasLandlock =
  onLinux &&
  existsSync(setpriv) &&
  spawnSync(setpriv, ['--landlock-access', 'fs', '/usr/bin/true']).signal === null &&
  // Without a rule nothing may be executed: this is the refusal that is wanted.
  spawnSync(setpriv, ['--landlock-access', 'fs', '/usr/bin/true']).status === 126;

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-confined-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The processes of one program that this one has started. */
function idsOf(name: string): number[] {
  return readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id))
    .map(Number)
    .filter((id) => {
      try {
        const isOurs = readFileSync(`/proc/${id}/stat`, 'latin1').split(') ')[1]?.split(' ')[1] === String(process.pid);
        return isOurs && readFileSync(`/proc/${id}/cmdline`, 'latin1').endsWith(`${name}.cjs\0`);
      } catch {
        return false;
      }
    });
}

describe.runIf(onLinux)('a key worker that waits', () => {
  it('has lines and nothing else open, no terminal, and limits of nothing', async () => {
    const worker = childProcessHost(builtProgram().custody).startLoneKeyWorker();
    try {
      // The shell that sets the limits has become Node by then, and Node has read its script.
      const id = await vi.waitFor(
        () => {
          const [found] = idsOf('key-worker');
          expect(readlinkSync(`/proc/${found}/exe`)).toMatch(/node$/);
          const open = readdirSync(`/proc/${found}/fd`).map((fd) => readlinkSync(`/proc/${found}/fd/${fd}`));
          expect(open.length).toBeGreaterThan(3);
          expect(open.filter((target) => !/^(?:pipe|socket|anon_inode):|^\/dev\/null$/.test(target))).toEqual([]);
          return found!;
        },
        { timeout: 20_000 },
      );
      const [, , group, session, terminal] = readFileSync(`/proc/${id}/stat`, 'latin1').split(') ')[1]!.split(' ');
      expect([group, session, terminal]).toEqual([String(id), String(id), '0']);
      const limits = readFileSync(`/proc/${id}/limits`, 'latin1');
      for (const name of ['core file size', 'file size'])
        expect(new RegExp(`^Max ${name} +(\\S+) +(\\S+)`, 'm').exec(limits)?.slice(1)).toEqual(['0', '0']);
      if (existsSync(setpriv)) expect(readFileSync(`/proc/${id}/status`, 'latin1')).toMatch(/^NoNewPrivs:\t1$/m);
    } finally {
      worker.stop();
      await worker.ended;
    }
  });
});

describe('Landlock', () => {
  const other = join(folder, 'other.key');
  writeFileSync(other, 'x');
  const code = join(folder, 'code.cjs');
  writeFileSync(
    code,
    `const { openSync, closeSync } = require('node:fs');
    const reached = [];
    for (const [path, mode] of [
      [${JSON.stringify(other)}, 'r'], [${JSON.stringify(join(folder, 'new'))}, 'w'], ['/etc/passwd', 'r'],
      ['/proc/' + process.ppid + '/mem', 'r'], ['/proc/' + process.ppid + '/mem', 'r+'], ['/proc/self/mem', 'r+'],
      ['/proc/' + process.ppid + '/environ', 'r'], ['/dev/tty', 'r+'], ['/dev/ptmx', 'r+'],
      ['/proc/' + process.ppid + '/fd/0', 'r'], ['/proc/' + process.ppid + '/fd/1', 'r+'], ['/proc/self/fd/0', 'r'], [__filename, 'r+'],
    ]) try { closeSync(openSync(path, mode)); reached.push(path + ' ' + mode); } catch {}
    console.log(JSON.stringify(reached));`,
  );
  /** What native code in a worker would be: Node, without its own permissions and without our wall. */
  const reached = (program: string, args: readonly string[]): string[] =>
    JSON.parse(
      spawnSync(
        program,
        args.filter((each) => !/^--(?:permission|allow)/.test(each)),
        { encoding: 'utf8' },
      ).stdout,
    ) as string[];

  it.runIf(hasLandlock)('leaves native code no other file, no memory of another process and not its own', () => {
    expect(reached(...confined(process.execPath, [], code))).toEqual([]);
  });

  it.runIf(hasLandlock)('leaves native code that a worker loads what it was said to need', () => {
    const native = { loads: [], reads: [other], writes: [] };
    expect(reached(...confined(process.execPath, [], code, 'linux', native))).toEqual([`${other} r`]);
  });

  it.runIf(onLinux)('is what refuses them: without it they are reached', () => {
    const found = reached(process.execPath, [code]);
    expect(found).toContain(`${other} r`);
    expect(found).toEqual(expect.arrayContaining(['/proc/self/mem r+', '/dev/ptmx r+']));
  });
});

it('is the permission model alone on Windows, and limits beside it on macOS', () => {
  const own = join(folder, 'worker.cjs');
  writeFileSync(own, '');
  const node = [
    '--no-warnings',
    '--permission',
    expect.stringMatching(/^--allow-fs-read=.*worker[.]cjs$/),
    expect.stringMatching(/worker[.]cjs$/),
  ];
  expect(confined(process.execPath, ['--no-warnings'], own, 'win32')).toEqual([process.execPath, node]);
  const [program, [, script]] = confined(process.execPath, [], own, 'darwin');
  expect([program, script]).toEqual(['/bin/sh', 'ulimit -c 0 && ulimit -f 0 || exit\nexec "$@"']);
});
