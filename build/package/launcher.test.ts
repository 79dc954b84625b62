// The launcher of Lifeboat Offline on Linux: what it hands on to the program, with and without a network namespace.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../root.ts';
import { referenceProgram } from '#e2e/support/reference-tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-launcher-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a kernel gives to ordinary users: namespaces, none, or an outer one in which Chromium cannot make its own. */
type Kernel = 'all' | 'none' | 'outer';

/** `unshare` on such a kernel: it runs what is behind its own options. */
const unshareOn: Readonly<Record<Kernel, string>> = {
  all: 'while [ "${1#--}" != "$1" ]; do shift; done; exec "$@"',
  none: 'exit 1',
  outer: 'while [ "${1#--}" != "$1" ]; do [ "$1" != --pid ] || exit 1; shift; done; exec "$@"',
};

const source = readFileSync(join(root, 'assets', 'linux', 'lifeboat-offline'), 'utf8');

/** What the program says that the launcher started: its arguments unless told. */
function started(kernel: Kernel, args: readonly string[], say = 'printf "%s\\n" "$@"'): string[] {
  const tools = join(folder, kernel);
  mkdirSync(tools, { recursive: true });
  const launcher = join(folder, 'lifeboat-offline');
  // It looks only where the system keeps its programs: these take a place there.
  const text = source.replace(/^PATH=/m, `PATH='${tools}':`);
  expect(text).not.toBe(source);
  writeFileSync(launcher, text, { mode: 0o755 });
  writeFileSync(`${launcher}-bin`, `#!/bin/sh\n${say}\n`, { mode: 0o755 });
  writeFileSync(join(tools, 'unshare'), `#!/bin/sh\n${unshareOn[kernel]}\n`, { mode: 0o755 });
  // As much as this machine permits, which the launcher must take back.
  const raised = 'ulimit -S -c "$(ulimit -H -c)"; exec sh "$@"';
  return execFileSync('sh', ['-c', raised, 'sh', launcher, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .trim()
    .split('\n');
}

/** As the launcher asks for it. */
const unshare = ['--user', '--map-current-user', '--net'] as const;
const hasNamespaces = process.platform === 'linux' && referenceProgram('unshare', ...unshare, 'true') !== undefined;

describe.skipIf(!hasNamespaces)('the namespace of the launcher', () => {
  const inside = (script: string): unknown =>
    JSON.parse(
      execFileSync('unshare', [...unshare, process.execPath, '-e', `console.log(JSON.stringify(${script}))`], {
        encoding: 'utf8',
      }),
    );

  it('has no interface that is up, not even the loopback', () => {
    expect(inside(`Object.keys(require('node:os').networkInterfaces())`)).toEqual([]);
    expect(Object.keys(networkInterfaces())).not.toEqual([]);
  });

  it('still shows the interfaces of the machine, so that the loss of the air gap is seen there too', () => {
    expect(inside(`require('node:fs').readdirSync('/sys/class/net').sort()`)).toEqual(
      readdirSync('/sys/class/net').sort(),
    );
  });
});

describe.skipIf(process.platform !== 'linux')('the launcher', () => {
  it('tells the program whether it was cut off, before what stands behind --cli', () => {
    const args = ['--cli', 'inspect', 'a file'];
    expect(started('all', args)).toEqual(['--network-namespace', ...args]);
    expect(started('none', args)).toEqual(args);
  });

  it('starts the program without a namespace of its own where Chromium could not make another inside', () => {
    expect(started('outer', ['--cli', 'inspect'])).toEqual(['--cli', 'inspect']);
  });

  it('lets no process leave its memory in a core file', () => {
    for (const kernel of ['all', 'none', 'outer'] as const) expect(started(kernel, [], 'ulimit -c')).toEqual(['0']);
  });

  it('runs no program from the folder that it was started in, whatever PATH says', () => {
    const stick = join(folder, 'stick');
    mkdirSync(stick);
    for (const name of ['unshare', 'dirname', 'readlink', 'true', 'sh'])
      writeFileSync(join(stick, name), `#!/bin/sh\necho 'the ${name} of the stick'\n`, { mode: 0o755 });
    writeFileSync(join(stick, 'lifeboat-offline'), source, { mode: 0o755 });
    writeFileSync(join(stick, 'lifeboat-offline-bin'), '#!/bin/sh\necho "$PATH"\n', { mode: 0o755 });
    const env = { PATH: `.:${process.env['PATH'] ?? ''}` };
    const said = execFileSync('/bin/sh', ['./lifeboat-offline'], { cwd: stick, env, encoding: 'utf8', stdio: 'pipe' });
    expect(said).toMatch(/^(?:\/[\w/-]+(?::|\n$))+$/);
  });

  it('hides no switch from the program, which refuses to run without its sandbox', () => {
    expect(started('none', ['--no-sandbox'])).toEqual(['--no-sandbox']);
  });
});
