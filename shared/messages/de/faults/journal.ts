// German sentences for what can be wrong with the journal and the evidence package.
import type { JournalFault } from '../../../faults/journal.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { formProblemsText } from '../form-problems.ts';
import { inGerman } from './words.ts';
import { number } from '../formats.ts';
import { journal } from '../screens/journal.ts';

/** What the journal page calls a kind of event; one of another version passes as its code. */
const titleOf = (kind: string): string => Object.entries(journal.kinds).find(([each]) => each === kind)?.[1] ?? kind;

const damaged = (happened: string, lastGood: number): Advice => ({
  happened: `${happened} Das letzte gute Ereignis hat die Nummer ${lastGood}.`,
  safe: 'Alles bis zu diesem Ereignis ist vollständig. Nichts wurde geändert oder entfernt.',
  todo: 'Halten Sie an, und vermerken Sie eine Ausnahme. Mit ihr kann das beschädigte Ende abgetrennt werden; es bleibt neben dem Journal liegen.',
});
const evidence = (happened: string): Advice => ({
  happened,
  safe: 'Nichts wurde geändert. Auf die Aussagen der Beweismappe ist kein Verlass.',
  todo: 'Nehmen Sie eine andere Kopie der Beweismappe. Wird auch sie abgelehnt, fragen Sie, wer sie erstellt hat.',
});

const secondMissing: Advice = {
  ...evidence(
    'Es fehlt das Journal von Bediener 2, der den Austauschschlüssel auch abgerufen hat: Nur dieses Journal zeigt, auf welcher Maschine.',
  ),
  todo: 'Legen Sie das Journal von Bediener 2 in die Beweismappe. Ist es verloren, vermerken zwei Personen im Journal einer anderen Maschine eine Ausnahme bei Schritt Z1R, bevor sie es schließen; die Beweismappe ist dann unvollständig.',
};

/** Eine ganze Beweismappe und ein Papier, auf dem etwas anderes steht: Vielleicht hat sich jemand vertippt. */
const paperDiffers = (subject: string, typed: string, found: string): Advice => ({
  happened: `Die Eingabe vom Papier passt nicht zu dieser Beweismappe: ${subject}. Eingegeben: ${typed}. In der Mappe: ${found}.`,
  safe: 'Nichts wurde geändert. Die Mappe wurde nicht weiter geprüft.',
  todo: 'Vergleichen Sie die Eingabe Ziffer für Ziffer mit dem Papier. Steht dort, was eingegeben wurde, gehört diese Mappe nicht zu der Zeremonie: Verlassen Sie sich nicht auf sie, und fragen Sie, wer sie erstellt hat.',
});

export const journalAdvice: AdviceBook<JournalFault> = {
  JOURNAL_TORN_LINE: ({ lastGood }) =>
    damaged(
      'Die letzte Zeile des Journals ist nicht fertig: Während sie geschrieben wurde, fiel der Strom aus.',
      lastGood,
    ),
  JOURNAL_LINE_FORM: ({ lastGood, problems }) =>
    damaged(`Eine Zeile des Journals ist kein Ereignis. ${formProblemsText(problems)}`, lastGood),
  JOURNAL_LINE_NOT_CANONICAL: ({ lastGood }) =>
    damaged('Eine Zeile des Journals wurde in einer anderen Form als der unseren geschrieben.', lastGood),
  JOURNAL_NUMBERING: ({ lastGood, found }) => damaged(`Das Ereignis danach hat die Nummer ${found}.`, lastGood),
  JOURNAL_CHAIN_BROKEN: ({ lastGood }) =>
    damaged('Eine Zeile des Journals wurde verändert, entfernt oder eingefügt.', lastGood),
  JOURNAL_OUT_OF_ORDER: ({ event, rules, after }) => ({
    happened: `Das darf jetzt, nach Ereignis ${after}, nicht im Journal stehen: „${titleOf(event)}“ (${rules.join(', ')}).`,
    safe: 'Es wurde nicht getan und nicht aufgeschrieben.',
    todo: 'Führen Sie die Schritte aus, die vorher kommen müssen. Ist eine Prüfung gescheitert, vermerken Sie zuerst eine Ausnahme.',
  }),
  JOURNAL_EVENT_FORM: ({ problems }) => ({
    happened: `Das Ereignis kann nicht aufgeschrieben werden. ${formProblemsText(problems)}`,
    safe: 'Es wurde nichts geschrieben.',
    todo: 'Berichtigen Sie, was eingegeben wurde.',
  }),
  JOURNAL_VERSION: ({ found, expected }) => ({
    happened: `Dieses Journal hat die Form ${found}; dieses Programm liest die Form ${expected}. Eine andere Version von Lifeboat hat es geschrieben.`,
    safe: 'Das Journal wurde nicht berührt.',
    todo: 'Lesen Sie es mit der Version, die es geschrieben hat. Ist es das Protokoll einer Übung, tragen Sie die Nachweise dort ein, oder wiederholen Sie die Übung.',
  }),
  JOURNAL_TOO_LARGE: ({ bytes, limit }) => ({
    happened: `Das Journal hätte ${number(bytes)} Bytes; ein Journal hat höchstens ${number(limit)}.`,
    safe: 'Nichts wurde geändert.',
    todo: 'Schließen Sie dieses Journal ab, und eröffnen Sie für den Rest ein weiteres.',
  }),
  JOURNAL_NOT_EMERGENCY: () => ({
    happened: 'Das ist nicht das Journal einer Notfall-Wiederherstellung auf dieser Maschine.',
    safe: 'Das Journal wurde nicht berührt, und nichts wurde gebaut.',
    todo: 'Wählen Sie das Journal des Notfalls, oder führen Sie die Zeremonie fort, zu der dieses Journal gehört.',
  }),
  JOURNAL_IS_SESSION: () => ({
    happened: 'Das ist das Protokoll einer Übung oder des Erzeugens von Schlüsseln. Es gehört zu keinem Plan.',
    safe: 'Das Protokoll wurde nicht berührt, und nichts wurde geschrieben.',
    todo: 'Wählen Sie das Journal der Zeremonie, für die der Plan ist. Die Nachweise einer Übung kommen in das Verwahr-Register.',
  }),
  JOURNAL_IS_EMERGENCY: () => ({
    happened: 'Das ist das Journal einer Notfall-Wiederherstellung. Es gehört zu keinem Plan.',
    safe: 'Das Journal wurde nicht berührt, und nichts wurde geschrieben.',
    todo: 'Verwenden Sie es ohne Plan. Oder wählen Sie das Journal der Zeremonie, für die der Plan ist.',
  }),
  JOURNAL_IN_USE: ({ process }) => ({
    happened: `Ein anderes Programm benutzt dieses Journal (Prozess ${process}).`,
    safe: 'Das Journal wurde nicht berührt.',
    todo: 'Arbeiten Sie in dem Fenster weiter, das schon offen ist, oder schließen Sie es zuerst.',
  }),
  EVIDENCE_PATH: ({ path }) => evidence(`„${path}“ ist kein Name, den eine Datei einer Beweismappe haben darf.`),
  EVIDENCE_FILE_MISSING: ({ path }) => evidence(`Die Datei „${path}“ fehlt in der Beweismappe.`),
  EVIDENCE_FILE_ALTERED: ({ path }) => evidence(`Die Datei „${path}“ ist nicht die, die in der Liste steht.`),
  EVIDENCE_FILE_UNLISTED: ({ path }) =>
    evidence(`Die Datei „${path}“ liegt in der Beweismappe und steht nicht in ihrer Liste.`),
  EVIDENCE_FILE_UNKNOWN: ({ path }) =>
    evidence(
      `Nichts in der Beweismappe sagt, was die Datei „${path}“ ist; eine Datei dieses Ordners muss genannt sein.`,
    ),
  EVIDENCE_TOO_LARGE: ({ bytes, limit }) =>
    evidence(
      `Die Liste nennt Dateien von zusammen ${number(bytes)} Bytes; eine Beweismappe hat höchstens ${number(limit)}.`,
    ),
  EVIDENCE_JOURNAL_MISSING: ({ role }) =>
    role === 'operator-2'
      ? secondMissing
      : evidence(`Es fehlt das Journal: ${inGerman(role)}. Bündel gingen zu dieser Maschine oder kamen von ihr.`),
  EVIDENCE_INCOMPLETE: ({ role, exception, people }) => ({
    happened: `Die Beweismappe ist unvollständig: Ein Journal ist verloren (${inGerman(role)}). Das haben ${people.join(' und ')} in der Ausnahme EX-${exception} entschieden.`,
    safe: 'Alles andere in der Beweismappe wurde geprüft. Ob diese Person den Austauschschlüssel auf der eigenen Maschine abgerufen hat, lässt sich nicht zeigen.',
    todo: 'Fragen Sie die beiden Personen, und lesen Sie das Ausnahmeblatt. Findet sich das Journal, erstellen Sie die Beweismappe noch einmal mit ihm.',
  }),
  EVIDENCE_ONE_MACHINE: ({ role }) => ({
    happened: `Die Beweismappe ist unvollständig: Sie hat nur das Journal einer Maschine. Es fehlt das Journal: ${inGerman(role)}.`,
    safe: 'Alles in der Beweismappe wurde geprüft und ist in Ordnung. Ob der Blob, den die eine Maschine erstellt hat, auch der ist, den die andere hochgeladen hat, lässt sich nicht zeigen.',
    todo: 'Erstellen Sie eine gemeinsame Beweismappe aus dem, was beide Maschinen hinterlassen haben. Hat die andere Maschine kein Journal geführt oder ist es verloren, vermerken Sie das in der Niederschrift.',
  }),
  EVIDENCE_END_UNSIGNED: ({ role, hasJournal }) => ({
    happened: `Die Beweismappe ist unvollständig: ${hasJournal ? `Das Ende eines Journals ist nicht signiert (${inGerman(role)})` : `Es fehlt das Journal: ${inGerman(role)}`}.`,
    safe: 'Alles in der Beweismappe wurde geprüft. Ob das Journal dieser Maschine weiterging oder andere letzte Zeilen hatte, lässt sich nicht zeigen.',
    todo: hasJournal
      ? 'Holen Sie das Journal, wie es auf dieser Maschine liegt. Schließen Sie es dort ab, oder signieren Sie sein Ende mit „lifeboat journal sign“, und erstellen Sie die Beweismappe noch einmal. Ist die Maschine verloren, vergleichen Sie das Ende des Journals mit dem Papier.'
      : 'Legen Sie das Journal dieser Maschine in die Beweismappe. Ist die Maschine verloren oder war sie nicht beteiligt, vermerken Sie das in der Niederschrift.',
  }),
  EVIDENCE_END_SIGNATURE: ({ path }) =>
    evidence(`Die Signatur am Ende von „${path}“ ist nicht die seiner Maschine über diese Zeilen.`),
  EVIDENCE_JOURNAL_TWICE: ({ role, path }) =>
    evidence(
      `Es gibt zwei Journale derselben Maschine (${inGerman(role)}); das zweite ist „${path}“. Eine Maschine schreibt ein Journal.`,
    ),
  EVIDENCE_MANIFEST_FORM: ({ problems }) =>
    evidence(`Die Liste der Beweismappe ist nicht, wie sie sein muss. ${formProblemsText(problems)}`),
  EVIDENCE_MANIFEST_MISSING: () =>
    evidence('Der Ordner hat weder eine signierte Liste noch die eines Notfalls: Er ist keine Beweismappe.'),
  EVIDENCE_PLAN_MISSING: () =>
    evidence('Die Beweismappe hat keinen freigegebenen Plan, darum kann nichts darin geprüft werden.'),
  EVIDENCE_CONTRADICTS: ({ rule, what, expected, found }) =>
    what.includes('on paper')
      ? paperDiffers(inGerman(what), expected, found)
      : evidence(
          `Die Beweismappe widerspricht sich selbst: ${inGerman(what)} (${rule}). Erwartet: ${inGerman(expected)}. Gefunden: ${inGerman(found)}.`,
        ),
};
