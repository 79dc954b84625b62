// Walks the app's screens in a network namespace that has a way out, so that whatever wants to leave can, and is counted.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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
  // A browser asks for names of its own accord: they are asked of the machine itself, where they are written down and nobody knows them.
  'mount --bind "$1" /etc/resolv.conf',
  'shift',
  'exec "$@"',
].join('\n');

export interface AppOffline extends AppWalk {
  readonly findings: readonly string[];
}

/** What drives the browser may talk to it on loopback, the pages come from there, and names are asked for there. */
const onLoopback = /^(?:tcp (?:loopback|none)|udp loopback) (?:loopback|none)$/;
/** Names that the system's browser asks for before it has any page; what pages ask for is seen by its address as well. */
const ofBrowser = /[.](?:google|googleapis|gstatic)[.]com$/;

/** Every screen of the offline app. Needs root, `ip` and Chromium. */
export async function runAppOffline(): Promise<AppOffline> {
  const walk = [process.execPath, join(import.meta.dirname, 'app-walk.ts')];
  const result = JSON.parse((await inNamespace(walk)).trim().split('\n').at(-1) ?? '') as AppWalk;
  const foreign = result.sockets.filter((socket) => !socket.startsWith('control: ') && !onLoopback.test(socket));
  const findings = [
    ...result.escaped.map((address) => `the app: a screen asked for ${address}`),
    ...result.names
      .filter((name) => !ofBrowser.test(name))
      .map((name) => `the app: somebody asked for the name ${name}`),
    ...(result.packets === 0 ? [] : [`the app: ${result.packets} packets left`]),
    ...foreign.map((socket) => `the app: a socket ${socket}`),
    ...(result.controlOfBrowser > 0
      ? []
      : ['control: a page without a policy asked for a stranger, and nothing was counted']),
    ...(result.isNameSeen ? [] : ['control: a page without a policy asked for a name, and it was not seen']),
    ...(result.isControlSeen ? [] : ['control: what a page without a policy asked for was not seen']),
    ...(result.control > 0 ? [] : ['control: a packet left and was not counted']),
    ...(result.sockets.some((socket) => socket.startsWith('control: udp')) ? [] : ['control: a socket was not seen']),
  ];
  return { ...result, findings };
}

async function inNamespace(program: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-names-'));
  try {
    const names = join(folder, 'resolv.conf');
    writeFileSync(names, 'nameserver 127.0.0.1\n');
    const args = ['--net', '--mount', 'sh', '-ec', namespace, 'sh', names, ...program];
    return (await promisify(execFile)('unshare', args)).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
