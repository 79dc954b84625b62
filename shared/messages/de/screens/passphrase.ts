// German: what somebody types whom nobody watches.
import type { ScreenTexts } from '../../catalogue.ts';

export const passphrase: ScreenTexts['passphrase'] = {
  actions: {
    share: 'Meinen Anteil öffnen',
    pin: 'Meinen Anteil öffnen',
    'copy-check': 'Diese Kopie prüfen',
    'new-key': 'Schlüssel erzeugen',
    identity: 'Meine Identität öffnen',
    'new-identity': 'Identität erzeugen',
    'sas-token': 'Dieses Zugangstoken (SAS) verwenden',
    'client-secret': 'Mit diesem Geheimnis anmelden',
  },
  choose: 'Wählen Sie ein Kennwort',
  yours: 'Ihr Kennwort',
  pin: 'Die PIN Ihres Tokens',
  pinLabel: 'PIN',
  lastTry: 'Gedrückt halten: den letzten Versuch verwenden',
  sasToken: 'Zugangstoken (SAS)',
  sasTokenLabel: 'Zugangstoken (SAS, veraltet)',
  clientSecret: 'Geheimnis der Anwendung',
  alone: 'Nur Sie sehen jetzt auf den Bildschirm.',
  label: 'Kennwort',
  stick: 'Stick',
  custodianOf: (turn, of) => `Verwahrer ${turn} von ${of}`,
  forFile: (who, file) => `${who}, <file>${file}</file>. Nur Sie sehen jetzt auf den Bildschirm.`,
  withCopy: (copy) => `Verwahrer, mit Kopie ${copy}`,
  secretFor: { backup: 'Sicherung', restore: 'Zurückspielen' },
  again: 'Noch einmal eintippen',
  keyboard: {
    capsLock: 'Die Feststelltaste ist an: Groß- und Kleinbuchstaben sind vertauscht.',
    title: 'Tastatur ausprobieren',
    layout: (letters) => `Die Tastatur tippt ${letters}. Ausprobieren`,
    test: 'Zeigt, was die Tasten tippen',
    testNote:
      'Nicht Ihr Kennwort: Tippen Sie zum Beispiel y, z, @ und -. Nichts davon wird behalten. Erscheinen die falschen Zeichen, stellen Sie im System die Sprache der Tastatur um.',
  },
  tries: (at) => `Versuch ${at}`,
  back: 'Zurück',
  problems: {
    empty: 'Es ist noch nichts eingetippt.',
    long: 'Das ist zu lang.',
    differ: 'Die beiden sind nicht gleich. Tippen Sie beide noch einmal ein, langsam.',
    short: 'Verwenden Sie mindestens zwölf Zeichen; vier zufällige Wörter sind gut.',
  },
};
