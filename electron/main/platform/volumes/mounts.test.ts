// The list of media, as the kernel writes it.
import { describe, expect, it } from 'vitest';
import { compareDevices } from './medium.ts';
import { linuxMedia, parseMountInfo } from './mounts.ts';

const root = '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro';
const stick = '90 22 8:17 / /media/op/IN\\040STICK rw,nosuid shared:9 - vfat /dev/sdb1 rw,fmask=0022';
const disc = '91 22 11:0 / /opt/disc ro,nosuid - iso9660 /dev/sr0 ro';
const proc = '23 22 0:5 / /proc rw - proc proc rw';

describe('mounts', () => {
  it('are read with their names unescaped', () => {
    expect(parseMountInfo(stick)).toEqual([{ path: '/media/op/IN STICK', device: '/dev/sdb1', readOnly: false }]);
  });

  it('lines that are no mounts are no media', () => {
    expect(parseMountInfo('\nnonsense\n1 2 3\n')).toEqual([]);
  });

  it('media are what was plugged in: by place or by device', async () => {
    const texts: Record<string, string> = {
      '/proc/self/mountinfo': [root, proc, stick, disc].join('\n'),
      '/sys/class/block/sr0/removable': '1',
      '/sys/class/block/sda/removable': '0',
    };
    const files = { text: (path: string) => Promise.resolve(texts[path]), names: () => Promise.resolve(undefined) };
    expect(await linuxMedia(files)).toEqual([
      { path: '/media/op/IN STICK', name: 'IN STICK', readOnly: false },
      { path: '/opt/disc', name: 'disc', readOnly: true },
    ]);
  });

  it('tell the device that they lie on: two partitions of a stick are one, whatever they are called', async () => {
    const mount = (part: string, name: string): string => `90 22 8:17 / /media/op/${name} rw - vfat /dev/${part} rw`;
    const texts: Record<string, string> = {
      '/proc/self/mountinfo': [mount('sdb1', 'A'), mount('sdb2', 'B'), mount('sdc1', 'C'), mount('sdd1', 'D')].join(
        '\n',
      ),
      '/sys/class/block/sdb/diskseq': '17',
      '/sys/class/block/sdb/device/../../../../product': 'Stick',
      '/sys/class/block/sdb/device/../../../../serial': '4C530001',
      '/sys/class/block/sdc/diskseq': '18',
      '/sys/class/block/sdc/device/../../../../serial': '00000000',
    };
    const files = { text: (path: string) => Promise.resolve(texts[path]), names: () => Promise.resolve(undefined) };
    const [a, b, c, d] = (await linuxMedia(files)).map(({ device }) => device);
    expect(a).toEqual({ sequence: '17', serial: 'Stick 4C530001' });
    expect(compareDevices(a, b)).toBe('same');
    expect(c).toEqual({ sequence: '18' });
    expect(d).toBeUndefined();
    // Inserted again: another number of the kernel, the same of its maker.
    expect(compareDevices(a, { sequence: '21', serial: 'Stick 4C530001' })).toBe('same');
    expect(compareDevices(a, { sequence: '21', serial: 'Stick 4C530002' })).toBe('different');
    // Another maker's stick may have the same number.
    expect(compareDevices(a, { sequence: '21', serial: 'Drive 4C530001' })).toBe('different');
    // Without a serial number it may be the first stick, inserted again.
    expect([compareDevices(a, c), compareDevices(c, a), compareDevices(d, d)]).toEqual(Array(3).fill('unknown'));
  });

  it.each([
    ['a name', { product: 'Stick' }, 'Stick 4C530001'],
    ['no name', { idVendor: '0781', idProduct: '5567' }, '0781:5567 4C530001'],
  ])(
    'are one where one USB device with %s shows two disks, of two models',
    async (_, usb: Readonly<Record<string, string>>, serial) => {
      const mount = (disk: string): string => `90 22 8:17 / /media/op/${disk} rw - vfat /dev/${disk}1 rw`;
      const ofDisk = (disk: string, sequence: string, model: string): readonly (readonly [string, string])[] => [
        [`/sys/class/block/${disk}/diskseq`, sequence],
        [`/sys/class/block/${disk}/device/model`, model],
        ...Object.entries({ serial: '4C530001', ...usb }).map(
          ([name, text]) => [`/sys/class/block/${disk}/device/../../../../${name}`, text] as const,
        ),
      ];
      const texts = new Map([
        ['/proc/self/mountinfo', [mount('sdb'), mount('sdc')].join('\n')],
        ...ofDisk('sdb', '17', 'Cruzer'),
        ...ofDisk('sdc', '18', 'Cruzer Secure'),
      ]);
      const files = {
        text: (path: string) => Promise.resolve(texts.get(path)),
        names: () => Promise.resolve(undefined),
      };
      const [one, other] = (await linuxMedia(files)).map(({ device }) => device);
      expect(one).toEqual({ sequence: '17', serial });
      expect(compareDevices(one, other)).toBe('same');
    },
  );

  it('tell a card by its own number', async () => {
    const texts: Record<string, string> = {
      '/proc/self/mountinfo': '90 22 179:1 / /media/op/CARD rw - vfat /dev/mmcblk0p1 rw',
      '/sys/class/block/mmcblk0/device/serial': '0x1a2b',
      '/sys/class/block/mmcblk0/device/name': 'SD64G',
    };
    const files = { text: (path: string) => Promise.resolve(texts[path]), names: () => Promise.resolve(undefined) };
    expect((await linuxMedia(files))[0]?.device).toEqual({ serial: 'SD64G 0x1a2b' });
  });
});
