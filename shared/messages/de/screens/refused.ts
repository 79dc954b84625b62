// German: a refusal as people read it.
import type { ScreenTexts } from '../../catalogue.ts';

export const refused: ScreenTexts['refused'] = {
  title: 'Dies wurde abgelehnt',
  happened: 'Was geschehen ist',
  safe: 'Was noch sicher ist',
  todo: 'Was zu tun ist',
  code: 'Für die Niederschrift',
  /** Before the answers on a terminal. */
  commandLine: { safe: 'Sicher:', todo: 'Zu tun:', fault: 'Fehlercode' },
};
