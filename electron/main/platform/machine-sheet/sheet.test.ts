// The machine sheet: what Linux tells is shown as it is, and what somebody must look at is marked.
import { describe, expect, it } from 'vitest';
import type { MachineRow } from '#shared/contract/offline/machine-view.ts';
import { linuxRows, namespaceRow } from './sheet.ts';

const rows = async (texts: Record<string, string>, names: Record<string, string[]> = {}) =>
  linuxRows({
    text: (path) => Promise.resolve(texts[path]),
    names: (path) => Promise.resolve(names[path]),
  });
const row = async (about: MachineRow['about'], texts: Record<string, string>, names?: Record<string, string[]>) =>
  (await rows(texts, names)).find((one) => one.about === about);

describe('the machine sheet on Linux', () => {
  it('shows maker, model and firmware', async () => {
    const texts = {
      '/sys/class/dmi/id/sys_vendor': 'Example',
      '/sys/class/dmi/id/product_name': 'Laptop 7',
      '/sys/class/dmi/id/bios_version': '1.2',
      '/sys/class/dmi/id/bios_date': '03/04/2026',
    };
    expect(await row('model', texts)).toMatchObject({ value: { text: 'Example Laptop 7' }, doubt: false });
    expect(await row('firmware', texts)).toMatchObject({ value: { text: '1.2, 03/04/2026' } });
  });

  it('marks a virtual machine, by its processor or by its maker', async () => {
    expect(await row('virtual', { '/proc/cpuinfo': 'flags : fpu vme hypervisor lahf_lm' })).toMatchObject({
      doubt: true,
    });
    expect(await row('virtual', { '/sys/class/dmi/id/sys_vendor': 'QEMU' })).toMatchObject({ doubt: true });
    expect(await row('virtual', { '/proc/cpuinfo': 'flags : fpu vme' })).toMatchObject({ doubt: false });
  });

  it('marks swap, and crash dumps that go to a program or into a file', async () => {
    const swaps = 'Filename Type Size\n/dev/sda2 partition 8388604';
    expect(await row('swap', { '/proc/swaps': swaps })).toMatchObject({ doubt: true });
    expect(await row('swap', { '/proc/swaps': 'Filename Type Size' })).toMatchObject({
      value: { word: 'none' },
      doubt: false,
    });
    const pattern = '/proc/sys/kernel/core_pattern';
    const limited = (soft: string) => ({
      '/proc/self/limits': `Max core file size        ${soft}     unlimited      bytes`,
    });
    expect(await row('crash-dumps', { [pattern]: '|/usr/share/apport', ...limited('0') })).toMatchObject({
      doubt: true,
    });
    expect(await row('crash-dumps', { [pattern]: 'core', ...limited('0') })).toMatchObject({ doubt: false });
    expect(await row('crash-dumps', { [pattern]: 'core', ...limited('unlimited') })).toMatchObject({ doubt: true });
    expect(await row('crash-dumps', { [pattern]: 'core' })).toMatchObject({ doubt: true });
  });

  it('marks a system on which a program reads the memory of another', async () => {
    const scope = (text: string) => ({ '/proc/sys/kernel/yama/ptrace_scope': text });
    expect(await row('process-memory', scope('1'))).toMatchObject({ value: { text: '1' }, doubt: false });
    expect(await row('process-memory', scope('0'))).toMatchObject({ value: { text: '0' }, doubt: true });
    expect(await row('process-memory', {})).toMatchObject({ value: { word: 'not-told' }, doubt: true });
  });

  it('lists disks without the made-up ones, and USB devices by their names', async () => {
    const names = { '/sys/block': ['loop0', 'sda', 'sdb'], '/sys/bus/usb/devices': ['1-1', 'usb1'] };
    expect(await row('disks', {}, names)).toMatchObject({ value: { text: 'sda, sdb' } });
    const texts = { '/sys/bus/usb/devices/1-1/product': 'Stick\u202e' };
    expect(await row('usb', texts, names)).toMatchObject({ value: { text: 'Stick\\u{202e}' } });
  });

  it('marks a start without a network namespace', () => {
    const none = { value: { word: 'none' }, doubt: true };
    expect(namespaceRow(['program', '--network-namespace'], [])).toMatchObject({
      value: { word: 'yes' },
      doubt: false,
    });
    expect(namespaceRow(['program'], [])).toMatchObject(none);
    expect(namespaceRow(['program', '--network-namespace'], ['lo'])).toMatchObject(none);
  });

  it('says where the system tells nothing', async () => {
    expect(await row('model', {})).toMatchObject({ value: { word: 'not-told' } });
  });
});
