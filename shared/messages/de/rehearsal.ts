// Deutsche Texte der Probe: Leitfaden, Fehler, Auswertung.
import type { RehearsalTexts } from '../en/rehearsal.ts';

export const germanRehearsal: RehearsalTexts = {
  faults: {
    'swapped-exchange-key': {
      name: 'Vertauschtes Austausch-Zertifikat',
      action:
        'Das Bündel auf dem EIN-Stick trägt jetzt den Schlüssel eines fremden HSM, unter den Signaturen des richtigen.',
      lesson:
        'Das Offline-Programm weist die Signatur zurück, bevor es den Schlüssel ansieht. Ohne Signatur würden es die Wörter zeigen, die der zweite Bediener vom eigenen Blatt liest.',
    },
    'other-ceremony': {
      name: 'Bündel einer anderen Zeremonie',
      action: 'Das Bündel auf dem EIN-Stick gehört jetzt zu einer anderen Zeremonie.',
      lesson:
        'Das Offline-Programm weist das Bündel zurück. Der Stick wird als Beweis aufbewahrt und das richtige Bündel verlangt.',
    },
    'wrong-passphrase': {
      name: 'Falsches Kennwort',
      action: 'Im Umschlag des Verwahrers steht jetzt das Kennwort einer anderen Person.',
      lesson:
        'Das Programm sagt, dass das Kennwort falsch ist. Man versucht es noch einmal, vermerkt dann eine Ausnahme und bittet einen anderen Verwahrer.',
    },
    'damaged-stick': {
      name: 'Beschädigter Stick',
      action: 'Auf dem ersten Stick des Verwahrers liegt jetzt nur noch die halbe Schlüsseldatei.',
      lesson:
        'Das Programm sagt, dass die Datei beschädigt ist. Man nimmt den zweiten Stick und vermerkt die Ausnahme.',
    },
    'clock-off': {
      name: 'Uhr um einen Tag verstellt',
      action:
        'Die Wanduhr, wie sie der Leitfaden zeigt, geht jetzt einen Tag vor. Stellen Sie auch die Uhr im Raum, falls es eine gibt.',
      lesson:
        'Das Programm zeigt, wie weit die Uhren auseinander sind. Man klärt, welche falsch geht, bevor es weitergeht.',
    },
    'air-gap-lost': {
      name: 'Netztrennung verloren',
      action:
        'Von Hand, jetzt: Stecken Sie ein Netzkabel in den Laptop, oder schalten Sie den Funk ein. Er muss seit vor der Probe von jedem Netz getrennt gewesen sein.',
      lesson:
        'Das Programm verwirft binnen einer Sekunde alle Anteile. Man trennt das Netz, vermerkt die Ausnahme und beginnt mit dem ersten Verwahrer von vorn.',
    },
    'lost-power': {
      name: 'Stromausfall',
      action:
        'Von Hand, solange Anteile im Speicher sind: Beenden Sie Lifeboat Offline gewaltsam, oder schalten Sie den Laptop am Knopf aus.',
      lesson:
        'Die Anteile sind mit Absicht verloren, das Journal nicht. Man setzt fort, vermerkt die Ausnahme und beginnt mit dem ersten Verwahrer von vorn.',
    },
  },
  outcomes: {
    answered: 'bemerkt und behandelt',
    noticed: 'bemerkt, keine Ausnahme vermerkt',
    missed: 'ÜBERSEHEN',
    'not-injected': 'nicht ausgelöst',
  },
  windows: { offline: 'Lifeboat Offline', online: 'Lifeboat Online', both: 'beide Fenster' },
  sides: { offline: 'offline', online: 'online' },
  stages: {
    open: {
      title: 'Zeremonie öffnen',
      what: 'Trennen Sie den Laptop von jedem Netz, bevor Sie beginnen: Eine Netztrennung, die es nicht gibt, kann nicht verloren gehen. Öffnen Sie den Ordner der Probe in beiden Fenstern, nach jedem Neustart wieder. Öffnen Sie den Plan und die Identität jeder Maschine. Vergleichen Sie den Plan mit dem Papier. Geben Sie die Zeit der Wanduhr ein. Online: Betreten Sie die Übungs-Cloud; das neue HSM ist schon da.',
    },
    pair: {
      title: 'Maschinen koppeln',
      what: '„Unsere Wörter zeigen“ zeigt auf jeder Seite, was die andere eintippt. Jede Seite liest auch ihre Zahl vor.',
    },
    'exchange-key': {
      title: 'Austauschschlüssel holen',
      what: 'Der erste Bediener versetzt das neue HSM in den Wiederherstellungsmodus und holt den Austauschschlüssel. Der zweite tippt den Namen vom Papier ein.',
    },
    observe: {
      title: 'Zweiter Blick und Versand',
      what: 'Auch der zweite Bediener holt den Schlüssel und schreibt auf, was er gesehen hat. Der erste nimmt diese Datei an und signiert ein Bündel. Der zweite signiert es ebenfalls und schreibt es auf den EIN-Stick (usb-in). Von dort nimmt der erste es noch einmal an.',
    },
    'carry-in': {
      title: 'EIN-Stick tragen',
      what: 'Tragen Sie den Stick von der Online- zur Offline-Seite, notieren Sie Seriennummer und Beutel, und laden Sie das Bündel.',
    },
    'read-back': {
      title: 'Wörter zurücklesen',
      what: 'Der zweite Bediener liest die Wörter des Austausch-Zertifikats vom eigenen Blatt. Der Offline-Bediener tippt ein, wonach gefragt wird.',
    },
    custodians: {
      title: 'Verwahrer, einer nach dem anderen',
      what: 'Jeder nimmt Stick und Umschlag mit dem Kennwort und sitzt allein vor dem Bildschirm. Die anderen sehen weg.',
    },
    build: {
      title: 'Wiederherstellungs-Blob bauen',
      what: 'Zwei Personen lesen den Namen des Ziels und die Wörter noch einmal und stimmen zu. Der Bediener baut.',
    },
    'carry-out': {
      title: 'AUS-Stick tragen',
      what: 'Schreiben Sie das Bündel auf den AUS-Stick und tragen Sie ihn zur Online-Seite. Lesen Sie die Wörter des Hashs zurück.',
    },
    upload: {
      title: 'Hochladen',
      what: 'Der zweite Bediener tippt den Namen des HSM vom Papier ein. Der erste lädt hoch, genau einmal. Das Übungs-HSM öffnet den Blob mit seiner privaten Hälfte.',
    },
    tell: {
      title: 'Der Offline-Seite Bescheid geben',
      what: 'Das Ergebnis reist auf dem EIN-Stick zurück. Bis dahin bleiben die Verwahrer erreichbar.',
    },
    'restore-point': {
      title: 'Sicherung vor der Wiederherstellung erstellen',
      what: 'Sichern Sie das neue HSM, und warten Sie die Wartezeit ab.',
    },
    restore: {
      title: 'Zurückspielen',
      what: 'Beide Bediener lesen Ziel und Ordner vom Papier. Die Leitung sagt: los.',
    },
    verify: {
      title: 'Nachweisen',
      what: 'Vergleichen Sie Bestandsliste, Schlüssel und Rollen mit dem verlorenen HSM, und benutzen Sie den Testschlüssel. Gleiche Schlüssel weisen nach, wonach Schritt D13 fragt: Im Blob war die richtige Sicherheitsdomäne. Öffnen Sie dann die Seite der Übergabe, wählen Sie die Übersicht der Verbraucher (Ordner online, consumers.json), und listen Sie auf, wer was ändern muss.',
    },
    consumers: {
      title: 'Die Liste abarbeiten',
      what: 'Rufen Sie die Eigentümer in der Reihenfolge der Liste an. Die Übungsleitung spielt sie: Unten stellen die Angerufenen um, was ihnen gehört. Fragen Sie Azure, wer zurück ist, bis es alle sind. Schließen Sie dann das Journal der Online-Seite.',
    },
    close: {
      title: 'Abschließen',
      what: 'Beenden Sie die Offline-Seite. Verlesen Sie die Erklärung, unterschreiben Sie, und sehen Sie gemeinsam den Bericht an.',
    },
  },
  over: 'Die Probe ist vorüber. Sehen Sie gemeinsam den Bericht an.',
  next: 'Als Nächstes',
  wallClock: (time) => `Wanduhr: ${time} UTC`,
  putRight: (name) => `${name}: behoben.`,
  ownerMoved: (who) => `${who}, umgestellt`,
  ownerWaits: (who) => `${who}, noch nicht umgestellt`,
  reportedAt: (time) => `Stand: ${time}`,
  notFinished: (at, of, title) => `Nicht zu Ende: Abschnitt ${at} von ${of}, ${title}.`,
  guide: {
    kind: 'Probe',
    stages: 'Ablauf',
    title: 'Leitfaden der Probe',
    intro:
      'Beide Seiten einer Wiederherstellung auf einem Laptop: Zwei Fenster stehen für zwei Maschinen, Ordner stehen für Sticks. Spielen Sie, als wäre es ernst: Tragen Sie jeden Ordner von Hand, lesen Sie vom Papier, schreiben Sie auf, was geschieht.',
    columns: ['Fenster', 'Wer', 'Was', 'Erledigt'],
    table: 'Auf dem Tisch',
    tableItems: [
      'Ordner usb-in: der EIN-Stick, von der Online- zur Offline-Seite.',
      'Ordner usb-out: der AUS-Stick, wieder zurück.',
      'Unter sticks liegt für jeden Verwahrer ein Ordner: der erste Stick, mit dem Umschlag. Ordner, die auf -second enden, sind der zweite Stick.',
      'Ordner offline: was nur die Offline-Maschine hat. Ordner online: was nur die Bediener haben.',
      'Die Übungsleitung darf jederzeit mit Absicht etwas falsch machen. Wer es bemerkt, sagt „Ausnahme“ und vermerkt sie.',
    ],
    cards: 'Karten für die Rollen',
    cardRole: 'Rolle',
    cardPerson: 'Gespielt von',
    cardFolders: 'Hat den Ordner',
    cardPassphrase: 'Kennwort, in diesem Ordner',
    cardNames: {
      offline: 'Offline-Bediener',
      'operator-1': 'Erster Bediener',
      'operator-2': 'Zweiter Bediener',
      witness: 'Zeuge',
    },
    custodian: 'Verwahrer',
  },
  report: {
    title: 'Bericht der Probe',
    intro: 'Was die Übungsleitung ausgelöst hat, und was die Journale beider Seiten davon zeigen.',
    faults: 'Was ausgelöst wurde',
    trainer: 'Übungsleitung',
    columns: ['Fehler', 'Ausgelöst', 'Bemerkt', 'Behandelt', 'Ergebnis'],
    injected: 'nicht ausgelöst',
    exception: (number) => `EX-${number}`,
    initials: (initials) => `Kürzel: ${initials}`,
    machineAlone: 'die Maschine allein',
    lessons: 'Woran man es hätte bemerken sollen',
    unplanned: 'Zurückweisungen, die niemand geplant hatte',
    unplannedText: 'Ein Versehen oder eine echte Störung: Sprechen Sie über jede.',
    noneUnplanned: 'Es gab keine.',
    unplannedColumns: ['Zeit (UTC)', 'Seite', 'Schritt', 'Zurückweisung'],
    findings: 'Erkenntnisse',
    findingColumns: ['Was wir ändern', 'Verantwortlich', 'Bis'],
    signatures: 'Gesehen von',
    signatureColumns: ['Name', 'Unterschrift', 'Datum'],
  },
};
