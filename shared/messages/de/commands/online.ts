// German answers of `lifeboat hsm`.
import { readableUtc } from '../../../formatting/date-time.ts';
import type { OnlineCommandTexts } from '../../en/commands/online.ts';
import { number, plural } from '../formats.ts';

const keys = (count: number): string => plural(count, { one: '1 Schlüssel', other: `${number(count)} Schlüssel` });
const versions = (count: number): string => plural(count, { one: '1 Version', other: `${number(count)} Versionen` });
const roles = (count: number): string => plural(count, { one: '1 Rolle', other: `${number(count)} Rollen` });

/** What an attestation lacks. */
const gaps = {
  signature: 'kein Zertifikat darin hat sie signiert',
  maker: 'ihre Zertifikate führen zu keiner Wurzel des Herstellers, die hier bekannt ist',
  key: 'sie nennt diesen Schlüssel nicht',
  extractable: 'der Schlüssel konnte ein HSM verlassen',
  unsaid: 'sie sagt nicht, ob der Schlüssel ein HSM verlassen konnte',
} as const;

export const onlineCommandTexts: OnlineCommandTexts = {
  requestId: 'Anfragekennung',
  receivedAt: 'Empfangen',
  serverDate: 'Date-Kopfzeile',
  signIn: (address, code) => `Öffnen Sie zum Anmelden ${address}, und geben Sie ${code} ein`,
  waits: (since, contact) => `Azure arbeitet daran, bisher ${since}; letzte Antwort: ${contact}`,
  usual: {
    'control-plane': '. Meist 15 bis 17 Minuten für ein neues HSM oder ein endgültiges Löschen, sonst bis zu 4',
    backup: '. Meist eine Minute bei wenigen Schlüsseln, länger bei vielen',
    restore: '. Meist eine Minute bei wenigen Schlüsseln, länger bei vielen',
  },
  noContact: 'noch keine',
  askedAgain: (code) => `Azure hat eine Frage nicht beantwortet (${code}). Lifeboat fragt noch einmal.`,
  notAnswered: (code) => `, nicht beantwortet (${code}), es geht weiter`,
  account: 'Angemeldet als',
  objectId: 'Objekt-ID',
  tenant: 'Mandant',
  inThePlan: 'Im Plan',
  operators: 'Seine Bediener',
  nobody: 'niemand',
  hsmRole: 'Rolle im HSM',
  roleOn: (role, scope) => `${role} auf ${scope}`,
  minutesLeft: (minutes) => plural(minutes, { one: ', noch 1 Minute', other: `, noch ${minutes} Minuten` }),
  hold: 'Wartezeit',
  stopped: 'ANGEHALTEN',
  onlyException: (check) => `${check}: Nur eine Ausnahme führt weiter`,
  counts: (ofKeys, ofVersions, ofRoles, hsm) =>
    `${keys(ofKeys)}, ${versions(ofVersions)}, ${ofRoles === null ? 'Rollen nicht gelesen' : roles(ofRoles)} von ${hsm}`,
  notRead: (list, reason) => `NICHT GELESEN: ${list} (${reason})`,
  attested: (proven, of) =>
    `Schlüssel-Attestierungen: ${number(proven)} von ${number(of)} weisen nach, dass der Schlüssel nie ein HSM verlassen hat`,
  notAttested: (key, why) => `NICHT NACHGEWIESEN: ${key} (${gaps[why]})`,
  inventory: 'Bestandsliste, SHA-256',
  created: (uri, activation) => `ERSTELLT: ${uri}, ${activation}`,
  resource: 'Ressource',
  identityThere: 'Die Identität ist schon angehängt. Es wurde nichts gesendet.',
  identityAttached: 'ANGEHÄNGT. Identitäten des HSM:',
  identity: 'Identität',
  creation: 'Angelegt mit',
  noneDeleted: 'Dieses Abonnement hat kein gelöschtes HSM.',
  notTold: 'nicht genannt',
  plannedHsm: { source: 'das verlorene HSM des Plans', target: 'hat den Namen des neuen HSM im Plan' },
  deletedSince: (deleted, purge) => `gelöscht ${deleted}; Azure löscht es endgültig am ${purge}`,
  purgeProtected: 'Löschschutz: Vorher kann es niemand endgültig löschen',
  deletedFailed: (name) =>
    `GELÖSCHT: ${name}. Führt „lifeboat hsm deleted list“ es auf, löschen Sie es mit --hsm target endgültig; dann legen Sie es neu an.`,
  recovered: (name, activation) => `ZURÜCKGEHOLT: ${name}, ${activation}`,
  purged: (name) => `ENDGÜLTIG GELÖSCHT: ${name}. Seine Schlüssel sind zerstört, sein Name ist frei.`,
  roleChanges: { assigned: 'ZUGEWIESEN:', found: 'War schon zugewiesen:', removed: 'WEGGENOMMEN:' },
  request: 'Anfrage',
  requestAt: (id, time) => `${id} um ${time}, nach der Uhr dieser Maschine`,
  path: 'Verbindung',
  certificates: (count) => plural(count, { one: '1 Zertifikat', other: `${count} Zertifikate` }),
  exchangeCertificate: 'Austausch-Zertifikat, SHA-256',
  activated: (custodians, required, file) =>
    `AKTIVIERT: ${custodians} Verwahrer, ${required} werden gebraucht. Die Sicherheitsdomäne ist in ${file}.`,
  securityDomain: 'Sicherheitsdomäne, SHA-256',
  uploaded: 'HOCHGELADEN, und das HSM ist aktiv.',
  backedUp: (folder) => `GESICHERT in ${folder}`,
  notSeen: 'Der Container zeigt sich nur dem HSM: Der Ordner wurde hier nicht zurückgelesen.',
  seen: (files, bytes) =>
    `Zurückgelesen: ${plural(files, { one: '1 Datei', other: `${number(files)} Dateien` })}, ${number(bytes)} Bytes`,
  recordFile: 'Geschrieben',
  recordHash: 'SHA-256 der Datei',
  cardWritten: (check) => `Drucken Sie die Notfallkarte und vernichten Sie die alte. Ihr Prüfwert: ${check}`,
  cardFailed: 'Die Sicherung ist da. Die Notfallkarte wurde nicht geschrieben:',
  holdEnds: (at) => `Die Wartezeit endet um ${readableUtc(at)}.`,
  restored: 'ZURÜCKGESPIELT. Noch ist nichts bewiesen: Prüfen Sie es jetzt.',
  keyRestored: (key, count) =>
    `ZURÜCKGESPIELT: ${key}, ${versions(count)}. Noch ist nichts bewiesen: Prüfen Sie es jetzt.`,
  keyRestoredUncounted: (key) =>
    `ZURÜCKGESPIELT: ${key}. Der Dienst hat nicht gesagt, wie viele Versionen. Noch ist nichts bewiesen: Prüfen Sie es jetzt.`,
  notOverwritten: (count) =>
    plural(count, {
      one: '1 Version war schon da. Sie bleibt, wie sie ist.',
      other: `${number(count)} Versionen waren schon da. Sie bleiben, wie sie sind.`,
    }),
  decided: { succeeded: 'gelungen, wie Sie entschieden haben.', failed: 'gescheitert, wie Sie entschieden haben.' },
  compared: (ofKeys, ofVersions, ofRoles) => `Schlüssel ${ofKeys}, Versionen ${ofVersions}, Rollen ${ofRoles}`,
  canary: (key, proven) => `Testschlüssel ${key}: ${proven} bewiesen`,
  canaryKey: 'Öffentliche Hälfte des Testschlüssels, SHA-256',
  and: ' und ',
  recoveredInventory: 'Bestandsliste des wiederhergestellten HSM, SHA-256',
  same: 'DASSELBE wie zur Zeit der Sicherung.',
  sameAsCompared: 'DASSELBE, soweit es verglichen wurde. Sehen Sie nach, was nicht verglichen wurde.',
  notCompared: (list, reason) => `NICHT VERGLICHEN: ${list} (${reason})`,
  byHand: (count) =>
    plural(count, {
      one: '1 Unterschied betrifft, was ein Zurückspielen nicht nachweislich mitbringt. Richten Sie es von Hand ein.',
      other: `${number(count)} Unterschiede betreffen, was ein Zurückspielen nicht nachweislich mitbringt. Richten Sie es von Hand ein.`,
    }),
  notSame: 'NICHT DASSELBE: Gehen Sie die Unterschiede einzeln durch.',
  keyOf: (key, count) => `${key}, ${versions(count)}`,
  attribute: (what, expected, found) => `${what}: ${expected} erwartet, ${found} gefunden`,
  roleFor: (role, scope, principal) => `${role} auf ${scope} für ${principal}`,
  rows: (count, file) =>
    `${plural(count, { one: '1 Schlüsselversion', other: `${number(count)} Schlüsselversionen` })} in ${file}`,
  notRestored: 'Vom Zurückspielen nicht oder nicht nachweislich mitgebracht:',
  toSetUp: 'Von Hand einzurichten:',
  nothingBefore:
    'Es wurde nichts verglichen: Nennen Sie mit --before die Bestandsliste der Sicherung, dann werden die Punkte aufgeführt.',
};
