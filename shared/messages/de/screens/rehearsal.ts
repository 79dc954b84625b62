// German: the rehearsal at the desk of both apps.
import type { ScreenTexts } from '../../catalogue.ts';

export const rehearsal: ScreenTexts['rehearsal'] = {
  title: 'Probe',
  lead: 'Eine ganze Wiederherstellung auf einem Laptop, mit Ordnern als Sticks. Der Leitfaden sagt, wer an der Reihe ist; die Übungsleitung lässt etwas schiefgehen.',
  practice: 'ÜBUNG – KEINE ECHTE ZEREMONIE. Nichts hier berührt ein echtes HSM oder einen echten Schlüssel.',
  open: {
    title: 'Eine Probe öffnen',
    what: 'der Ordner der Probe',
    text: {
      offline:
        'Lifeboat Online legt den Ordner an. Öffnen Sie denselben Ordner hier: Beide Fenster führen ihr Journal dann darin, und beide zeigen denselben Leitfaden.',
      online:
        'Öffnen Sie denselben Ordner in Lifeboat Offline und in Lifeboat Online: Beide Fenster führen ihr Journal dann darin, und beide zeigen denselben Leitfaden.',
    },
  },
  make: {
    title: 'Für die Übungsleitung: eine Probe anlegen',
    text: 'Sie bekommt Sticks, Identitäten, einen freigegebenen Plan, ein verlorenes und ein neues HSM, alles zur Übung. Das dauert etwa eine halbe Minute.',
    room: 'ein leerer Ordner für die Probe',
    roomNote: 'Alle, die teilnehmen, arbeiten darin.',
    trainer: 'ein eigener leerer Ordner',
    trainerNote: 'Am besten auf einem eigenen Stick, und nicht im Ordner der Probe: Die Liste liegt darin.',
    name: 'Ihr Name',
    custodians: 'Verwahrer',
    required: 'Wie viele kommen müssen',
    choose: 'Wählen …',
    team: 'Wer was spielt',
    teamText:
      'Der Leitfaden übergibt nach diesen Namen, und die Auswertung nennt sie. Wer hier keinen hat, heißt nach der Rolle. Eine Person darf mehrere Rollen spielen, soweit die Regeln einer Zeremonie es erlauben: Tippen Sie denselben Namen zweimal.',
    faults: 'Was schiefgehen wird',
    sealing:
      'Die Liste wird versiegelt: Alle bekommen ihren Fingerabdruck, niemand kann sie mehr ändern, und gezeigt wird sie nur noch aus Ihrem Ordner.',
    deed: 'Anlegen und die Liste versiegeln',
    waiting: 'Schlüssel, HSMs und eine Sicherung entstehen …',
  },
  guide: {
    now: 'Was als Nächstes kommt',
    done: 'Alles ist getan',
    look: 'Noch einmal nachsehen',
    toSession: 'Zur Sitzung',
    stage: (at, of) => `Abschnitt ${at} von ${of}`,
    shares: (have, required) => `${have} von ${required} Anteilen sind da.`,
    thisWindow: 'in diesem Fenster',
    otherWindow: (window) => `im anderen Fenster: ${window}`,
    bothWindows: 'in beiden Fenstern',
    who: 'Wer an der Reihe ist',
    after: (title) => `Danach: ${title}`,
    handOver: 'Dann übergeben an',
    same: 'Dieselben Personen machen weiter.',
    all: 'Alle Abschnitte',
    columns: { stage: 'Abschnitt', window: 'Fenster', who: 'Wer', state: 'Stand' },
    states: { done: 'erledigt', now: 'jetzt', later: 'später' },
    room: 'Diese Probe',
    folder: 'Ordner',
    ceremony: 'Zeremonie-Kennung',
    plan: 'Hash des Plans',
    trainer: 'Übungsleitung',
    seal: 'Siegel der Liste',
    how: 'Auf der Offline-Seite gilt die Kennung oben, und unter „Sticks“ gelten die Ordner: offline ist EIGEN, usb-in ist EIN, usb-out ist AUS, und jeder Verwahrer bringt den eigenen aus sticks. Im Online-Fenster wechseln sich beide Bediener ab: Einer verlässt die Zeremonie, der andere öffnet sie mit der eigenen Identität. Nach einem Neustart eines Fensters öffnen Sie diesen Ordner dort wieder.',
    close: 'Diese Probe schließen',
  },
  trainer: {
    title: 'Für die Übungsleitung',
    text: 'Öffnen Sie Ihren Ordner, wenn sonst niemand den Bildschirm sieht: Die Liste liegt darin.',
    what: 'der Ordner der Übungsleitung',
    hidden: 'Die Liste ist auf dem Bildschirm. Legen Sie sie weg, bevor jemand anders hinsieht.',
    before: 'Noch nicht ausgelöst.',
    begun: 'begonnen, nicht beendet',
    begunText:
      'Mittendrin endete das Programm. Lösen Sie es jetzt von vorn aus, oder beheben Sie es: Bis dahin gilt es als nicht ausgelöst.',
    injected: (time) => `ausgelöst um ${time} UTC`,
    putRight: (time) => `behoben um ${time} UTC`,
    custodian: (fault) => `Wessen Stick: ${fault}`,
    choose: 'Wählen …',
    inject: 'Jetzt auslösen',
    injectNamed: (fault) => `Jetzt auslösen: ${fault}`,
    putRightNow: 'Beheben',
    putRightNamed: (fault) => `Beheben: ${fault}`,
    close: 'Die Liste weglegen',
    score: 'Den Umschlag öffnen und das Ergebnis zeigen',
    early: 'Die Probe ist nicht zu Ende',
    earlyText:
      'Es stehen noch Abschnitte aus, und Fehler können noch bemerkt werden. Das Ergebnis nennt jeden Fehler der Liste: Wer es gesehen hat, kann den Rest nicht mehr üben.',
    scoreNow: 'Trotzdem auswerten',
    notYet: 'Noch nicht: zurück',
    scoreNote: 'Am Ende, gemeinsam mit allen. Das Ergebnis nennt jeden Fehler der Liste.',
  },
  score: {
    counted:
      'Zwei Punkte für einen Fehler, der mit einer Ausnahme behandelt wurde, einer für einen, der nur bemerkt wurde.',
    seal: 'Siegel der Liste: mit dem Papier von vor der Probe vergleichen',
  },
  papers: {
    show: {
      'rehearsal-guide': 'Den Leitfaden auf Papier ansehen',
      'rehearsal-report': 'Den Bericht auf Papier ansehen',
    },
    save: 'Als PDF speichern',
  },
};
