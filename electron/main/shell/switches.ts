// The Chromium switches of the two apps: what a browser does by itself in the background, ours does not.
import { deadProxy } from './lock-session.ts';

/** A switch and its value; without a value it is only set. */
export type Switch = readonly [name: string, value?: string];

/** For both apps: no background traffic, no reports, no guesses. */
export const quietSwitches: readonly Switch[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['disable-breakpad'],
  ['disable-quic'],
  ['no-pings'],
  ['no-first-run'],
  ['dns-prefetch-disable'],
  ['disable-features', 'MediaRouter,OptimizationHints,AutofillServerCommunication,DialMediaRouteProvider,Translate'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
];

/** For the offline app: names do not resolve, and the only proxy is one that does not exist. */
export const offlineSwitches: readonly Switch[] = [
  ...quietSwitches,
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['proxy-server', deadProxy],
  ['proxy-bypass-list', '<-loopback>'],
];

/** Sets switches; must run before the app is ready. */
export function applySwitches(
  commandLine: { appendSwitch(name: string, value?: string): void },
  switches: readonly Switch[],
): void {
  for (const [name, value] of switches) commandLine.appendSwitch(name, value);
}
