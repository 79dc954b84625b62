// German: the end of a session.
import type { ScreenTexts } from '../../catalogue.ts';
import { number } from '../formats.ts';

export const finish: ScreenTexts['finish'] = {
  over: 'Diese Sitzung ist zu Ende',
  title: 'Diese Sitzung beenden',
  overLead:
    'Alle Prozesse mit Geheimnissen sind beendet. Vergleichen Sie diese Liste mit der Niederschrift, und nehmen Sie dann jeden Stick heraus.',
  lead: 'Beim Beenden wird jeder Prozess beendet, der ein Geheimnis hält. Geschriebene Dateien bleiben, wo sie sind.',
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
