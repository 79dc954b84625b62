// The ways out of a Linux machine, as the kernel tells them: interfaces, default routes, radios.
import type { WayOut } from '#shared/contract/offline/machine-view.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { SystemFiles } from '../system-files.ts';

/** Linux UAPI <linux/if.h>: the interface is administratively up. */
const IFF_UP = 0x1;
/** Linux UAPI <linux/route.h>: the route is usable. */
const RTF_UP = 0x1;
/** RFC 2863 states, as in operstate, in which nothing can pass. */
const deadStates: ReadonlySet<string> = new Set(['down', 'notpresent', 'lowerlayerdown']);

/**
 * Every way out that is open now. An interface that is up without a link (no cable) is not one; it becomes one within a
 * second of the cable. What cannot be read counts as open.
 */
export async function linuxWaysOut(files: SystemFiles): Promise<readonly WayOut[]> {
  const [interfaces, routes, routes6, radios] = await Promise.all([
    openInterfaces(files),
    files.text('/proc/net/route').then((table) => defaultRoutes(table ?? '')),
    files.text('/proc/net/ipv6_route').then((table) => defaultRoutes6(table ?? '')),
    openRadios(files),
  ]);
  return [...interfaces, ...routes, ...routes6, ...radios];
}

async function openInterfaces(files: SystemFiles): Promise<WayOut[]> {
  const names = await files.names('/sys/class/net');
  if (names === undefined) return [{ kind: 'unreadable', name: '/sys/class/net' }];
  const ways: WayOut[] = [];
  for (const name of names) {
    if (name === 'lo') continue;
    const [flags, state] = await Promise.all([
      files.text(`/sys/class/net/${name}/flags`),
      files.text(`/sys/class/net/${name}/operstate`),
    ]);
    // `bonding_masters` is a file among the interfaces: it has neither.
    if (flags === undefined && state === undefined) continue;
    const isUp = (Number.parseInt(flags ?? '1', 16) & IFF_UP) !== 0;
    if (isUp && !deadStates.has(state ?? 'unknown')) ways.push({ kind: 'interface', name: visibleText(name) });
  }
  return ways;
}

/** Default routes in the text of /proc/net/route: destination and mask are zero, the route is up. */
export function defaultRoutes(table: string): WayOut[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, destination, , flags, , , , mask]) =>
        destination === '00000000' && mask === '00000000' && (Number.parseInt(flags ?? '0', 16) & RTF_UP) !== 0,
    )
    .map(([name]) => ({ kind: 'route', name: visibleText(`IPv4 → ${name ?? ''}`) }));
}

/** Default routes in the text of /proc/net/ipv6_route; the kernel keeps a rejecting one on `lo` that leads nowhere. */
export function defaultRoutes6(table: string): WayOut[] {
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      (fields) => fields.length === 10 && /^0{32}$/.test(fields[0] ?? '') && fields[1] === '00' && fields[9] !== 'lo',
    )
    .map((fields) => ({ kind: 'route', name: visibleText(`IPv6 → ${fields[9] ?? ''}`) }));
}

/** Radios that no switch blocks, neither the one in software nor the one on the machine. */
async function openRadios(files: SystemFiles): Promise<WayOut[]> {
  const ways: WayOut[] = [];
  for (const radio of (await files.names('/sys/class/rfkill')) ?? []) {
    const at = (file: string): Promise<string | undefined> => files.text(`/sys/class/rfkill/${radio}/${file}`);
    const [soft, hard, type, name] = await Promise.all([at('soft'), at('hard'), at('type'), at('name')]);
    if (soft === '1' || hard === '1') continue;
    ways.push({ kind: 'radio', name: visibleText(`${type ?? 'unknown'} ${name ?? radio}`) });
  }
  return ways;
}
