// German: what every screen has: its frame, first help, the language, and a refusal as people read it.
import { stepNames } from '../step-names.ts';
import type { ScreenTexts } from '../../catalogue.ts';
import { number, plural } from '../formats.ts';

export const frame: ScreenTexts['frame'] = {
  modes: {
    production: 'ECHTBETRIEB',
    practice: 'ÜBUNG',
    preview: 'ÜBUNGSVORSCHAU',
  },
  exception: 'Ausnahme',
  incident: 'Vorfall',
  tools: 'Papiere und Nachweise',
  help: 'Hilfe',
  close: 'Schließen',
  steps: 'Schritte',
  stepOf: (step, of, title) => `Schritt ${step} von ${of}: ${title}`,
  skip: 'Zu diesem Schritt springen',
  done: '(erledigt)',
  notYet: (first) => `Schließen Sie zuerst „${first}“ ab.`,
  version: (version) => `Version ${version}`,
  idle: {
    somebody: 'Ist jemand da?',
    ends: (seconds) =>
      plural(seconds, {
        one: `Diese Eingabe endet in ${seconds} Sekunde. Drücken Sie eine beliebige Taste, um weiterzumachen.`,
        other: `Diese Eingabe endet in ${seconds} Sekunden. Drücken Sie eine beliebige Taste, um weiterzumachen.`,
      }),
  },
  rail: {
    titles: {
      clock: 'Maschine und Uhr',
      gap: 'Netztrennung',
      sticks: 'Die Sticks',
      plan: 'Plan und Identität',
      pairing: 'Die andere Maschine',
      'security-domain': 'Sicherheitsdomäne',
      'exchange-key': 'Austauschschlüssel',
      custodians: 'Verwahrer',
      build: 'Bauen',
      export: 'Auf AUS-Stick schreiben',
      outcome: 'Ergebnis',
      keys: 'Neue Schlüssel',
      'new-keys': 'Neue Schlüssel',
      certificates: 'Auf AUS-Stick schreiben',
      domain: 'Sicherheitsdomäne',
      proofs: 'Nachweise',
      register: 'Verwahr-Register',
      finish: 'Beenden',
    },
    marks: {
      running: 'läuft',
      refused: 'abgelehnt',
      failed: 'eine Prüfung scheiterte',
      locked: 'die Wörter stimmten nicht',
      unknown: 'Ausgang unbekannt',
      interrupted: 'Ausgang nicht erfragt',
      stops: 'Hindernisse',
      notCompared: 'nicht verglichen',
      partlyCompared: 'teils verglichen',
      differs: (count) => plural(count, { one: '1 Unterschied', other: `${number(count)} Unterschiede` }),
    },
    proveQuorum: 'Quorum nachweisen',
    custodianOf: (custodian, required) => `Verwahrer ${custodian} von ${required}`,
    twoPeople: 'Zwei Personen',
    builders: 'Zeremonienleitung und Zeuge',
    custodian: 'Verwahrer',
    operator: 'Bediener',
  },
  alarm: {
    title: 'Halt: Lesen Sie dies',
    stopped: 'Das Programm hat zur Sicherheit angehalten',
    read: 'Wir haben es gelesen',
  },
  notDrawn: {
    title: 'Diese Ansicht ließ sich nicht zeichnen',
    safe: 'Nichts ist verloren: Was getan wurde, hält das Programm mit seinem Journal fest, nicht diese Ansicht.',
    todo: 'Zeigen Sie sie noch einmal. Kommt dies wieder, beenden Sie das Programm, starten Sie es neu und gehen Sie von seiner ersten Ansicht aus weiter.',
    again: 'Noch einmal zeigen',
  },
  facts: {
    turn: 'An der Reihe',
    gap: 'Netztrennung',
    looking: 'wird geprüft …',
    closed: 'getrennt',
    open: (ways) => plural(ways, { one: 'OFFEN: 1 Weg hinaus', other: `OFFEN: ${ways} Wege hinaus` }),
    clock: 'Wanduhr',
    notEntered: 'nicht eingegeben',
    agrees: 'stimmt',
    ahead: (minutes) => `Maschine geht ${minutes} min vor`,
    behind: (minutes) => `Maschine geht ${minutes} min nach`,
    exceptions: 'Ausnahmen',
  },
  recoveryClock: {
    keysBack: 'Voraussichtlich fertig',
    due: (left) => `in ${left}`,
    over: (over) => `${over} über der Zeit`,
    title: 'Die Uhr der Wiederherstellung',
    planned: (time) => `geplant ${time}`,
    passed: 'nicht in diesem Journal',
    late: (time) => `${time} zu spät`,
    early: (time) => `${time} früher`,
    estimate: (time) => `Wenn alles Übrige so lange dauert wie geplant, sind die Schlüssel um ${time} UTC zurück.`,
    limit: (time) => `Zurück sein sollen sie bis ${time} UTC.`,
    back: (time) => `Die Schlüssel sind seit ${time} UTC zurück.`,
    reason: {
      ended: (step, time) => `„${step}“ endete ${time} später als geplant.`,
      early: (step, time) => `„${step}“ endete ${time} früher als geplant.`,
      overdue: (step, time) => `„${step}“ endet frühestens ${time} später als geplant.`,
    },
    calls: { ...stepNames, 'exchange-key': 'Prüfung des Austauschschlüssels', blob: 'Bau des Blobs' },
  },
};

export const help: ScreenTexts['help'] = {
  title: 'Hilfe',
  lead: 'Links sehen Sie, wo Sie sind; der nächste Schritt ist immer offen. Oben steht, wer an der Reihe ist. Durch Ansehen können Sie nichts beschädigen. Alles, was sich nicht rückgängig machen lässt, braucht zwei Personen und einen langen Druck.',
  keys: 'Tasten: Tab geht weiter, Umschalt und Tab geht zurück, Pfeile wählen, Leertaste oder Eingabe drückt, Escape schließt ein Fenster. Unterstrichene Wörter erklären sich, wenn Sie sie erreichen.',
  ask: 'Wen fragen',
  askWhom:
    'Die Person, die leitet: die Zeremonienleitung, im Notfall die zweite Person. Sie entscheidet über Ausnahmen. Niemand braucht Ihr Kennwort, um Ihnen zu helfen.',
  terms: 'Begriffe',
  close: 'Schließen',
};

export const settings: ScreenTexts['settings'] = {
  legend: 'Sprache',
  lost: 'Ihre Wahl ist nicht gespeichert. Wählen Sie noch einmal.',
};

export const refused: ScreenTexts['refused'] = {
  title: 'Dies wurde abgelehnt',
  happened: 'Was geschehen ist',
  safe: 'Was noch sicher ist',
  todo: 'Was zu tun ist',
  code: 'Für die Niederschrift',
  /** Before the answers on a terminal. */
  commandLine: { safe: 'Sicher:', todo: 'Zu tun:', fault: 'Fehlercode' },
  /** Where a finished package is only checked. */
  ofCheck: {
    safe: 'Die Beweismappe wurde nur gelesen, und nichts wurde geändert.',
    todo: 'Verlassen Sie sich nicht auf diese Beweismappe. Nehmen Sie eine andere Kopie. Wird auch die abgelehnt, fragen Sie, wer sie erstellt hat.',
    outOfOrder: (rules, after) =>
      `Ein Journal verletzt nach Ereignis ${after} die Reihenfolge einer Wiederherstellung (${rules}).`,
  },
};
