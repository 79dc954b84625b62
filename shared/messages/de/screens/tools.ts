// German: the tools beside the ceremony.
import type { ScreenTexts } from '../../catalogue.ts';
import { number } from '../formats.ts';

export const tools: ScreenTexts['tools'] = {
  title: 'Papiere und Nachweise',
  lead: 'Nichts hier verändert die Zeremonie. Sie wartet, wo Sie sie verlassen haben.',
  wayBack: 'Weg zurück',
  back: '← Zurück',
  all: 'Alle Papiere und Nachweise',
  close: 'Schließen',
  choose: {
    some: (files) => (files === 1 ? '1 Datei' : `${files} Dateien`),
    target: 'Stick oder Ordner, auf den geschrieben wird',
    plan: 'freigegebener Plan',
    journal: 'Journal',
    identity: 'Ihre Identität',
    revocationLists: 'Sperrlisten der Aussteller des Prozessors',
    revocationNote:
      'Wenn Sie sie haben: die Listen von Intels Wurzel und der Plattform-Stelle, DER oder PEM. Die Offline-Maschine kann von einem gesperrten Prozessor nicht anders erfahren.',
  },
  planWords:
    'Tippen Sie diese Wörter vom Deckblatt des gedruckten Ablaufs ab. Ein Plan beweist nichts über sich selbst.',
  written: {
    region: 'Geschrieben',
    file: 'Datei',
    place: 'Auf',
    size: 'Größe',
    bytes: (bytes) => `${number(bytes)} Bytes, zurückgelesen und gleich`,
  },
  practice: 'ÜBUNG – KEINE ECHTE ZEREMONIE.',
  manual: {
    title: 'Handbuch',
    lead: 'Kurz genug für den Abend davor. Das gedruckte Handbuch sagt dasselbe.',
    role: 'Wer sind Sie?',
  },
  entries: {
    manual: {
      title: 'Das Handbuch lesen',
      detail: 'Was Verwahrer, Bediener und Zeugen tun, vorher und am Tag selbst, und wenn etwas schiefgeht.',
    },
    papers: {
      title: 'Papiere drucken',
      detail:
        'Ablauf, Niederschrift, Einberufungsblätter und Karten aus dem Plan: ansehen, als PDF speichern, drucken.',
    },
    identity: {
      title: 'Identität anlegen',
      detail: 'Der Signaturschlüssel dieser Maschine, auf einem Stick, unter einem Kennwort.',
    },
    plan: {
      title: 'Plan und Freigaben',
      detail:
        'Einen Plan beginnen, lesen, alles sehen, was daran falsch ist, den Fingerabdruck vergleichen, ihn freigeben.',
    },
    pairing: {
      title: 'Zwei Maschinen koppeln',
      detail: 'Durch vorgelesene Wörter sichergehen, dass beide Seiten dieselben zwei Schlüssel meinen.',
    },
    send: {
      title: 'Bündel erstellen',
      detail: 'Plan, Zertifikate, Sicherheitsdomäne oder Ergebnis, signiert für die andere Seite.',
    },
    observer: {
      title: 'Zweiter Beobachter',
      detail: 'Für den zweiten Bediener: den Austauschschlüssel mit dem eigenen Abruf vergleichen und signieren.',
    },
    bundle: {
      title: 'Bündel prüfen',
      detail: 'Wer signiert hat, was auf einem Stick kam, und ob es für diese Maschine das nächste ist.',
    },
    journal: {
      title: 'Journal und Ausnahmen',
      detail:
        'Lesen, was vermerkt wurde, die Kette prüfen, eine Ausnahme vermerken, ein beschädigtes Ende abschließen.',
    },
    pack: {
      title: 'Beweismappe erstellen',
      detail: 'Journale, Bündel und Papiere einer Zeremonie sammeln und die Liste signieren, oder die eines Notfalls.',
    },
    evidence: {
      title: 'Beweismappe prüfen',
      detail: 'Für Prüfer: die Mappe einer Zeremonie erneut prüfen, allein aus ihren Dateien.',
    },
    custody: {
      title: 'Verwahr-Register',
      detail:
        'Der Zustand des Quorums: fällige Nachweise, Orte und Personen mit zu vielen Schlüsseln. Hier werden Anteilsprüfungen eingetragen.',
    },
    rehearsal: {
      title: 'Proben',
      detail:
        'Eine geführte Probe einer ganzen Wiederherstellung auf einem Laptop: wer an der Reihe ist, was schiefgeht, das Ergebnis.',
    },
    exceptions: {
      title: 'Ausnahmen dieser Sitzung',
      detail: 'Was seit Beginn dieser Sitzung als Ausnahme vermerkt wurde.',
    },
    incident: {
      title: 'Vorfall',
      detail: 'Der Austauschschlüssel oder der Wiederherstellungs-Blob ist zweifelhaft: was jetzt zu tun ist.',
    },
    settings: { title: 'Einstellungen', detail: 'Sprache, Farben, Schriftgröße und der Ton, der Sie zurückruft.' },
    about: {
      title: 'Über dieses Programm',
      detail: 'Version, Hashes, Lizenzen, und das Protokoll für alle, die Ihnen helfen.',
    },
  },
};
