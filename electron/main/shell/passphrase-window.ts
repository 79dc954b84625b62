// The passphrase window: opened for one passphrase, destroyed with it. Its bytes pass through main once, on their way to a worker.
import type { BrowserWindow } from 'electron';
import { app, ipcMain } from 'electron';
import { passphraseContract } from '#shared/contract/passphrase.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { register } from '#ipc/registrar.ts';
import type { OwnSettings } from '#services/app/app-settings.ts';
import type { PassphraseRequest } from '#services/app/app-services.ts';
import { TrustedContents } from './lock-contents.ts';
import { openWindow } from './open-window.ts';
import { closeWhenGone } from './screen-process.ts';

const passphrasePage = 'passphrase.html';

interface Asking {
  readonly request: PassphraseRequest;
  readonly give: (passphrase: Buffer) => void;
  readonly cancel: () => void;
}

/** Where the system can (macOS), no other program sees the keys that are pressed. */
function keepKeysFromOthers(on: boolean): void {
  if (process.platform === 'darwin') app.setSecureKeyboardEntryEnabled(on);
}

/** What holds for the whole app while a secret is typed. */
export interface TypingState {
  readonly isPractice: boolean;
  /** In how many seconds the turn ends because nobody types; null before its last minute. */
  readonly idleSeconds: number | null;
}

export interface PassphraseAsker {
  /** Opens the window. @throws PASSPHRASE_CANCELLED */
  readonly ask: (request: PassphraseRequest) => Promise<Buffer>;
  /** Closes the window if it is open: what it was for is over. */
  readonly dismiss: () => void;
}

/**
 * Registers the window's calls; there is one window at a time.
 * @param onTyping hears that somebody types
 * @param stateNow asked while the window is open
 */
export function passphraseAsker(
  settings: OwnSettings,
  onTyping: () => void,
  stateNow: () => TypingState,
): PassphraseAsker {
  let asking: Asking | undefined;
  const current = (): Asking => asking ?? refuse({ code: 'PASSPHRASE_CANCELLED' });
  const trusted = new TrustedContents();
  register({ ipc: ipcMain, isOwn: trusted.isTop }, passphraseContract, {
    passphrase: {
      request: () => ({ ...current().request, ...stateNow() }),
      give(bytes) {
        try {
          // Nobody is asked any more: then nothing is copied either.
          current().give(Buffer.from(bytes));
        } finally {
          wipe(bytes);
        }
        return null;
      },
      typing() {
        onTyping();
        return null;
      },
      cancel() {
        current().cancel();
        return null;
      },
    },
  });
  const ask = async (request: PassphraseRequest): Promise<Buffer> => {
    const { passphrase: title } = await settings.texts();
    // Two windows would let one custodian type into another's turn. Nothing is waited for between this and the next one's place.
    asking?.cancel();
    let window: BrowserWindow | undefined;
    let mine: Asking | undefined;
    keepKeysFromOthers(true);
    try {
      return await new Promise<Buffer>((give, fail) => {
        const cancel = (): void => fail(new Refusal({ code: 'PASSPHRASE_CANCELLED' }));
        const own: Asking = { request, give, cancel };
        asking = mine = own;
        const shape = { title, page: passphrasePage, width: 720, height: 560, preload: 'passphrase-preload' };
        openWindow(shape, (made) => {
          trusted.add(made.webContents);
          closeWhenGone(made);
        }).then((opened) => {
          // Dismissed while it was loading: an orphan would take the passphrase of the next custodian.
          if (asking !== own) opened.destroy();
          window = opened;
          opened.once('closed', cancel);
        }, fail);
      });
    } finally {
      // One that gave way leaves the place to the next.
      if (asking === mine) {
        asking = undefined;
        keepKeysFromOthers(false);
      }
      window?.destroy();
    }
  };
  return {
    ask,
    dismiss: () => {
      asking?.cancel();
    },
  };
}
