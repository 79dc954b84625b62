// What the program saw of the machine it runs on. A program cannot prove its own honesty: the sheet says what it saw, no more.
import { arch, networkInterfaces, release, type as systemType, version } from 'node:os';
import type { MachineRow } from '#shared/contract/offline/machine-view.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { hashOfFile } from '../files.ts';
import type { Machine } from '../machine.ts';
import type { SystemFiles } from '../system-files.ts';

export interface SheetSources {
  readonly appVersion: string;
  /** The program's own main file. */
  readonly mainFile: string;
  readonly machine: Pick<Machine, 'airGap' | 'files'>;
  readonly now: () => Date;
  /** What this process was started with. */
  readonly argv: readonly string[];
}

const row = (about: MachineRow['about'], text: string | undefined, doubt = false): MachineRow =>
  text === undefined || text === ''
    ? worded(about, 'not-told', doubt)
    : { about, value: { text: visibleText(text, 160) }, doubt };

const worded = (about: MachineRow['about'], word: 'not-told' | 'none' | 'yes', doubt = false): MachineRow => ({
  about,
  value: { word },
  doubt,
});

export async function machineSheet(sources: SheetSources): Promise<readonly MachineRow[]> {
  const { airGap, files } = sources.machine;
  const system =
    files === undefined
      ? []
      : [namespaceRow(sources.argv, Object.keys(networkInterfaces())), ...(await linuxRows(files))];
  const waysOut = await airGap();
  return [
    row('program-version', sources.appVersion),
    row('program-file', await hashOfFile(sources.mainFile)),
    row('system', `${systemType()} ${release()} ${arch()}`),
    row('system-build', version()),
    row('clock', sources.now().toISOString()),
    ...(waysOut.length === 0
      ? [worded('ways-out', 'none')]
      : waysOut.map(({ kind, name }) => row(`open-${kind}`, name, true))),
    ...system,
  ];
}

/**
 * Whether the launcher has put the program into a network namespace; its own warning goes to a terminal that few see. It says so, and there no
 * interface is up, not even the loopback: with its switch given by hand, one is up.
 * @param up interfaces that are up for this process
 */
export function namespaceRow(argv: readonly string[], up: readonly string[]): MachineRow {
  const isOwn = argv.includes('--network-namespace') && up.length === 0;
  return worded('namespace', isOwn ? 'yes' : 'none', !isOwn);
}

/** The rows that Linux tells in /sys and /proc. */
export async function linuxRows(files: SystemFiles): Promise<MachineRow[]> {
  const dmi = (name: string): Promise<string | undefined> => files.text(`/sys/class/dmi/id/${name}`);
  const [maker, product, firmware, firmwareDate] = await Promise.all(
    ['sys_vendor', 'product_name', 'bios_version', 'bios_date'].map(dmi),
  );
  const [swaps, corePattern, limits, cpu, ptraceScope] = await Promise.all(
    [
      ...['/proc/swaps', '/proc/sys/kernel/core_pattern', '/proc/self/limits', '/proc/cpuinfo'],
      '/proc/sys/kernel/yama/ptrace_scope',
    ].map((path) => files.text(path)),
  );
  const swapLines = (swaps ?? '').split('\n').slice(1);
  const isVirtual =
    /\bhypervisor\b/.test(cpu ?? '') || /virtual|kvm|qemu|vmware|xen|bochs/i.test(`${maker} ${product}`);
  return [
    row('model', [maker, product].filter(Boolean).join(' ')),
    row('firmware', [firmware, firmwareDate].filter(Boolean).join(', ')),
    worded('virtual', isVirtual ? 'yes' : 'none', isVirtual),
    swapLines.length === 0 ? worded('swap', 'none') : row('swap', swapLines.join('; '), true),
    row('crash-dumps', corePattern, isDumped(corePattern, limits)),
    // Yama: at 0, and without it, a program reads the memory of every other of its user.
    row('process-memory', ptraceScope, !/^[1-9]/.test(ptraceScope ?? '')),
    ...(await devices(files)),
  ];
}

/**
 * Whether the memory of a crashed process leaves it. A pattern beginning with a bar hands it to a program, whatever the limit (core(5)); any
 * other names a file, which is written unless the limit that the launcher sets is 0.
 */
function isDumped(corePattern = '', limits = ''): boolean {
  const soft = /^Max core file size\s+(\S+)/m.exec(limits)?.[1];
  return corePattern.startsWith('|') || (corePattern !== '' && soft !== '0');
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
    row('interfaces', states.join(', ')),
    row('disks', blocks.filter((name) => !/^(loop|ram)/.test(name)).join(', ')),
    usbNames.every((name) => name === undefined)
      ? worded('usb', 'none')
      : row('usb', usbNames.filter((name) => name !== undefined).join(', ')),
  ];
}
