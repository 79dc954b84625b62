// German: custodians at the screen.
import type { ScreenTexts } from '../../catalogue.ts';
import { plural } from '../formats.ts';

export const custodians: ScreenTexts['custodians'] = {
  atScreen: {
    title: 'Ein Verwahrer ist am Bildschirm',
    lead: 'Er ist über dieser Seite an der Reihe, bis sein Stick draußen ist.',
  },
  opening: {
    title: 'Ihr Anteil wird geöffnet …',
    lead: 'Warten Sie: ein bis zwei Sekunden, bei einem stark geschützten Schlüssel länger. Das tut ein eigener Prozess, der mit Ihrem Schlüssel endet.',
  },
  count: (have, required) => `${have} von ${required}`,
  waiting: {
    full: 'Alle, die gebraucht werden, waren hier',
    allProven: 'Jede Kopie jedes Schlüssels ist nachgewiesen',
    next: 'Wer kommt als Nächstes?',
    drillLead:
      '<check>Anteilsprüfung</check>: Jeder Verwahrer öffnet seinen eigenen Anteil mit beiden Kopien seines Schlüssels, nacheinander. Ein Schlüssel auf einem Token hat keine Kopie. Nichts wird zusammengesetzt, nichts behalten.',
    lead: 'Jeder <custodian>Verwahrer</custodian> kommt allein. Nur der geöffnete <share>Anteil</share> bleibt im Speicher, in einem Prozess ohne Weg hinaus; der Schlüssel wird jedes Mal aus dem Speicher gelöscht.',
    proven: 'Kopien nachgewiesen',
    given: 'Anteile gegeben',
    before: 'Bevor Sie weitergehen:',
    lookAway: 'Bitten Sie alle außer dem nächsten Verwahrer, von Bildschirm und Tastatur wegzusehen.',
    who: 'Wer kommt?',
    which: 'Welche Kopie ist es? Das steht auf dem Etikett des Sticks. Ein Token ist Kopie 1.',
    copy: (copy) => `Kopie ${copy}`,
    stop: (open) =>
      plural(open, { one: 'Beenden; 1 Kopie bleibt offen', other: `Beenden; ${open} Kopien bleiben offen` }),
    begin: 'Die anderen sehen weg. Ich bin der Verwahrer.',
    goOn: 'Weiter',
  },
  restart: {
    open: 'Alle Anteile verwerfen und neu beginnen',
    price: (shares) =>
      plural(shares, {
        one: '1 Anteil wird endgültig verworfen. Sein Verwahrer muss noch einmal kommen.',
        other: `${shares} Anteile werden endgültig verworfen. Ihre Verwahrer müssen noch einmal kommen.`,
      }),
    hold: 'Gedrückt halten: alle Anteile verwerfen',
  },
  list: {
    number: 'Nr.',
    keyFile: 'Verwahrer und Schlüsseldatei',
    thumbprint: 'Fingerabdruck des Zertifikats des Verwahrers',
    time: 'Zeit',
    copies: 'Schlüssel und ihre Kopien',
    proven: 'nachgewiesen',
    onItsWord: 'geöffnet, sagt sein Prozess: kein Zertifikat neben dem Schlüssel',
    onTokensWord: 'geöffnet, sagt der Prozess des Tokens',
    noCopy: 'keine: Der Schlüssel ist auf einem Token',
    open: 'offen',
  },
  accepted: {
    title: 'Ihr Anteil ist angenommen',
    thanks: 'Danke. Ihr Schlüssel ist hier vergessen.',
    soFar: 'Anteile bisher',
    provenSoFar: 'Kopien bisher nachgewiesen',
    keyFile: 'Schlüsseldatei',
    certificate: 'Ihr Zertifikat',
    secrets: 'Schlüssel und Kennwort',
    wiped: 'überschrieben; der Prozess, der sie hatte, ist beendet',
    stick: 'Auf Ihrem Stick',
    unwritten: 'wurde nichts geschrieben',
    takeOut: (name) => `Nehmen Sie Ihren Stick „${name}“ jetzt heraus.`,
    handOver: 'Geben Sie Ihren Stick der Medienverwaltung zum Versiegeln.',
    keep: 'Behalten Sie Ihren Stick bei sich, bis er wieder versiegelt wird.',
    other: (copy) =>
      `Kopie ${copy} dieses Schlüssels ist noch offen: Bringen Sie sie jetzt, oder lassen Sie sie an einem anderen Tag bringen.`,
  },
  onToken: {
    thanks: 'Danke. Ihre PIN ist hier vergessen.',
    keyFile: 'Token',
    secrets: 'PIN',
    stick: 'Ihr Schlüssel',
    unwritten: 'hat das Token nie verlassen',
    takeOut: (name) => `Nehmen Sie Ihr Token „${name}“ jetzt heraus.`,
    handOver: 'Geben Sie Ihr Token der Medienverwaltung zum Versiegeln.',
    keep: 'Behalten Sie Ihr Token bei sich, bis es wieder versiegelt wird.',
  },
  key: {
    insert: 'Stecken Sie Ihren Stick ein',
    title: 'Ihr Schlüssel',
    withCopy: (copy) => `Kopie ${copy}. Nur Sie sehen jetzt auf diesen Bildschirm.`,
    only: (who) => `Nur ${who} sieht jetzt auf diesen Bildschirm.`,
    which: 'Welche Datei ist Ihr Schlüssel?',
    noKey: (stick) => `Auf „${stick}“ wurde kein Schlüssel gefunden.`,
    take: 'Das ist mein Schlüssel',
    back: 'Abbrechen',
  },
  help: {
    label: 'Ich brauche Hilfe',
    lines: [
      'Nicht Ihr Stick? Ziehen Sie ihn heraus, und stecken Sie Ihren ein.',
      'Sie haben das Kennwort vergessen? Niemand kann es nachsehen. Brechen Sie ab: Ein anderer Verwahrer kann kommen.',
      'Jemand sieht zu, oder Sie sind nicht sicher? Brechen Sie ab. Von Ihrem Schlüssel bleibt hier nichts.',
    ],
    token: 'Mein Schlüssel ist auf einem Token (Karte, YubiKey)',
    every: 'Alle Dateien zeigen',
    otherKey: 'Meinen Schlüssel noch einmal wählen',
  },
};
