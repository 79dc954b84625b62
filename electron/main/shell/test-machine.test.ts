// The machine of files that specs run on: there where a test has started the program from the source, and nowhere else.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { passedTimeFile, thisMachine } from '#platform/machine.ts';
import { machineOf, testMachineVariable } from './test-machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-machine-'));
afterAll(() => rmSync(folder, { recursive: true }));
function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}
write('proc/self/mountinfo', '90 22 8:1 / /media/op/IN rw - vfat /dev/sdb1 rw\n');
write('sys/class/net/eth0/flags', '0x1003\n');
write('sys/class/net/eth0/operstate', 'up\n');

const fromSource = { isPackaged: false, isDefaultApp: true };
const env = { [testMachineVariable]: folder };

describe('a program that was started from the source', () => {
  it('sees the machine that a test names', async () => {
    const machine = machineOf(fromSource, env);
    expect(await machine.media()).toEqual([{ path: '/media/op/IN', name: 'IN', readOnly: false }]);
    expect(await machine.airGap()).toEqual([{ kind: 'interface', name: 'eth0' }]);
    expect(await machine.files?.text('/sys/class/net/eth0/operstate')).toBe('up');
  });

  it('has a clock there that a test puts forward', () => {
    const machine = machineOf(fromSource, env);
    const before = machine.elapsedMs();
    write(passedTimeFile, '3600000\n');
    expect(machine.elapsedMs() - before).toBeGreaterThanOrEqual(3_600_000);
  });

  it('looks at that machine more often than at the real one', () => {
    expect([machineOf(fromSource, env).lookEveryMs, thisMachine.lookEveryMs]).toEqual([250, 1000]);
  });

  it('sees the real machine where no test names another', () => {
    expect(machineOf(fromSource, {})).toBe(thisMachine);
  });
});

describe('a packaged program', () => {
  it.each([
    ['as it is', { isPackaged: true, isDefaultApp: false }],
    ['whose file was renamed to "electron"', { isPackaged: false, isDefaultApp: false }],
    ['that claims to be the default app', { isPackaged: true, isDefaultApp: true }],
  ])('sees the real machine, %s, whatever a test names', (_, started) => {
    expect(machineOf(started, env)).toBe(thisMachine);
  });
});
