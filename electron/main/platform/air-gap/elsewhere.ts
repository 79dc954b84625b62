// The ways out of a machine without /sys: what the system's own interface list says on macOS and Windows.
import type { networkInterfaces } from 'node:os';
import type { WayOut } from '#shared/contract/offline/machine-view.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Tunnels that macOS keeps for its own services; without more than a link-local address they lead nowhere. */
const systemTunnel = /^(utun|awdl|llw|anpi|ap)\d+$/;
const linkLocal = /^fe80:/i;

/** The hardware address that Apple gives to the computer's end of the line to its T2 chip, on every such machine the same. */
const chipAddress = /^ac:de:48:00:11:22$/i;

/**
 * Whether an interface is the line to the T2 chip (iBridge), which is always up on Macs that have one and leads to no other machine. It has one
 * address, link-local, and its own hardware address: an adapter that has any other address is a way out.
 */
const isSecurityChip = (addresses: NonNullable<Interfaces[string]>): boolean =>
  addresses.length === 1 && addresses.every(({ mac, address }) => chipAddress.test(mac) && linkLocal.test(address));

/**
 * An interface that has an address is up. Routes and radios cannot be seen this way without starting other programs, which
 * this process cannot: any address at all is refused instead, which is stricter than a route table.
 */
export function addressedInterfaces(interfaces: Interfaces): readonly WayOut[] {
  return Object.entries(interfaces)
    .filter(
      ([name, addresses = []]) =>
        !isSecurityChip(addresses) &&
        addresses.some(({ internal, address }) => !internal && !(systemTunnel.test(name) && linkLocal.test(address))),
    )
    .map(([name]) => ({ kind: 'interface', name: visibleText(name) }));
}
