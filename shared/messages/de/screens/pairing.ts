// German: pairing by typed words.
import type { ScreenTexts } from '../../catalogue.ts';

export const pairing: ScreenTexts['pairing'] = {
  title: 'Zwei Maschinen koppeln',
  lead: 'Beide Seiten berechnen einen Code aus den zwei Signaturschlüsseln und der Zeremonie. Hat jemand einen Schlüssel vertauscht, so unterscheiden sich die Codes.',
  machines: 'Die zwei Maschinen',
  ceremony: 'Zeremonie-Kennung',
  ceremonyDetail: 'Abgetippt vom Deckblatt des gedruckten Ablaufs.',
  offline: 'Identität der Offline-Seite',
  online: 'Identität der Online-Seite',
  what: 'Was wir tun',
  type: { title: 'Wir tippen', detail: 'Die andere Seite liest uns vor. Vorher wird nichts gezeigt.' },
  read: { title: 'Wir lesen vor', detail: 'Die andere Seite tippt. Unser Code wird gezeigt.' },
  first: 'Geben Sie zuerst die Kennung ein und wählen Sie beide Identitäten; die öffentlichen Hälften genügen.',
  region: 'Code eintippen',
  words: 'Die 32 Wörter, Zeile für Zeile',
  why: 'Warum so viele: Wer Schlüssel anlegt, bis ein kurzer Code passt, braucht für sechs Wörter Minuten und für alle 32 mehr Zeit, als es gibt. Es geschieht einmal für jedes Paar.',
  row: (name) => `Zeile ${name}: acht Wörter`,
  progress: (words) => `${words} von 32 Wörtern`,
  allThere: 'Alle 32 Wörter sind da.',
  unknown: (row, place, word) =>
    `Zeile ${row}, Wort ${place}: „${word}“ ist kein Wort der Liste. Lassen Sie es noch einmal vorlesen.`,
  outOfStep: (row, place, word) =>
    `Zeile ${row}, Wort ${place}: „${word}“ kann an dieser Stelle nicht stehen. Ein Wort wurde ausgelassen, doppelt gesagt oder vertauscht.`,
  tooMany: (row, words) => `Zeile ${row} hat ${words} Wörter; es sollten acht sein.`,
  tries: 'Nach zwei falschen Versuchen ist diese Kopplung geschlossen.',
  journal: 'Nicht nötig. Wenn Sie eines wählen, wird die Kopplung darin vermerkt.',
  challenge: 'Die Zahl, die die andere Maschine ausgegeben hat',
  challengeDetail: (typed) =>
    `32 Hex-Ziffern (${typed} eingetippt). Jedes Bündel, das wir senden, muss auf sie antworten. Lassen Sie das Feld leer, wenn sie schon vermerkt ist.`,
  compare: 'Vergleichen',
  show: 'Unseren Code zeigen',
  agree: 'Sie stimmen überein: Beide Maschinen sehen dieselben zwei Schlüssel.',
  noted: 'Das Journal nennt nun den Schlüssel der anderen Maschine.',
  change: 'Tauschen Sie jetzt die Rollen: Lesen Sie diesen Code der anderen Seite vor.',
  slowly: 'Lesen Sie die Wörter langsam vor, Zeile für Zeile. Die andere Seite sagt, ob sie übereinstimmen.',
  code: 'Code der Kopplung',
  codeLabel: 'Der Code: Wörter zum Vorlesen, Ziffern zum Vergleichen',
  offlineMachine: 'Offline-Maschine',
  onlineMachine: 'Online-Maschine',
  heldBy: (role, holder) => `${role}, gehalten von ${holder}`,
};
