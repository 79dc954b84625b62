// German: building the restore blob.
import type { ScreenTexts } from '../../catalogue.ts';
import { number, plural } from '../formats.ts';

export const build: ScreenTexts['build'] = {
  built: 'Der Wiederherstellungs-Blob ist gebaut',
  proven: 'Das Quorum ist nachgewiesen',
  prove: 'Das Quorum nachweisen',
  build: 'Den Wiederherstellungs-Blob bauen',
  drillLead: '<term>Quorum-Übung</term>: Es entsteht kein Blob, und es wird keine Datei geschrieben.',
  lead: 'Die Sicherheitsdomäne wird im Speicher geöffnet, Stück für Stück geprüft und für das neue HSM verschlossen: der <term>Wiederherstellungs-Blob</term>.',
  before: 'Vor dem Bauen',
  shares: (have, required) => `Anteile im Speicher: <count>${have}</count> von ${required} nötigen.`,
  aloud:
    'Die Zeremonienleitung liest Name und Wörter noch einmal laut von diesem Bildschirm vor; der Zeuge liest auf Papier mit.',
  forHsm: 'Für das HSM',
  words: 'Wörter des Austausch-Zertifikats',
  holdToProve: 'Gedrückt halten: Quorum nachweisen',
  holdToBuild: 'Gedrückt halten: bauen',
  twoPeople: 'Wählen Sie zwei Personen. Dann drücken und halten, mit der Maus oder der Leertaste.',
  blob: 'Wiederherstellungs-Blob',
  authentic: (parts) =>
    plural(parts, {
      one: 'Der eine versiegelte Teil war echt. Anteile, Hauptschlüssel und Inhalte sind aus dem Speicher dieser Maschine gelöscht: Die Prozesse, die sie hatten, sind beendet.',
      other: `Alle ${parts} versiegelten Teile waren echt. Anteile, Hauptschlüssel und Inhalte sind aus dem Speicher dieser Maschine gelöscht: Die Prozesse, die sie hatten, sind beendet.`,
    }),
  size: 'Größe',
  bytes: (bytes) => `${number(bytes)} Bytes`,
  lockedTo: 'Verschlossen für das Zertifikat',
  sha256: 'SHA-256 des Wiederherstellungs-Blobs',
  writtenDown: 'Aufgeschrieben: weiter',
  proof: 'Nachweis',
  provenText: (parts) =>
    plural(parts, {
      one: 'Die Anteile ergaben den Hauptschlüssel, und der eine versiegelte Teil war damit echt. Alles ist wieder aus dem Speicher dieser Maschine gelöscht. Es wurde keine Datei geschrieben.',
      other: `Die Anteile ergaben den Hauptschlüssel, und alle ${parts} versiegelten Teile waren damit echt. Alles ist wieder aus dem Speicher dieser Maschine gelöscht. Es wurde keine Datei geschrieben.`,
    }),
  goOn: 'Weiter',
};
