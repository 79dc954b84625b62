// German: papers.
import type { ScreenTexts } from '../../catalogue.ts';
import { number, plural } from '../formats.ts';

export const papers: ScreenTexts['papers'] = {
  title: 'Papiere',
  lead: 'Das Papier entsteht aus dem Plan: dieselben Schritte und Namen wie auf diesen Bildschirmen.',
  document: 'Dokument',
  documents: {
    script: {
      title: 'Ablauf',
      detail: 'Jeder Schritt mit seinen Kästchen, zum Folgen und Abzeichnen. Vorher drucken.',
    },
    sheets: {
      title: 'Blätter',
      detail:
        'Zum Abtrennen: Ausnahmen, Vorfall, Ersatz, Maschine, Verwahrbuch, Vernichtung, Aufkleber. Mit dem Ablauf drucken.',
    },
    'emergency-card': {
      title: 'Notfallkarte',
      detail: 'Zwei Seiten für eine Wiederherstellung ohne Plan: Schritte, Halte, Nummern, Stopps. Heute drucken.',
    },
    record: {
      title: 'Niederschrift',
      detail: 'Was die Maschine sah, Schritt für Schritt, aus dem Journal. Nachher drucken.',
    },
    'call-sheet': {
      title: 'Einberufungsblatt',
      detail: 'Für einen Verwahrer zu Hause: was mitzubringen und was nie zu tun ist.',
    },
    'fingerprint-card': {
      title: 'Fingerabdruck-Karte',
      detail: 'Eine Karte für jeden Zeugen zum Mitnehmen. Mit einem Journal steht dessen Ende darauf.',
    },
    'custody-register': {
      title: 'Verwahr-Register',
      detail: 'Wo jeder Schlüssel ist und wie es um das Quorum steht.',
    },
    manual: {
      title: 'Handbuch',
      detail: 'Für Verwahrer, Bediener und Zeugen: was man vor dem Tag wissen muss.',
    },
    'rehearsal-guide': {
      title: 'Leitfaden einer Probe',
      detail: 'Welches Fenster, wer, was als Nächstes; mit einer Karte für jede Rolle.',
    },
    'rehearsal-report': {
      title: 'Bericht einer Probe',
      detail: 'Was ausgelöst wurde, und wo und von wem es bemerkt wurde.',
    },
    'key-mapping': {
      title: 'Übergabebericht',
      detail: 'Alte und neue Schlüsseladressen, aus der Prüfung nach einer Wiederherstellung.',
    },
  },
  machine: 'Für welche Maschine (einer Wiederherstellung)',
  offline: 'Die Offline-Maschine',
  offlineDetail: 'Der Raum der Verwahrer.',
  online: 'Die Online-Maschine',
  onlineDetail: 'Der Raum der Bediener.',
  custodian: 'Verwahrer',
  custodianDetail: 'Ein Kürzel des Plans, zum Beispiel C1. Leer lassen für alle.',
  paper: 'Papier',
  a4: 'A4',
  letter: 'Letter',
  language: 'Sprache',
  madeFrom: 'Entsteht aus',
  pick: { plan: 'der Plan', journal: 'das Journal', data: 'die Daten' },
  journalNeeded:
    'Daraus entsteht die Niederschrift. Der Hash eines gespeicherten PDF wird darin vermerkt, wenn es noch offen ist. Die einer Notfall-Wiederherstellung braucht keinen Plan.',
  journalUseful: 'Nicht nötig. Wenn Sie eines wählen, wird der Hash eines gespeicherten PDF darin vermerkt.',
  data: {
    needed: 'Die Datei der Prüfung nach einer Wiederherstellung.',
    register: 'Das Register als Datei. Ohne sie wird ein leeres Register für die Handschrift gedruckt.',
    consumers: 'Die Übersicht der Verbraucher. Mit ihr sagt eine Seite, wen Sie zuerst anrufen.',
  },
  look: 'Ansehen',
  save: 'Als PDF speichern',
  missingJournal: 'Wählen Sie zuerst den Plan und das Journal.',
  missingData: 'Wählen Sie zuerst den Plan und die Daten.',
  missingPlan: 'Wählen Sie zuerst den Plan.',
  print: {
    here: 'Hier drucken',
    sent: 'An den Drucker geschickt. Zählen Sie die Seiten.',
    title: 'Auf Papier drucken',
    print: 'Drucken',
    none: 'Von keinem Drucker ist bekannt, dass er mit einem eigenen Kabel an dieser Maschine angeschlossen ist. Speichern Sie stattdessen das PDF.',
    legend: 'Mit einem Kabel angeschlossene Drucker',
    others: (count) =>
      plural(count, {
        one: 'Ein weiterer Drucker wird nicht angeboten: Das Programm kann nicht sehen, ob er mit einem Kabel angeschlossen ist.',
        other: `${count} weitere Drucker werden nicht angeboten: Das Programm kann nicht sehen, ob sie mit einem Kabel angeschlossen sind.`,
      }),
  },
  saved: {
    region: 'Gespeichert',
    text: (folder) => `In „${folder}“ gespeichert und zurückgelesen.`,
    journal: {
      none: 'Es wurde kein Journal gewählt: Schreiben Sie den Hash auf.',
      noted: 'Das Journal nennt jetzt diese Datei und ihren Hash.',
      closed: 'Das Journal ist abgeschlossen und nimmt keine Vermerke mehr an: Schreiben Sie den Hash auf.',
      damaged: 'Das Journal ist beschädigt und nimmt keine Vermerke an: Schreiben Sie den Hash auf.',
    },
    file: 'Datei',
    size: 'Größe',
    bytes: (bytes) => `${number(bytes)} Bytes`,
    sha256: 'SHA-256 des PDF: Er gehört auf das Deckblatt',
  },
};
