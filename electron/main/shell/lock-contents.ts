// Locks a page in: it goes nowhere, opens nothing, embeds nothing, and shows no developer tools.
import type { WebContents } from 'electron';
import { appOrigin } from './app-protocol.ts';

/** Chromium's ways to ask a page for another address. */
const navigations = ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const;

/** Call for every web contents as it is created, before it loads anything. */
export function lockContents(contents: WebContents): void {
  for (const name of navigations) {
    // The events have one listener type each; all of them can be prevented, and that is all that is used here.
    (contents.on as (name: string, listener: (event: { preventDefault(): void }) => void) => void)(name, (event) =>
      event.preventDefault(),
    );
  }
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('devtools-opened', () => contents.closeDevTools());
  // A file that is dropped on the window, or a reload by a stray key, must not take the screen away.
  contents.on('before-input-event', (event, input) => {
    if (isReloadKey(input)) event.preventDefault();
  });
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

function isReloadKey({ key, control, meta }: { key: string; control: boolean; meta: boolean }): boolean {
  return key === 'F5' || key === 'BrowserBack' || ((control || meta) && key.toLowerCase() === 'r');
}

interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Whether an IPC message comes from the top frame of one page of ours, and of no other. */
export const isOwnPage =
  (page: string) =>
  (frame: SenderFrame | null): boolean =>
    frame !== null && frame.parent === null && frame.url === `${appOrigin}/${page}`;
