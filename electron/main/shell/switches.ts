// The Chromium switches of both apps: what a browser does by itself in the background, ours does not, and it reaches nobody. Only main talks
// to Azure, and never through Chromium.
import { deadProxy } from './lock-session.ts';

/** A switch and its value; without a value it is only set. */
type Switch = readonly [name: string, value?: string];

/** No background traffic, no reports, no guesses; names do not resolve, and the only proxy is one that does not exist. */
const chromiumSwitches: readonly Switch[] = [
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
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['proxy-server', deadProxy],
  ['proxy-bypass-list', '<-loopback>'],
];

/** Sets them; must run before the app is ready. */
export function applySwitches(commandLine: { appendSwitch(name: string, value?: string): void }): void {
  for (const [name, value] of chromiumSwitches) commandLine.appendSwitch(name, value);
}
