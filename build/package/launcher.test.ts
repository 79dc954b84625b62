// The launcher of Lifeboat Offline on Linux: what it hands on to the program, with and without a network namespace.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../root.ts';
import { outsideProgram } from '../testing/outside.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-launcher-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the program says that the launcher started: its arguments unless told; on a kernel that gives namespaces or gives none. */
function started(hasNamespaces: boolean, args: readonly string[], say = 'printf "%s\\n" "$@"'): string[] {
  const tools = join(folder, String(hasNamespaces));
  mkdirSync(tools, { recursive: true });
  const launcher = join(folder, 'lifeboat-offline');
  copyFileSync(join(root, 'assets', 'linux', 'lifeboat-offline'), launcher);
  writeFileSync(`${launcher}-bin`, `#!/bin/sh\n${say}\n`, { mode: 0o755 });
  // It runs what stands behind its own options.
  const unshare = '#!/bin/sh\nwhile [ "${1#--}" != "$1" ]; do shift; done\nexec "$@"\n';
  writeFileSync(join(tools, 'unshare'), hasNamespaces ? unshare : '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const env = { PATH: `${tools}${delimiter}${process.env['PATH'] ?? ''}` };
  // As much as this machine permits, which the launcher must take back.
  const raised = 'ulimit -S -c "$(ulimit -H -c)"; exec sh "$@"';
  return execFileSync('sh', ['-c', raised, 'sh', launcher, ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .trim()
    .split('\n');
}

/** As the launcher asks for it. */
const unshare = ['--user', '--map-current-user', '--net'] as const;
const hasNamespaces = process.platform === 'linux' && outsideProgram('unshare', ...unshare, 'true') !== undefined;

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
    expect(started(true, args)).toEqual(['--network-namespace', ...args]);
    expect(started(false, args)).toEqual(args);
  });

  it('lets no process leave its memory in a core file', () => {
    for (const hasNamespaces of [true, false]) expect(started(hasNamespaces, [], 'ulimit -c')).toEqual(['0']);
  });

  it('hides no switch from the program, which refuses to run without its sandbox', () => {
    expect(started(false, ['--no-sandbox'])).toEqual(['--no-sandbox']);
  });
});
