// German: the frame round every screen.
import type { ScreenTexts } from '../../catalogue.ts';
import { plural } from '../formats.ts';

export const frame: ScreenTexts['frame'] = {
  modes: {
    production: 'ECHTBETRIEB',
    practice: 'ÜBUNG',
    preview: 'ÜBUNGSVORSCHAU',
  },
  exception: 'Ausnahme',
  desk: 'Papiere und Nachweise',
  help: 'Hilfe',
  close: 'Schließen',
  steps: 'Schritte',
  done: '(erledigt)',
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
      sticks: 'Die Sticks',
      plan: 'Plan und Identität',
      pairing: 'Die andere Maschine',
      'security-domain': 'Sicherheitsdomäne',
      'exchange-key': 'Austauschschlüssel',
      custodians: 'Verwahrer',
      build: 'Bauen',
      export: 'Auf AUS senden',
      outcome: 'Was daraus wurde',
      keys: 'Neue Schlüssel',
      'new-keys': 'Neue Schlüssel',
      certificates: 'Auf AUS senden',
      domain: 'Sicherheitsdomäne',
      proofs: 'Nachweise',
      register: 'Verwahr-Register',
      finish: 'Beenden',
    },
    proveQuorum: 'Quorum nachweisen',
    custodianOf: (custodian, required) => `Verwahrer ${custodian} von ${required}`,
    builders: 'Zeremonienleitung und Zeuge',
    custodian: 'Verwahrer',
    operator: 'Bediener',
  },
  alarm: {
    title: 'Halt: Lesen Sie dies',
    stopped: 'Das Programm hat von selbst angehalten',
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
    agrees: 'stimmt überein',
    ahead: (minutes) => `Maschine geht ${minutes} min vor`,
    behind: (minutes) => `Maschine geht ${minutes} min nach`,
    exceptions: 'Ausnahmen',
  },
};
