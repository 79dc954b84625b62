// German: the incident branch.
import type { ScreenTexts } from '../../catalogue.ts';

export const incident: ScreenTexts['incident'] = {
  title: 'Vorfall: Der Austauschschlüssel oder der Blob ist zweifelhaft',
  lead: 'Dies sind die Schritte des Vorfallsblatts hinten im Ablauf. Schreiben Sie auf das Blatt; dieser Bildschirm führt und vergleicht.',
  stop: 'Halt. Nichts bauen, nichts hochladen, es nicht mit einem neuen Blob noch einmal versuchen. Ein Blob für den Schlüssel eines Fremden gibt die Sicherheitsdomäne preis.',
  because: 'Warum diese Seite erscheint',
  steps: 'Schritte des Vorfallsblatts',
  done: 'Getan und auf dem Blatt vermerkt',
  isDone: 'getan',
  values: {
    region: 'Drei Werte',
    heading: 'Die drei Werte vollständig vergleichen',
    first: 'Zertifikat auf dem Blatt von Bediener 1 (RO1)',
    second: 'Zertifikat auf dem Blatt von Bediener 2 (RO2)',
    blob: 'Fingerabdruck im Blob',
    noBlob: 'Lassen Sie das Feld leer, wenn kein Blob gebaut wurde.',
    typed: (digits) => `64 Hex-Ziffern; ${digits} eingetippt.`,
    waiting: 'noch nicht verglichen',
    equal: 'alle gleich',
    differ: (which) => `sie unterscheiden sich: ${which}`,
    all: 'alle',
  },
  outside: {
    legend: 'War je ein Blob für ein fremdes Zertifikat außerhalb des Raums?',
    no: 'Nein',
    yes: 'Ja, oder niemand weiß es',
    restart:
      'Was damit gemacht wurde, ungültig machen. Neu beginnen beim Abruf des Austauschschlüssels, mit einer neuen Folge von Bündeln; I5 entfällt.',
  },
  end: 'Alle Schritte sind getan. Vermerken Sie jetzt die Ausnahme im Journal dieser Maschine.',
  write: 'Journal und Ausnahmen öffnen',
  leave: 'Den Vorfall verlassen',
  leaveDetail: 'Was hier eingetippt wurde, bleibt nicht erhalten: Das Blatt bleibt.',
  exceptions: {
    title: 'Ausnahmen',
    lead: 'Was nicht so ging, wie der Ablauf es sagt. Zu jeder gehört ein Blatt Papier mit derselben Nummer; eine neue wird mit dem Knopf „Ausnahme“ ganz oben vermerkt.',
    none: 'In dieser Sitzung wurde keine Ausnahme vermerkt.',
    region: (number) => `Ausnahme ${number}`,
    trust: {
      no: 'Vertrauen nicht berührt',
      yes: 'Vertrauen berührt',
      unknown: 'Wirkung auf das Vertrauen nicht bekannt',
    },
    step: 'Bei Schritt',
    at: '<step></step>, <time></time> nach der Uhr der Maschine',
    expected: 'Erwartet',
    happened: 'Geschehen',
    decision: 'Entscheidung',
    decidedBy: 'Entschieden von',
  },
};
