// German: making the identity of a machine.
import type { ScreenTexts } from '../../catalogue.ts';

export const identity: ScreenTexts['identity'] = {
  title: 'Identität anlegen',
  lead: 'Eine Identität signiert, was diese Maschine sendet. Der Plan nennt sie, und die andere Seite wird durch Wörter mit ihr gekoppelt.',
  role: 'Was diese Maschine ist',
  roles: {
    'operator-1': { title: 'Bediener 1', detail: 'Handelt auf der Online-Seite.' },
    'operator-2': { title: 'Bediener 2', detail: 'Bestätigt und ruft den Austauschschlüssel ein zweites Mal ab.' },
    offline: { title: 'Offline-Maschine', detail: 'Für jede Zeremonie eine neue.' },
    witness: { title: 'Zeuge', detail: 'Gibt den Plan frei und signiert die Beweismappe.' },
  },
  holder: 'Wer sie hält',
  holderDetail: 'Der Name, wie er im Plan steht.',
  stick:
    'Nehmen Sie einen Stick, der bei dieser Person bleibt. Die Datei mit der geheimen Hälfte kommt nie in ein Bündel.',
  make: 'Kennwort wählen und anlegen',
  made: 'Die Identität ist angelegt. Geben Sie die öffentliche Datei dem, der den Plan schreibt; behalten Sie die andere.',
  lost: 'Ein verlorenes Kennwort lässt sich nicht wiederherstellen: Legen Sie dann eine neue Identität an, koppeln Sie neu, und lassen Sie den Plan neu freigeben.',
  region: 'Die neue Identität',
  forPlan: 'Für den Plan (spki)',
  fingerprint: 'SHA-256 des öffentlichen Schlüssels: Lesen Sie die Wörter dem vor, der den Plan schreibt',
};
