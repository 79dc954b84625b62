// A message of the system, for people who have turned to another program. The offline app sends none: what the system shows, it may keep
// and hand on.
import { Notification } from 'electron';
import type { OwnSettings } from '#services/app/app-settings.ts';
import type { Signal } from '#services/app/signal.ts';
import type { SystemTexts } from '#shared/messages/en/system.ts';
import type { Notify } from './attention.ts';

/**
 * Whether this is the portable program of Windows, which leaves nothing on the machine: to show a message, Electron would write an entry into
 * the Start menu and one into the registry (shell/browser/notifications/win/windows_toast_activator.cc), already when it is asked whether it
 * can. The program's own stub sets this variable.
 */
const isPortable = (): boolean => process.env['PORTABLE_EXECUTABLE_FILE'] !== undefined;

/** Notifications that are held on to: one that was garbage-collected answers no press. */
const shown = new Set<Notification>();

/** @param app its name, as people know it */
export const systemNotification =
  (app: string, settings: Pick<OwnSettings, 'texts'>): Notify =>
  async (signal, opened) => {
    if (isPortable() || !Notification.isSupported()) return () => undefined;
    const texts = await settings.texts();
    // The page makes the tone, where one is wanted.
    const notification = new Notification({
      title: titleOf(signal, texts),
      body: texts.signal.back(app),
      silent: true,
    });
    notification.on('click', opened);
    notification.on('close', () => shown.delete(notification));
    shown.add(notification);
    notification.show();
    return () => {
      notification.close();
      shown.delete(notification);
    };
  };

function titleOf(signal: Signal, { signal: t, steps }: SystemTexts): string {
  switch (signal.kind) {
    case 'done':
    case 'stopped':
      return t[signal.kind](steps[signal.step]);
    case 'hold-over':
      return t.holdOver;
    case 'alarm':
      return t.alarm;
  }
}
