// German sentences for what the check of an evidence package found.
import { type Finding, findingsWithCodes, type PeoplesWord, type ProvenCheck } from '../../evidence/report.ts';
import type { EvidenceTexts } from '../en/evidence.ts';
import { inGerman } from './faults/words.ts';

const proven: Readonly<Record<ProvenCheck, string>> = {
  'manifest-signed': 'Die Liste der Dateien ist von Identitäten des Plans signiert',
  'files-whole': 'Jede Datei ist die, die aufgeführt wurde, und keine kam hinzu',
  'no-secrets': 'Keine Datei enthält einen privaten Schlüssel in einer Form, die die Suche kennt',
  'plan-approved': 'Zwei Personen haben den Plan freigegeben',
  'plan-as-on-paper': 'Der Plan ist der, dessen Hash vom Papier eingegeben wurde',
  'journal-whole': 'Das Journal ist bis zu seinem Ende vollständig',
  'order-kept': 'Nichts im Journal geschah vor seinem Nachweis',
  'bundle-signed': 'Das Bündel ist von den Maschinen signiert, die es signieren mussten',
  'bundles-in-sequence': 'Die Bündel folgen ohne Lücke aufeinander',
  'bundles-as-in-journals': 'Die Journale nennen genau diese Bündel',
  'journal-as-told':
    'Das Journal des Absenders enthält noch die Zeile, mit der es endete, als das Bündel signiert wurde',
  'journal-as-on-paper': 'Das Journal enthält die Zeile, deren Hash vom Papier eingegeben wurde',
  'exchange-key-seen-twice': 'Beide Bediener sahen und signierten denselben Austauschschlüssel',
  'exchange-key-judged-anew':
    'Der Austauschschlüssel des Bündels wurde noch einmal geprüft: Form, Beweis und Name des HSM',
  'blob-for-the-verified-key': 'Der Wiederherstellungs-Blob ist für den geprüften Austauschschlüssel',
  'files-as-named': 'Diese Dateien sind die, deren Hashes in den Journalen, den Bündeln oder dem Plan stehen',
};

const peoples: Readonly<Record<PeoplesWord, string>> = {
  'no-plan': 'KEIN PLAN: ein Notfall, dessen Liste und Journal niemand signiert hat. Es fehlen',
  'given-up':
    'DIESE ZEREMONIE WURDE AUFGEGEBEN: Ihre neuen Schlüssel sind nicht nachgewiesen, kein HSM darf sich auf sie stützen',
  'plan-hash-not-compared': 'Niemand hat den Hash des Plans vom Papier eingegeben: Vergleichen Sie ihn',
  'journal-head-not-compared': 'Niemand hat das Ende dieses Journals vom Papier eingegeben: Vergleichen Sie es',
  'identities-paired': 'Menschen haben die Schlüssel der Maschinen verglichen',
  'plan-read-before-approval': 'Die Freigebenden haben gelesen, was sie signierten',
  'sticks-looked-at':
    'Zwei Personen haben nachgesehen und sagen, dass die Kopien dieses Schlüssels auf zwei Sticks liegen',
  'words-read-back': 'Menschen haben einander Wörter vorgelesen und gehört, was sie eintippten',
  'clocks-read': 'Menschen haben die Wanduhr gelesen',
  exception: 'Menschen haben eine Ausnahme entschieden',
  'unattested-key': 'Der Austauschschlüssel trug keinen Beweis; Menschen haben ihn freigegeben',
  'revocation-lists': 'Sperrlisten zu den Zertifikaten des Prozessors',
  'journal-not-closed': 'Das Journal wurde nicht abgeschlossen: Spätere Ereignisse können fehlen',
  'journal-went-on': 'Das Journal enthält Zeilen nach der, die auf dem Papier steht',
  'journal-missing': 'Von dieser Maschine gibt es kein Journal',
  'journals-differ': 'Das Journal einer Maschine enthält etwas, das in dem der anderen fehlt',
  'bundle-not-accepted': 'Im Journal des Empfängers steht nicht, dass dieses Bündel angenommen wurde',
  'signed-bundle-missing': 'Der zweite Bediener signierte ein weiteres Bündel, das in der Beweismappe fehlt',
  'fetched-after-signing': 'Der zweite Bediener rief den Austauschschlüssel nach der Signatur noch einmal ab',
  'name-not-in-plan': 'Das Journal nennt jemanden, den der Plan nicht nennt',
  'times-differ': 'Zeiten passen nicht zueinander',
  'certificate-twice': 'Zwei Dateien enthalten dasselbe Zertifikat',
  'file-not-named': 'Weder ein Journal noch ein Bündel noch der Plan nennt diese Datei',
  'named-file-missing': 'Das Journal nennt diese Datei, und sie fehlt in der Beweismappe',
};

function line(sentence: string, { id, value }: Finding<PeoplesWord | ProvenCheck>): string {
  const said = findingsWithCodes.has(id) ? value.split(', ').map(inGerman).join(', ') : value;
  return said === '' ? `${sentence}.` : `${sentence}: ${said}.`;
}

export const germanEvidence: EvidenceTexts = {
  proven: (finding) => line(proven[finding.id], finding),
  peoplesWord: (finding) => line(peoples[finding.id], finding),
};
