// Walks the app's screens in a network namespace that has a way out, so that whatever wants to leave can, and is counted.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { type AppWalk, wayOut } from './app-walk-result.ts';

/** An address, a neighbour and a route, as a machine on a cable has them. IPv6 would speak by itself, before any program does. */
const namespace = [
  'for each in all default; do echo 1 > /proc/sys/net/ipv6/conf/$each/disable_ipv6; done',
  'ip link set lo up',
  `ip link add ${wayOut} type veth peer name nowhere`,
  'ip link set nowhere up',
  `ip addr add 192.0.2.1/24 dev ${wayOut}`,
  `ip link set ${wayOut} up`,
  `ip route add default dev ${wayOut}`,
  'exec "$@"',
].join('\n');

export interface AppOffline extends AppWalk {
  readonly findings: readonly string[];
}

/** What drives the browser may talk to it on loopback. */
const drivenBy = /^tcp (?:loopback|none) (?:loopback|none)$/;

/** Every screen of the offline app. Needs root, `ip` and Chromium. */
export async function runAppOffline(): Promise<AppOffline> {
  const walk = [process.execPath, join(import.meta.dirname, 'app-walk.ts')];
  const { stdout } = await promisify(execFile)('unshare', ['--net', '--mount', 'sh', '-ec', namespace, 'sh', ...walk]);
  const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as AppWalk;
  const foreign = result.sockets.filter((socket) => !socket.startsWith('control: ') && !drivenBy.test(socket));
  const findings = [
    ...(result.packets === 0 ? [] : [`the app: ${result.packets} packets left`]),
    ...foreign.map((socket) => `the app: a socket ${socket}`),
    ...(result.control > 0 ? [] : ['control: a packet left and was not counted']),
    ...(result.sockets.some((socket) => socket.startsWith('control: udp')) ? [] : ['control: a socket was not seen']),
  ];
  return { ...result, findings };
}
