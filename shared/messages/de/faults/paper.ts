// German sentences for what can be wrong with what people read, type and print.
import { assertNever } from '../../../faults/fault.ts';
import type { PaperFault, QuorumProblem, WordProblem } from '../../../faults/paper.ts';
import { visibleText } from '../../../formatting/visible-text.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { formProblemsText } from '../form-problems.ts';
import { inGerman } from './words.ts';

const misread = (happened: string): Advice => ({
  happened,
  safe: 'Nichts wurde angenommen und nichts angezeigt.',
  todo: 'Lesen Sie den Wert noch einmal vom Papier, langsam, Gruppe für Gruppe.',
});

const unprinted = (happened: string, todo: string): Advice => ({
  happened,
  safe: 'Es wurde keine Datei geschrieben.',
  todo,
});

function problemText(problem: WordProblem): string {
  switch (problem.kind) {
    case 'unknown':
      return `Wort ${problem.position}, „${visibleText(problem.word, 24)}“, steht nicht in der Liste`;
    case 'out-of-step':
      return `Wort ${problem.position}, „${problem.word}“, kann an dieser Stelle nicht stehen: Davor fehlt eines oder ist eines zu viel`;
    case 'doubled':
      return `Wort ${problem.position}, „${problem.word}“, wurde zweimal gesagt`;
    case 'swapped':
      return `die Wörter ${problem.position} und ${problem.position + 1} sind vertauscht`;
    case 'dropped':
      return `Wort ${problem.position} fehlt`;
    case 'count':
      return `es sind ${problem.have} Wörter; es müssen ${problem.expected} sein`;
    default:
      return assertNever(problem);
  }
}

const quorumProblemText = (problem: QuorumProblem): string =>
  problem.kind === 'custodians'
    ? `Er hat ${problem.count} Verwahrer; es müssen 3 bis 10 sein`
    : `Er hat ein Quorum von ${problem.quorum}; es muss 2 bis ${problem.custodians} sein`;

export const paperAdvice: AdviceBook<PaperFault> = {
  FINGERPRINT_HEX_LENGTH: ({ have, expected }) =>
    misread(`Der Fingerabdruck hat ${have} Ziffern; es müssen ${expected} sein.`),
  FINGERPRINT_HEX_DIGIT: ({ group, digit }) =>
    misread(
      `Ziffer ${digit} der Gruppe ${group} ist keine von 0–9 und a–f. Achten Sie auf O statt 0 und auf l statt 1.`,
    ),
  FINGERPRINT_WORDS: ({ problems }) => misread(`Die Wörter passen nicht: ${problems.map(problemText).join('; ')}.`),
  READ_BACK_RANDOMNESS: () => ({
    happened: 'Die Stellen, nach denen gefragt wird, konnten nicht zufällig gezogen werden.',
    safe: 'Nichts wurde angezeigt.',
    todo: 'Starten Sie das Programm neu. Geschieht es wieder, vermerken Sie eine Ausnahme.',
  }),
  READ_BACK_CLOSED: () => ({
    happened: 'Dieser Vergleich ist beendet; er nimmt keine Antworten mehr an.',
    safe: 'Sein Ergebnis steht im Journal.',
    todo: 'Gehen Sie zum nächsten Schritt, oder vermerken Sie eine Ausnahme.',
  }),
  SCRIPT_PLAN_UNFIT: ({ problems }) =>
    unprinted(
      `Der Plan passt nicht zu diesem Dokument: ${problems.map(quorumProblemText).join('; ')}.`,
      'Berichtigen Sie den Plan, lassen Sie ihn neu freigeben, und drucken Sie noch einmal.',
    ),
  DOCUMENT_NEEDS: ({ document, needs }) =>
    unprinted(
      `Für das Dokument „${document}“ fehlt: ${inGerman(needs)}.`,
      'Geben Sie an, was fehlt, und drucken Sie noch einmal.',
    ),
  DOCUMENT_DATA_INVALID: ({ problems }) =>
    unprinted(
      `Die Daten für das Dokument passen nicht. ${formProblemsText(problems)}`,
      'Berichtigen Sie die Datei, und drucken Sie noch einmal.',
    ),
  DOCUMENT_CUSTODIAN: ({ custodian }) =>
    unprinted(
      `Der Plan hat keinen Verwahrer mit diesem Kürzel: ${visibleText(custodian, 12)}.`,
      'Wählen Sie ein Kürzel, das im Plan steht, zum Beispiel C1, und drucken Sie noch einmal.',
    ),
  DOCUMENT_SIDE: ({ asked, found }) =>
    unprinted(
      `Verlangt wurde eine Niederschrift der ${asked === 'offline' ? 'Offline' : 'Online'}-Seite; dieses Journal schrieb die ${found === 'offline' ? 'Offline' : 'Online'}-Seite.`,
      'Wählen Sie das Journal der verlangten Seite; oder lassen Sie die Seite weg: Ein Journal nennt seine eigene.',
    ),
  PRINTER_NOT_LOCAL: ({ printer }) => ({
    happened: `Vom Drucker „${visibleText(printer, 60)}“ ist nicht bekannt, dass er mit einem eigenen Kabel an dieser Maschine angeschlossen ist.`,
    safe: 'Es wurde nichts an ihn geschickt.',
    todo: 'Verwenden Sie einen Drucker am USB-Kabel; oder speichern Sie das PDF, und drucken Sie es, wo das erlaubt ist.',
  }),
  PRINT_NOT_DONE: ({ printer }) => ({
    happened: `Der Drucker „${visibleText(printer, 60)}“ hat die Seiten nicht angenommen.`,
    safe: 'Das Dokument ist unverändert. Ein Teil davon kann auf Papier sein: Legen Sie es in den Beutel zum Vernichten.',
    todo: 'Sehen Sie nach Papier und Kabel, und drucken Sie noch einmal; oder speichern Sie das PDF.',
  }),
  DISPLAY_MISSING: () =>
    unprinted(
      'Ein PDF braucht eine Anzeige, und das Programm wurde ohne eine gestartet.',
      'Starten Sie das Programm mit xvfb-run (wird mit xvfb installiert); oder drucken Sie als HTML (--format html) mit der Druckfunktion eines beliebigen Browsers.',
    ),
  PRINTER_MISSING: () =>
    unprinted(
      'Auf dieser Maschine gibt es kein Chromium, das ein PDF machen könnte.',
      'Drucken Sie als HTML mit der Druckfunktion eines beliebigen Browsers, oder speichern Sie das PDF in der App.',
    ),
  PRINTER_FAILED: ({ reason }) =>
    unprinted(
      {
        exit: 'Chromium endete ohne ein PDF.',
        timeout: 'Chromium wurde nicht fertig.',
        'no-pdf': 'Chromium hinterließ eine Datei, die kein PDF ist.',
      }[reason],
      'Versuchen Sie es noch einmal; oder drucken Sie als HTML mit der Druckfunktion eines beliebigen Browsers.',
    ),
};
