// German: the incident branch.
import type { ScreenTexts } from '../../catalogue.ts';

export const incident: ScreenTexts['incident'] = {
  title: 'Vorfall: Der Austauschschlüssel oder der Blob ist zweifelhaft',
  lead: 'Dies sind die Schritte des Vorfallsblatts hinten im Ablauf. Schreiben Sie auf das Blatt; dieser Bildschirm führt und vergleicht.',
  stop: 'Halt. Nicht bauen, nicht hochladen, nicht mit einem neuen Blob versuchen. Ein Blob für den Schlüssel eines Fremden gibt die Sicherheitsdomäne aus der Hand.',
  because: 'Warum dies aufging',
  steps: 'Schritte des Vorfallsblatts',
  done: 'Getan und auf dem Blatt vermerkt',
  isDone: 'getan',
  values: {
    region: 'Drei Werte',
    heading: 'Die drei Werte vollständig vergleichen',
    first: 'Zertifikat auf dem Blatt von RO1',
    second: 'Zertifikat auf dem Blatt von RO2',
    blob: 'Fingerabdruck im Blob',
    noBlob: 'Lassen Sie das Feld leer, wenn kein Blob gebaut wurde.',
    typed: (digits) => `64 Hex-Ziffern; ${digits} getippt.`,
    waiting: 'noch nicht verglichen',
    equal: 'alle gleich',
    differ: (which) => `sie unterscheiden sich: ${which}`,
    all: 'alle',
  },
  outside: {
    legend: 'War je ein Blob für ein fremdes Zertifikat außerhalb des Raums?',
    no: 'Nein',
    yes: 'Ja, oder niemand weiß es',
    restart: 'Das Bündel ungültig machen. Neu beginnen bei Schritt C8, mit neuer Nummer; I5 entfällt.',
  },
  end: 'Alle Schritte sind getan. Schreiben Sie jetzt die Ausnahme in das Journal dieser Maschine.',
  write: 'Journal und Ausnahmen öffnen',
  leave: 'Den Vorfall verlassen',
  leaveDetail: 'Was hier getippt wurde, bleibt nicht erhalten: Das Blatt bleibt.',
};
