// German sentences for what the check of an evidence package found.
import { type Finding, findingsWithCodes, type PeoplesWord, type ProvenCheck } from '../../evidence/report.ts';
import type { ComparedInventory, RestoreOutcome, StoryCustodian } from '../../evidence/story.ts';
import { type EvidenceTexts, type LineOf, type StoryTexts, toldBy } from '../en/evidence.ts';
import { inGerman } from './faults/words.ts';

const proven: Readonly<Record<ProvenCheck, string>> = {
  'manifest-signed': 'Die Liste der Dateien ist von Identitäten des Plans signiert',
  'files-whole': 'Jede Datei ist die, die aufgeführt wurde, und keine kam hinzu',
  'no-secrets': 'Keine Datei enthält einen privaten Schlüssel in einer Form, die die Suche kennt',
  'plan-approved': 'Zwei Personen haben den Plan freigegeben',
  'plan-as-on-paper': 'Der Plan ist der, dessen Hash vom Papier eingegeben wurde',
  'journal-whole': 'Das Journal ist bis zu seinem Ende vollständig',
  'journal-end-signed': 'Die Maschine hat das Ende ihres Journals signiert',
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
  'unattested-token': 'Dass dieser Schlüssel auf seinem Token entstand und sonst nirgends ist, sagt allein das Token',
  'words-read-back': 'Menschen haben einander Wörter vorgelesen und gehört, was sie eintippten',
  'clocks-read': 'Menschen haben die Wanduhr gelesen',
  exception: 'Menschen haben eine Ausnahme entschieden',
  'unattested-key': 'Der Austauschschlüssel trug keinen Beweis; Menschen haben ihn freigegeben',
  'revocation-lists': 'Sperrlisten zu den Zertifikaten des Prozessors',
  'journal-not-closed': 'Das Journal wurde nicht abgeschlossen: Spätere Ereignisse können fehlen',
  'journal-went-on': 'Das Journal enthält Zeilen nach der, die auf dem Papier steht',
  'journal-missing': 'Von dieser Maschine gibt es kein Journal',
  'own-word': 'Diese Zeilen hat keine andere Maschine signiert: Sie sind allein das Wort dieser Maschine',
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

const kinds: Readonly<Record<LineOf<'ceremony'>['kind'], string>> = {
  activation: 'eine Aktivierung',
  're-wrap': 'eine Neuverschlüsselung',
  recovery: 'eine Wiederherstellung',
  drill: 'eine Übung',
  emergency: 'ein Notfall ohne Plan',
};

const outcomes: Readonly<Record<RestoreOutcome, string>> = {
  succeeded: 'Die Wiederherstellung ist gelungen.',
  partly: 'DIE WIEDERHERSTELLUNG IST NUR ZUM TEIL GELUNGEN.',
  failed: 'DIE WIEDERHERSTELLUNG IST FEHLGESCHLAGEN.',
  unknown: 'NIEMAND WEISS, OB DIE WIEDERHERSTELLUNG GELUNGEN IST.',
  'not-made': 'ES WURDE NICHTS WIEDERHERGESTELLT.',
  'not-told': 'Kein Journal hier berichtet von einer Wiederherstellung.',
};

const list = (items: readonly string[]): string => (items.length === 0 ? 'nichts' : items.join(', '));
const compared = (what: string): string => (what === 'plan' ? 'der Plan' : `das Journal von ${inGerman(what)}`);
const custodian = (who: StoryCustodian): string => {
  if ('id' in who) return `${who.id} (${who.name})`;
  return who.certificateSha256 === null ? 'niemand genannt' : `Zertifikat ${who.certificateSha256}`;
};
function inventory(what: ComparedInventory): string {
  if (what.kind === 'nothing') return 'nichts';
  if (what.kind === 'compared') return what.counts;
  return what.counts === null
    ? 'nichts; das Inventar wurde nur aufgelistet'
    : `${what.counts} aufgelistet und mit nichts verglichen`;
}

const story: StoryTexts = {
  ceremony: ({ ceremonies, kind }) => `Zeremonie ${ceremonies.join(' und ')}: ${kinds[kind]}.`,
  'given-up': ({ by, exception, reason }) => `AUFGEGEBEN von ${by.join(', ')} (EX-${exception}). Grund: „${reason}“.`,
  lost: ({ hsm }) => `Verlorenes HSM: ${hsm ?? 'nicht genannt'}.`,
  hsm: ({ hsm, isNew }) => `${isNew ? 'Neues HSM' : 'HSM'}: ${hsm ?? 'nicht genannt'}.`,
  backup: ({ folder, taken }) =>
    folder === null
      ? 'Sicherung: nicht genannt.'
      : `Sicherung: ${folder}${taken === null ? '' : `, dem Namen nach vom ${taken}`}.`,
  acted: ({ name, roles, hasPlan }) => {
    if (!hasPlan) return `${name}: Kein Plan nennt die Rolle.`;
    return `${name}: ${roles === null ? 'nicht im Plan' : roles.join(', ') || 'keine Rolle'}.`;
  },
  shares: ({ by }) => `Anteile gaben: ${by.length === 0 ? 'niemand' : by.map(custodian).join(', ')}.`,
  'refused-shares': ({ refused }) =>
    `Abgelehnte Anteile: ${refused.length} (${refused.map(({ who, fault }) => `${custodian(who)} ${fault}`).join(', ')}).`,
  'dropped-shares': ({ reasons }) => `Verworfene Anteile: ${reasons.length}-mal (${reasons.map(inGerman).join(', ')}).`,
  'open-gap': ({ times }) => `Netztrennung fehlte: ${times}-mal.`,
  restore: ({ outcome }) => outcomes[outcome],
  hold: ({ call, minutes, exception }) =>
    `Wartezeit nach ${call}: ${minutes} Minuten, ${exception === null ? 'eingehalten' : `verkürzt durch EX-${exception}`}.`,
  exception: ({ number, machine, step, happened, decision, by }) =>
    `EX-${number} von ${inGerman(machine)} bei ${step}. Grund: „${happened}“. Entscheidung: „${decision}“, von ${by.join(', ')}.`,
  unattested: ({ reason, by }) =>
    `Der Austauschschlüssel trägt keinen Beweis. Grund: „${reason}“. Dafür stehen ${by.join(', ')}.`,
  compared: ({ compared: what }) => `Nach der Wiederherstellung verglichen: ${inventory(what)}.`,
  consumers: ({ back, of }) =>
    back === null
      ? `Verbraucher: ${of} aufgelistet; niemand hat Azure gefragt, wer zurück ist.`
      : `Verbraucher: ${back} von ${of} zurück auf dem neuen HSM.`,
  paper: ({ compared: what }) => `Mit dem Papier verglichen: ${list(what.map(compared))}.`,
  'not-on-paper': ({ left }) => `Nicht mit dem Papier verglichen: ${list(left.map(compared))}.`,
  'own-word': ({ value }) => `Allein das Wort dieser Maschine: ${value}.`,
  people: () => 'Alles andere, was auf Menschen beruht, ist unten aufgeführt.',
};

export const germanEvidence: EvidenceTexts = {
  story: toldBy(story),
  proven: (finding) => line(proven[finding.id], finding),
  peoplesWord: (finding) => line(peoples[finding.id], finding),
  endsBadly:
    'Nichts wurde verändert gefunden. Aber das Zurückspielen ist nicht ganz gelungen: Lesen Sie, was geschehen ist. Verlassen Sie sich noch nicht auf diese Schlüssel. Vergleichen Sie das HSM mit seiner Bestandsliste, und spielen Sie die Sicherung noch einmal zurück, wenn Schlüssel fehlen.',
};
