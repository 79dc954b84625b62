// German for the few words that a fault carries from where it arose. Names of files, codes and values pass as they are.
import { wordIn } from '../../code-words.ts';
import { germanCodeWords } from '../code-words.ts';

/** By the English of the source, and by codes. */
export const germanWords: Readonly<Record<string, string>> = {
  ...germanCodeWords,
  // what a file looks like
  'a certificate or a certificate request': 'ein Zertifikat oder eine Zertifikatsanforderung',
  'a certificate': 'ein Zertifikat',
  'a certificate request': 'eine Zertifikatsanforderung',
  'a public key': 'ein öffentlicher Schlüssel',
  'another binary file': 'eine andere Binärdatei',
  'a PKCS#12 file without a private key': 'eine PKCS#12-Datei ohne privaten Schlüssel',
  'something else': 'etwas anderes',
  'an empty file': 'eine leere Datei',
  'a text in UTF-16': 'ein Text in UTF-16',
  'a Java key store of the old kind (JKS)': 'ein Java-Schlüsselspeicher der alten Art (JKS)',
  'a Java key store of the old kind (JCEKS)': 'ein Java-Schlüsselspeicher der alten Art (JCEKS)',
  'a PuTTY key': 'ein PuTTY-Schlüssel',
  'a private key in the old form of Microsoft (PVK)': 'ein privater Schlüssel in der alten Form von Microsoft (PVK)',
  'a companion file of macOS, whose name begins with “._”': 'eine Begleitdatei von macOS, deren Name mit „._“ beginnt',
  'a ZIP archive': 'ein ZIP-Archiv',
  'an OpenPGP file': 'eine OpenPGP-Datei',
  'a file that another program has encrypted': 'eine Datei, die ein anderes Programm verschlüsselt hat',
  'base64 without its first and last line': 'Base64 ohne seine erste und letzte Zeile',
  'certificates without a key (PKCS#7)': 'Zertifikate ohne Schlüssel (PKCS#7)',
  'PKCS#7 data under a public key': 'PKCS#7-Daten unter einem öffentlichen Schlüssel',
  'PKCS#7 signed data': 'signierte PKCS#7-Daten',
  'no DEK-Info': 'keine Angabe DEK-Info',
  // what is compared
  ceremony: 'Zeremonie',
  practice: 'Übung',
  HSM: 'HSM',
  'HSM address': 'Adresse des HSM',
  'security domain': 'Sicherheitsdomäne',
  quorum: 'Quorum',
  custodians: 'Verwahrer',
  'number of custodians': 'Zahl der Verwahrer',
  'backup folder': 'Ordner der Sicherung',
  'backup container': 'Container der Sicherungen',
  'custodian certificate': 'Zertifikat eines Verwahrers',
  'plan on paper': 'Plan auf Papier',
  'plan in the list': 'Plan in der Liste',
  machine: 'Maschine',
  number: 'Nummer',
  predecessor: 'Vorgänger',
  bundle: 'Bündel',
  'name of bundle': 'Name von Bündel',
  'kind of bundle': 'Art von Bündel',
  payload: 'Inhalt',
  blob: 'Blob',
  'key of the blob': 'Schlüssel des Blobs',
  kind: 'Art',
  'exchange key': 'Austauschschlüssel',
  'restore blob': 'Wiederherstellungs-Blob',
  'plan of the rehearsal': 'Plan der Probe',
  'plan of this journal': 'Plan dieses Journals',
  'a real ceremony': 'eine echte Zeremonie',
  'a bundle accepted before': 'ein Bündel, das hier schon angenommen wurde',
  'none loaded': 'keine geladen',
  // states of an HSM, and what is not there
  active: 'aktiviert',
  'not-activated': 'noch nicht aktiviert',
  unknown: 'unbekannt',
  'no such HSM': 'kein solches HSM',
  'no such folder': 'kein solcher Ordner',
  nothing: 'nichts',
  none: 'keine',
  'one of the plan': 'eine des Plans',
  'not in the package': 'nicht in der Beweismappe',
  'end of the journal': 'Ende des Journals',
  'not in the journal': 'nicht im Journal',
  'end of the journal on paper': 'Ende des Journals auf Papier',
  'exchange key of bundle': 'Austauschschlüssel von Bündel',
  'content of bundle': 'Inhalt von Bündel',
  'sender of bundle': 'Absender von Bündel',
  'receiver of bundle': 'Empfänger von Bündel',
  'signers of bundle': 'Unterzeichner von Bündel',
  receiver: 'Empfänger',
  'plan facts': 'Angaben aus dem Plan',
  fetch: 'Abruf',
  verdict: 'Prüfergebnis',
  answer: 'Antwort',
  file: 'Datei',
  attestation: 'Beweis',
  'HSM of the exchange key': 'HSM des Austauschschlüssels',
  true: 'ja',
  false: 'nein',
  // what a document needs
  'a journal': 'ein Journal',
  'a plan': 'ein Plan',
  'the data of a verification': 'die Daten einer Prüfung',
  'a package of evidence': 'eine Beweismappe',
  'the report of a rehearsal': 'der Bericht einer Probe',
  // what a process holds
  share: 'Anteil',
  'master key': 'Hauptschlüssel',
  'private key': 'privater Schlüssel',
  passphrase: 'Kennwort',
  // processes
  'key worker': 'Prozess für einen Schlüssel',
  'token worker': 'Prozess für ein Token',
  combiner: 'Prozess für die Anteile',
  'key maker': 'Prozess für neue Schlüssel',
  reader: 'Prozess, der Dateien und Kennwörter liest',
  'it changed while it was read': 'sie änderte sich beim Lesen',
};

/** The German word, or what was given where it is a name, a code or a value. */
export function inGerman(word: string): string {
  const known = wordIn(germanWords, word);
  if (known !== word) return known;
  // The size of a quorum, as a plan and a register say it.
  const quorum = /^(\d+) of (\d+)$/u.exec(word);
  if (quorum) return `${quorum[1] ?? ''} von ${quorum[2] ?? ''}`;
  // `plan of journal/offline.jsonl`, `bundle 3 of …`: the thing is translated, the name is not.
  const [, thing = '', count = '', name] = /^([a-zA-Z ]+?)( \d+)? of (\S+)$/u.exec(word) ?? [];
  return name === undefined || !Object.hasOwn(germanWords, thing)
    ? word
    : `${germanWords[thing] ?? thing}${count} von ${name}`;
}
