// The air gap as systems tell it: each way out is seen, and what is cut off is not called open.
import { describe, expect, it } from 'vitest';
import type { SystemFiles } from '../system-files.ts';
import { addressedInterfaces } from './elsewhere.ts';
import { defaultRoutes, defaultRoutes6, linuxWaysOut } from './linux.ts';

/** A machine made of paths and texts. */
function machine(texts: Record<string, string>): SystemFiles {
  return {
    text: (path) => Promise.resolve(texts[path]?.trim()),
    names: (folder) => {
      const names = Object.keys(texts)
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1).split('/')[0]!);
      return Promise.resolve(names.length === 0 ? undefined : [...new Set(names)].sort());
    },
  };
}
const loopback = { '/sys/class/net/lo/flags': '0x9\n', '/sys/class/net/lo/operstate': 'unknown\n' };
const card = (name: string, flags: string, operstate: string): Record<string, string> => ({
  [`/sys/class/net/${name}/flags`]: flags,
  [`/sys/class/net/${name}/operstate`]: operstate,
});
const radio = (soft: string, hard: string): Record<string, string> => ({
  '/sys/class/rfkill/rfkill0/type': 'wlan',
  '/sys/class/rfkill/rfkill0/name': 'phy0',
  '/sys/class/rfkill/rfkill0/soft': soft,
  '/sys/class/rfkill/rfkill0/hard': hard,
});
const header = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
const defaultRoute = 'eth0\t00000000\t010010AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n';
const localRoute = 'eth0\t000010AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n';
const zeros = '0'.repeat(32);

describe('on Linux', () => {
  it('a machine with loopback alone is cut off', async () => {
    expect(await linuxWaysOut(machine(loopback))).toEqual([]);
  });

  it.each([
    ['down, not in use', '0x1002', 'down', []],
    ['up without a cable', '0x1003', 'down', []],
    ['up with a cable', '0x1003', 'up', ['eth0']],
    ['a tunnel that does not say', '0x1091', 'unknown', ['eth0']],
    ['taken down by hand', '0x1002', 'up', []],
  ])('an interface %s', async (_what, flags, state, open) => {
    const ways = await linuxWaysOut(machine({ ...loopback, ...card('eth0', flags, state) }));
    expect(ways.map(({ name }) => name)).toEqual(open);
  });

  it.each([
    ['blocked in software', '1', '0', 0],
    ['blocked by its switch', '0', '1', 0],
    ['free', '0', '0', 1],
  ])('a radio %s', async (_what, soft, hard, open) => {
    expect(await linuxWaysOut(machine({ ...loopback, ...radio(soft, hard) }))).toHaveLength(open);
  });

  it('a default route is a way out, another route is not', () => {
    expect(defaultRoutes(header + defaultRoute)).toEqual([{ kind: 'route', name: 'IPv4 → eth0' }]);
    expect(defaultRoutes(header + localRoute)).toEqual([]);
    const line = (name: string): string =>
      `${zeros} 00 ${zeros} 00 ${zeros} 00000400 00000001 00000000 00000003 ${name}`;
    expect(defaultRoutes6(line('wlan0'))).toEqual([{ kind: 'route', name: 'IPv6 → wlan0' }]);
    expect(defaultRoutes6(line('lo'))).toEqual([]);
  });

  it('what cannot be read counts as open', async () => {
    expect(await linuxWaysOut(machine({}))).toEqual([{ kind: 'unreadable', name: '/sys/class/net' }]);
  });

  it('a hostile interface name is made visible', async () => {
    const [way] = await linuxWaysOut(machine({ ...loopback, ...card('a\u202eb', '0x1003', 'up') }));
    expect(way?.name).toBe('a\\u{202e}b');
  });
});

describe('elsewhere', () => {
  const address = (text: string, internal = false, mac = '') => ({
    address: text,
    internal,
    netmask: '',
    mac,
    cidr: null,
    ...(text.includes(':') ? { family: 'IPv6' as const, scopeid: 0 } : { family: 'IPv4' as const }),
  });

  it('any interface with an address is a way out, even one that was given by nobody', () => {
    expect(addressedInterfaces({ en0: [address('169.254.1.2')] })).toHaveLength(1);
    expect(addressedInterfaces({ Ethernet: [address('fe80::1')] })).toHaveLength(1);
  });

  it("loopback and the system's own idle tunnels are not", () => {
    expect(
      addressedInterfaces({
        lo0: [address('127.0.0.1', true)],
        utun0: [address('fe80::2')],
        awdl0: [address('fe80::3')],
      }),
    ).toEqual([]);
  });

  it('the line to the T2 chip of a Mac is none, and everything else that looks like it is', () => {
    const chip = address('fe80::aede:48ff:fe00:1122', false, 'ac:de:48:00:11:22');
    expect(addressedInterfaces({ en5: [chip] })).toEqual([]);
    for (const other of [
      [address('fe80::aede:48ff:fe00:1122', false, 'ac:de:48:00:11:23')],
      [chip, address('192.168.1.2', false, 'ac:de:48:00:11:22')],
      [address('10.0.0.2', false, 'ac:de:48:00:11:22')],
    ]) {
      expect(addressedInterfaces({ en5: other })).toHaveLength(1);
    }
  });

  it('a tunnel with a real address is', () => {
    expect(addressedInterfaces({ utun3: [address('fe80::2'), address('10.8.0.2')] })).toHaveLength(1);
  });
});
