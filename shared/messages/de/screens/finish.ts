// German: the end of a session.
import type { ScreenTexts } from '../../catalogue.ts';
import { number, plural } from '../formats.ts';

export const finish: ScreenTexts['finish'] = {
  over: 'Diese Sitzung ist zu Ende',
  title: 'Diese Sitzung beenden',
  overLead:
    'Alle Prozesse mit Geheimnissen sind beendet. Vergleichen Sie diese Liste mit der Niederschrift, und nehmen Sie dann jeden Stick heraus.',
  lead: 'Beim Beenden wird jeder Prozess beendet, der ein Geheimnis hält. Geschriebene Dateien bleiben, wo sie sind.',
  achieved: {
    taken: 'Das neue HSM hat den Wiederherstellungs-Blob angenommen.',
    takenNext: 'Als Nächstes spielen die Bediener die Sicherung zurück. An dieser Maschine ist nichts mehr zu tun.',
    blobOut: 'Der Wiederherstellungs-Blob ist gebaut und auf dem AUS-Stick.',
    blobOutNext: 'Als Nächstes: Bringen Sie den AUS-Stick zur Online-Maschine.',
    blob: 'Der Wiederherstellungs-Blob ist gebaut. Er ist noch auf keinem Stick.',
    blobNext: 'Als Nächstes: Schreiben Sie ihn auf den AUS-Stick, bevor diese Sitzung beendet wird.',
    custodians:
      'Verwahrer: Versiegeln Sie Ihren Stick in einem neuen Beutel, und legen Sie ihn dorthin zurück, wo er verwahrt wird. Zu Hause dürfen Sie sagen, dass Sie hier waren und Ihren Anteil gegeben haben. Sagen Sie niemandem das Kennwort, wer sonst kam oder wo Sticks liegen.',
    quorum: 'Das Quorum ist nachgewiesen: Diese Verwahrer können die Sicherheitsdomäne wieder zusammensetzen.',
    proven: (copies) => `Alle ${copies} Kopien der neuen Schlüssel sind nachgewiesen.`,
    provenNext: 'Als Nächstes: Versiegeln Sie die Sticks, und bewahren Sie das Verwahr-Register auf.',
    keys: (count) =>
      plural(count, {
        one: '1 neuer Schlüssel ist auf seinem Stick.',
        other: `${count} neue Schlüssel sind auf ihren Sticks.`,
      }),
    keysNext: 'Als Nächstes: Bringen Sie die Zertifikate zur Aktivierung. Die Schlüssel bleiben auf ihren Sticks.',
    copies: (have, required) => `${have} von ${required} Kopien sind nachgewiesen.`,
  },
  noFile: 'In dieser Sitzung wurde keine Datei geschrieben.',
  back: 'Zurück zum ersten Bildschirm',
  wipe: 'Speicher löschen und beenden',
  noException: 'Es wurde keine Ausnahme vermerkt.',
  exceptions: 'Ausnahmen',
  number: 'Nr.',
  happened: 'Was geschah',
  decision: 'Entscheidung',
  affectsTrust: 'Berührt das Vertrauen',
  trust: { no: 'nein', yes: 'ja', unknown: 'nicht bekannt' },
  log: {
    region: 'Das Protokoll dieser Sitzung',
    lead: 'Es sagt, welche Kopien ihren Anteil geöffnet haben, und wann. Bringen Sie es auf dem AUS-Stick zum Verwahr-Register: Ohne das Protokoll erfährt das Register von keinem Nachweis.',
    write: 'Das Protokoll auf den AUS-Stick schreiben und zurücklesen',
    written:
      'Das Protokoll ist auf dem AUS-Stick. Tragen Sie es unter „Verwahr-Register“ in das aufbewahrte Register ein.',
  },
  files: {
    caption: 'In dieser Sitzung geschriebene Dateien',
    file: 'Stick und Datei',
    sha256: 'SHA-256',
    readBack: 'Zurückgelesen',
    bytes: (bytes) => `${number(bytes)} Bytes`,
    same: 'gleich',
    differs: 'weicht ab',
  },
};
