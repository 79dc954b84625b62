// Which media are in the machine: sticks and discs that the system has mounted.
import { basename } from 'node:path';
import { disk } from '../disk.ts';
import { type SystemFiles, systemFiles } from '../system-files.ts';
import { MacVolumes } from './mac-volumes.ts';
import type { Device, Media, Medium } from './medium.ts';
import { WindowsDrives } from './windows-drives.ts';

/** Folders below which Linux desktops mount what a person plugs in. */
const usualPlaces = /^\/(media|run\/media|mnt)\/./;

/** Media on Linux, from the kernel's list of mounts: what is in the usual places, or on a device that can be taken out. */
export async function linuxMedia(files: SystemFiles): Promise<readonly Medium[]> {
  const media: Medium[] = [];
  for (const mount of parseMountInfo((await files.text('/proc/self/mountinfo')) ?? '')) {
    if (!mount.device.startsWith('/dev/')) continue;
    if (!usualPlaces.test(mount.path) && !(await isRemovable(files, basename(mount.device)))) continue;
    const device = await deviceOf(files, diskOf(basename(mount.device)));
    const known = { path: mount.path, name: basename(mount.path), readOnly: mount.readOnly };
    media.push(device === undefined ? known : { ...known, device });
  }
  return media;
}

interface Mount {
  readonly path: string;
  readonly device: string;
  readonly readOnly: boolean;
}

/** Reads proc_pid_mountinfo(5): six fields, optional ones, a hyphen, then type, source and options. */
export function parseMountInfo(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const [, , , , path, options = ''] = before.split(' ');
    const [, device] = after.split(' ');
    if (path === undefined || device === undefined) return [];
    return [{ path: unescapeOctal(path), device: unescapeOctal(device), readOnly: options.split(',').includes('ro') }];
  });
}

/** The kernel writes space, tab, newline and backslash in names as three octal digits; bytes of UTF-8 stay as they are. */
const unescapeOctal = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_match, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/** A partition (sdb1, mmcblk0p1) is as removable as its disk. */
const isRemovable = async (files: SystemFiles, device: string): Promise<boolean> =>
  (await files.text(`/sys/class/block/${diskOf(device)}/removable`)) === '1';

const diskOf = (device: string): string =>
  device.replace(/^(sd[a-z]+)\d+$/, '$1').replace(/^(mmcblk\d+|nvme\d+n\d+)p\d+$/, '$1');

/** The kernel's Documentation/ABI: `diskseq` is new each time a device is put in. */
async function deviceOf(files: SystemFiles, disk: string): Promise<Device | undefined> {
  const at = `/sys/class/block/${disk}`;
  const sequence = await files.text(`${at}/diskseq`);
  const serial = (await usbSerial(files, `${at}/device/../../../..`)) ?? (await cardSerial(files, `${at}/device`));
  if (sequence === undefined && serial === undefined) return undefined;
  return { ...(sequence === undefined ? {} : { sequence }), ...(serial === undefined ? {} : { serial }) };
}

/** Of the USB device, four folders above the device of a disk: one stick can show several disks, each with its own model. */
async function usbSerial(files: SystemFiles, usb: string): Promise<string | undefined> {
  const number = await files.text(`${usb}/serial`);
  const name =
    (await files.text(`${usb}/product`)) ??
    `${await files.text(`${usb}/idVendor`)}:${await files.text(`${usb}/idProduct`)}`;
  return named(name, number);
}

const cardSerial = async (files: SystemFiles, card: string): Promise<string | undefined> =>
  named((await files.text(`${card}/name`)) ?? '', await files.text(`${card}/serial`));

/** Makers who write no number write zeroes. */
const named = (name: string, number: string | undefined): string | undefined =>
  number !== undefined && /[1-9A-Za-z]/.test(number) ? `${name} ${number}` : undefined;

const macVolumes = new MacVolumes(disk);
const windowsDrives = new WindowsDrives((path) => disk.readdir(path));

export const media: Media = () => {
  if (process.platform === 'linux') return linuxMedia(systemFiles);
  return process.platform === 'darwin' ? macVolumes.media() : windowsDrives.media(process.env['SystemDrive']);
};
