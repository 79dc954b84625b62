// `Notification`: shell/browser/api/electron_api_notification.cc. What the system would show is written down; a spec presses it.
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { Browser } from './browser.ts';
import { electronEvent } from './events.ts';
import type { DoubleRecord } from './record.ts';
import { standIn } from './stand-in.ts';

export interface Notifications {
  readonly Notification: Pick<typeof Electron.Notification, 'isSupported'>;
  /** A person presses the one that was shown last; nothing where none is there any more. */
  press(): void;
}

class OneNotification extends EventEmitter {
  readonly #order: Electron.NotificationConstructorOptions;
  readonly #shown: Set<OneNotification>;
  readonly #record: DoubleRecord;

  constructor(order: Electron.NotificationConstructorOptions, shown: Set<OneNotification>, record: DoubleRecord) {
    super();
    this.#order = order;
    this.#shown = shown;
    this.#record = record;
  }

  /** Showing takes away what it showed before. */
  show(): void {
    this.close();
    const { title = '', body = '', silent = false } = this.#order;
    this.#shown.add(this);
    this.#record.notifications.push({ title, body, isSilent: silent });
    setImmediate(() => {
      if (this.#shown.has(this)) this.emit('show', electronEvent({}));
    });
  }

  /** After this no event comes any more: the delegate is gone. */
  close(): void {
    this.#shown.delete(this);
  }
}

export function createNotifications(browser: Browser, record: DoubleRecord): Notifications {
  const shown = new Set<OneNotification>();
  return {
    Notification: new Proxy(Object.assign(notCalled, { isSupported: () => true }), {
      construct: (_target, [order]: [Electron.NotificationConstructorOptions?]) => {
        if (!browser.isReady) throw new Error('Cannot create Notification before app is ready');
        return standIn<Electron.Notification>('Notification')(new OneNotification(order ?? {}, shown, record));
      },
    }),
    press() {
      [...shown].at(-1)?.emit('click', electronEvent({}));
    },
  };
}

function notCalled(): never {
  throw new TypeError("Class constructor Notification cannot be invoked without 'new'");
}
