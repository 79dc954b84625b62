// Locks a session: no permission, no device, no download, no network, and of all requests only those for our own files.
import type { App, Session } from 'electron';
import { isOwnUrl } from './app-protocol.ts';

/**
 * What every session of ours refuses, in the offline and in the online app.
 * @param isAllowed what its pages may load; nothing else is asked for
 */
export function lockSession(session: Session, isAllowed: (url: string) => boolean = (url) => isOwnUrl(url)): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Only null refuses: an object without a picture is a TypeError here, in main (shell/browser/electron_browser_context.cc).
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setSpellCheckerEnabled(false);
  // The dictionaries would be fetched from a server; there is none at this address.
  session.setSpellCheckerDictionaryDownloadURL(`${deadUrl}/`);
  session.setCertificateVerifyProc((_request, answer) => answer(certificateRefused));
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowed(details.url) }));
}

/**
 * Locks every session and cuts it off as soon as it is made, by whatever door: of another partition, of a path, or for a window that names
 * one. Call it before the app is ready.
 * @param failed hears where one cannot be cut off
 */
export function lockEverySession(app: Pick<App, 'on'>, failed: (error: unknown) => void): void {
  app.on('session-created', (session) => {
    lockSession(session);
    cutSessionOff(session).catch(failed);
  });
}

/** Takes the network itself away from a session: offline, and behind a proxy that does not exist. */
export async function cutSessionOff(session: Session): Promise<void> {
  session.enableNetworkEmulation({ offline: true });
  await session.setProxy({ mode: 'fixed_servers', proxyRules: deadProxy, proxyBypassRules: '<-loopback>' });
  await session.closeAllConnections();
}

/** RFC 6761 §6.4: `.invalid` never resolves. */
const deadUrl = 'https://nowhere.invalid';
/** A proxy that nobody listens at: port 9 is "discard" (RFC 863). `<-loopback>` sends even loopback there. */
export const deadProxy = 'socks5://127.0.0.1:9';
/** net::ERR_FAILED; what Electron calls "rejects it". */
const certificateRefused = -2;
