// German: new custodian keys.
import type { ScreenTexts } from '../../catalogue.ts';

export const keys: ScreenTexts['keys'] = {
  title: 'Den Schlüssel eines Verwahrers erzeugen',
  lead: 'Der Verwahrer ist allein am Bildschirm; die anderen stehen hinter der Linie. Der Schlüssel verlässt seinen Prozess nur verschlüsselt.',
  newKey: 'Neuer Schlüssel',
  number: (number) => `Schlüssel Nummer ${number}`,
  insert: 'Einen neuen, leeren Stick, nur für diesen Schlüssel.',
  alone: 'Nur Sie sehen jetzt auf diesen Bildschirm. Lassen Sie den Stick stecken, bis der Schlüssel erzeugt ist.',
  label: 'Name auf dem Etikett des Sticks',
  labelForm:
    'Buchstaben ohne Umlaute, Ziffern, Leerzeichen und Bindestriche. Daraus wird der Name der Datei und des Zertifikats.',
  size: 'Größe des Schlüssels',
  rsa3072: 'RSA-3072',
  advised: 'Empfohlen. In Sekunden erzeugt.',
  rsa4096: 'RSA-4096',
  larger: 'Größer. Kann eine Minute dauern.',
  make: 'Kennwort wählen und Schlüssel erzeugen',
  noMore: 'Keine weiteren Schlüssel: beenden',
  made: 'Schlüssel erzeugt',
  onStick: (number, label) =>
    `Schlüssel Nummer ${number}, „${label}“, ist auf dem Stick, verschlüsselt mit dem Kennwort.`,
  takeOut: 'Nehmen Sie den Stick jetzt heraus.',
  certificate: 'SHA-256 des Zertifikats: Schreiben Sie ihn vollständig auf',
};
