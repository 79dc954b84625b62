// What the program saw of the machine it runs on. A program cannot prove its own honesty: the sheet says what it saw, no more.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { arch, release, type as systemType, version } from 'node:os';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import { airGap } from '../air-gap/air-gap.ts';
import { systemFiles, type SystemFiles } from '../system-files.ts';

export interface MachineRow {
  readonly group: string;
  readonly name: string;
  readonly value: string;
  /** Somebody must look at this before keys are used. */
  readonly doubt: boolean;
}
export interface SheetSources {
  readonly appVersion: string;
  /** The program's own main file. */
  readonly mainFile: string;
  readonly now: () => Date;
}

const row = (group: string, name: string, value: string | undefined, doubt = false): MachineRow => ({
  group,
  name,
  value: value === undefined || value === '' ? 'not told by the system' : visibleText(value, 160),
  doubt,
});

export async function machineSheet(sources: SheetSources): Promise<readonly MachineRow[]> {
  const system = process.platform === 'linux' ? await linuxRows(systemFiles) : [];
  const waysOut = await airGap();
  return [
    row('Program', 'Version', sources.appVersion),
    row('Program', 'SHA-256 of its main file', await hashOfFile(sources.mainFile)),
    row('System', 'Name', `${systemType()} ${release()} ${arch()}`),
    row('System', 'Build', version()),
    row('System', 'Clock (UTC)', sources.now().toISOString()),
    ...(waysOut.length === 0
      ? [row('Network', 'Ways out', 'none found')]
      : waysOut.map(({ kind, name }) => row('Network', `Open ${kind}`, name, true))),
    ...system,
  ];
}

/** The rows that Linux tells in /sys and /proc. */
export async function linuxRows(files: SystemFiles): Promise<MachineRow[]> {
  const dmi = (name: string): Promise<string | undefined> => files.text(`/sys/class/dmi/id/${name}`);
  const [maker, product, firmware, firmwareDate] = await Promise.all(
    ['sys_vendor', 'product_name', 'bios_version', 'bios_date'].map(dmi),
  );
  const [swaps, corePattern, cpu] = await Promise.all(
    ['/proc/swaps', '/proc/sys/kernel/core_pattern', '/proc/cpuinfo'].map((path) => files.text(path)),
  );
  const swapLines = (swaps ?? '').split('\n').slice(1);
  const isVirtual =
    /\bhypervisor\b/.test(cpu ?? '') || /virtual|kvm|qemu|vmware|xen|bochs/i.test(`${maker} ${product}`);
  return [
    row('Machine', 'Maker and model', [maker, product].filter(Boolean).join(' ')),
    row('Machine', 'Firmware', [firmware, firmwareDate].filter(Boolean).join(', ')),
    row('Machine', 'Signs of a virtual machine', isVirtual ? 'yes' : 'none found', isVirtual),
    row('Memory', 'Swap', swapLines.length === 0 ? 'none' : swapLines.join('; '), swapLines.length > 0),
    // A pattern beginning with a bar hands the memory of a crashed process to a program.
    row('Memory', 'Crash dumps go to', corePattern, (corePattern ?? '').startsWith('|')),
    ...(await devices(files)),
  ];
}

async function devices(files: SystemFiles): Promise<MachineRow[]> {
  const blocks = (await files.names('/sys/block')) ?? [];
  const usb = (await files.names('/sys/bus/usb/devices')) ?? [];
  const interfaces = (await files.names('/sys/class/net')) ?? [];
  const usbNames = await Promise.all(usb.map((device) => files.text(`/sys/bus/usb/devices/${device}/product`)));
  const states = await Promise.all(
    interfaces.map(async (name) => `${name} ${(await files.text(`/sys/class/net/${name}/operstate`)) ?? ''}`.trim()),
  );
  return [
    row('Network', 'Interfaces', states.join(', ')),
    row('Devices', 'Disks and sticks', blocks.filter((name) => !/^(loop|ram)/.test(name)).join(', ')),
    row('Devices', 'USB', usbNames.filter((name) => name !== undefined).join(', ') || 'none'),
  ];
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
