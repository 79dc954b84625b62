// German: the plan, begun, checked and approved.
import type { ScreenTexts } from '../../catalogue.ts';
import { plural } from '../formats.ts';

export const plan: ScreenTexts['plan'] = {
  title: 'Plan und Freigaben',
  lead: 'Der Plan sagt, wer was tut, an welchem HSM, mit welchen Schlüsseln. Zwei Personen lesen ihn, vergleichen ihn und signieren ihn.',
  plan: 'Plan der Zeremonie',
  problems: {
    region: 'Fehler im Plan',
    count: (problems) =>
      plural(problems, {
        one: 'Eines ist an diesem Plan falsch',
        other: `${problems} Dinge sind an diesem Plan falsch`,
      }),
    blanks: 'Ein eben begonnener Plan hat viele davon: Jedes ist eine Lücke, die nur Sie füllen können.',
    todo: 'Nichts wurde freigegeben. Berichtigen Sie die Datei, und wählen Sie sie noch einmal.',
  },
  create: {
    heading: 'Einen neuen Plan beginnen',
    text: 'Eine Vorlage mit allen Angaben eines Plans, als Textdatei. Füllen Sie die Lücken in einem Texteditor, und wählen Sie die Datei dann oben: Alles, was noch falsch ist, wird auf einmal genannt.',
    kind: 'Was zu tun ist',
    kinds: {
      recovery: 'Wiederherstellung',
      activation: 'Aktivierung',
      're-wrap': 'Neue Verwahrer',
      drill: 'Quorum-Übung',
    },
    mode: 'Übung oder Echtbetrieb',
    practice: 'Übung',
    production: 'Echtbetrieb',
    ceremony: 'Zeremonie-Kennung',
    ceremonyDetail: 'Großbuchstaben, Ziffern und einzelne Bindestriche.',
    date: 'Datum (JJJJ-MM-TT)',
    custodians: 'Verwahrer (3 bis 10)',
    required: 'Wie viele kommen müssen (2 bis 10)',
    make: 'Vorlage schreiben',
    done: 'Geschrieben. Ein Plan ist es erst, wenn die Lücken gefüllt sind.',
  },
  approve: {
    region: 'Freigeben',
    heading: 'Den Plan freigeben',
    text: 'Sie haben den ganzen Plan gelesen, und sein Fingerabdruck ist der auf dem gedruckten Deckblatt. Ihr Kennwort tippen Sie in ein eigenes Fenster ein.',
    sign: 'Kennwort eintippen und signieren',
    approvedRegion: 'Freigegeben',
    done: 'Signiert. Geben Sie die neue Datei der nächsten Person, und lassen Sie die alte, wie sie ist.',
  },
  facts: {
    region: 'Der Plan',
    approvals: (have, required) => `${have} von ${required} Freigaben`,
    nobody: 'Noch niemand hat signiert.',
    signedBy: (names) => `Signiert von ${names}.`,
    ceremony: 'Zeremonie',
    purpose: 'Art und Zweck',
    when: 'Wann und wo',
    source: 'Verlorenes HSM',
    target: 'HSM, an dem gearbeitet wird',
    quorum: 'Quorum',
    anyOf: (required, custodians) => `beliebige ${required} von ${custodians} Verwahrern`,
    backup: 'Sicherung',
    conflict: (person, roles, reason) => `Hingenommener Konflikt: ${person} ist ${roles}. ${reason}`,
    fingerprint: 'SHA-256 des Plans: Vergleichen Sie ihn mit dem gedruckten Deckblatt',
    people: 'Personen und Rollen',
    person: 'Name',
    roles: 'Rollen',
    identity: 'Hält die Identität',
  },
};
