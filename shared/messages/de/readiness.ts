// German texts of readiness: the light, its rows, what was found, and what to do.
import { readableUtc } from '../../formatting/date-time.ts';
import type { ReadinessFile } from '../../readiness/readiness.ts';
import type { ReadinessTexts } from '../en/readiness.ts';
import { number, plural } from './formats.ts';
import { germanOnlineTexts } from './online.ts';

const hours = (count: number): string => plural(count, { one: '1 Stunde', other: `${number(count)} Stunden` });
const files: Readonly<Record<ReadinessFile, string>> = {
  inventory: 'Es wurde keine Bestandsliste angegeben',
  'security-domain': 'Es wurde keine Sicherheitsdomäne angegeben',
  register: 'Es wurde kein Verwahr-Register angegeben',
  consumers: 'Es wurde keine Übersicht der Verbraucher angegeben',
  plan: 'Es wurde kein bereitgehaltener Plan angegeben',
};
const domain = {
  hash: 'Der SHA-256',
  quorum: 'Das Quorum',
  custodians: 'Die Liste der Verwahrer',
} as const;

export const germanReadiness: ReadinessTexts = {
  lights: {
    ready: 'BEREIT: Eine Wiederherstellung kann jederzeit beginnen, soweit es sich von hier aus sehen lässt.',
    attention:
      'ACHTUNG: Eine Wiederherstellung würde wohl gelingen. Etwas ist nicht bekannt oder muss angesehen werden.',
    'not-ready': 'NICHT BEREIT: Eine Wiederherstellung würde heute scheitern oder zu viel verlieren.',
    'not-known': 'NICHT BEKANNT: Niemand hat geantwortet. Über das HSM sagt das nichts.',
  },
  checks: {
    'hsm-state': 'Das HSM arbeitet und ist aktiv',
    'purge-protection': 'Löschschutz (purge protection)',
    identity: 'Die Identität für das Speicherkonto ist zugeordnet',
    'own-rights': 'Was dieses Konto in Azure darf',
    'storage-role': 'Die Identität hat ihre Rolle auf dem Container',
    'storage-network': 'Das HSM kommt durch die Firewall des Speichers',
    'hsm-roles': 'Dieses Konto darf das HSM sichern',
    'backup-path': 'Das HSM erreicht den Container (eigene Prüfung)',
    'external-keys': 'Externe Schlüssel',
    inventory: 'Die Bestandsliste ist, was das HSM enthält',
    container: 'Der Container der Sicherungen',
    immutability: 'Unveränderlichkeits-Richtlinien und Aufbewahrungspflichten auf dem Container',
    'last-backup': 'Die letzte Sicherung',
    'azure-versions': 'Die Versionen der Schnittstellen von Azure',
    'backup-record': 'Der Nachweis der letzten Sicherung',
    'security-domain': 'Die Sicherheitsdomäne ist die des Registers',
    custody: 'Das Quorum käme zusammen',
    certificates: 'Das Zertifikat eines Verwahrers',
    consumers: 'Wer einen Schlüssel verwendet, bekäme ihn zurück',
    'emergency-card': 'Die gedruckte Notfallkarte ist aktuell',
  },
  todo: {
    'hsm-state':
      'Sehen Sie sich das HSM im Portal an. Vergleichen Sie Namen, Abonnement und Ressourcengruppe mit den Papieren.',
    'purge-protection':
      'Schalten Sie den Löschschutz ein: Ohne ihn kann ein einziges Konto das HSM und seine Schlüssel endgültig vernichten.',
    identity: 'Hängen Sie dem HSM die Identität an, und sehen Sie dann wieder nach.',
    'own-rights': 'Lassen Sie diesem Konto die fehlenden Rollen zuweisen, oder melden Sie sich mit einem anderen an.',
    'storage-role':
      'Lassen Sie der Identität „Storage Blob Data Contributor“ auf dem Container zuweisen. Es kann einige Minuten dauern.',
    'storage-network': 'Lassen Sie in der Firewall des Speicherkontos vertrauenswürdige Dienste durch.',
    'hsm-roles':
      'Lassen Sie diesem Konto „Managed HSM Backup User“ auf dem ganzen HSM zuweisen, oder stellen Sie sicher, dass seine Gruppe die Rolle hat.',
    'backup-path': 'Sichern Sie jetzt: Nur das zeigt, ob das HSM seinen Container erreicht.',
    'external-keys':
      'Planen Sie, wie die Verbindung und die externen Schlüssel neu eingerichtet werden: Eine Sicherung bringt sie nicht zurück, und einen davon zurückzuspielen kann dem HSM schaden.',
    inventory: 'Sichern Sie mit einer neuen Bestandsliste, und bewahren Sie beide zusammen auf.',
    container: 'Legen Sie den Container an, oder nennen Sie den richtigen. Ohne ihn gibt es keine Sicherung.',
    immutability:
      'Wählen Sie einen Container ohne Richtlinie und ohne rechtliche Aufbewahrung: Dort kann keine Sicherung abgeschlossen werden.',
    'last-backup': 'Sichern Sie jetzt, und finden Sie heraus, warum der Zeitplan es nicht tat.',
    'azure-versions': germanOnlineTexts.todo['azure-versions'],
    'backup-record':
      'Finden Sie heraus, wer Sicherungen im Container löscht, und sichern Sie neu. Nennen Sie dem Zeitplan den Ordner der Nachweise.',
    'security-domain':
      'Suchen Sie die zuletzt heruntergeladene Datei und ihren Hash auf Papier. Ohne die richtige lässt sich das HSM nicht wiederherstellen: Stellen Sie in einer Neuverschlüsselung eine neue her.',
    custody: 'Gehen Sie das Verwahr-Register durch.',
    certificates:
      'Sein Datum hält keinen Anteil verschlossen. Planen Sie neue Schlüssel in einer Neuverschlüsselung; ein Zertifikat von niemandem hier gehört zu einem anderen Satz.',
    consumers:
      'Gehen Sie die genannten Ressourcen durch: Sichern Sie die Schlüssel, weisen Sie die Rollen zu, wählen Sie eine andere Region, oder suchen Sie die Verbraucher noch einmal.',
    'emergency-card':
      'Vergleichen Sie den Prüfwert auf der gedruckten Karte. Weicht er ab, drucken Sie die Karte neu und vernichten Sie die alte.',
  },
  give: {
    inventory: 'Geben Sie die Bestandsliste an, die mit der letzten Sicherung aufgenommen wurde.',
    'security-domain': 'Geben Sie die Kopie der Sicherheitsdomäne an, die eine Wiederherstellung verwenden würde.',
    register: 'Geben Sie das Verwahr-Register an.',
    consumers: 'Geben Sie die Übersicht an, die „lifeboat consumers find“ geschrieben hat.',
    plan: 'Geben Sie den Plan an, nach dem die Notfallkarte gedruckt wird.',
  },
  sayPlace: 'Geben Sie Abonnement und Ressourcengruppe des HSM an.',
  correctPath:
    'Berichtigen Sie, was der Grund nennt: den Container, die Identität und ihre Rolle oder die Firewall. Sehen Sie dann noch einmal nach.',
  compareClocks:
    'Vergleichen Sie die Uhr dieser Maschine mit der Wanduhr. Stimmt sie, fragen Sie, wer diesen Ordner geschrieben hat.',
  nameIdentity: 'Geben Sie die Ressourcen-ID der Identität an, mit der das HSM den Container erreicht.',
  found: {
    'not-given': ({ what }) => files[what],
    'hsm-missing': ({ name, resourceGroup }) => `Ein HSM ${name} gibt es in ${resourceGroup} nicht`,
    'purge-protection': ({ on, retentionDays }) =>
      on
        ? retentionDays === null
          ? 'eingeschaltet'
          : `eingeschaltet; ein gelöschtes HSM bleibt ${plural(retentionDays, { one: '1 Tag', other: `${retentionDays} Tage` })} erhalten`
        : 'AUSGESCHALTET',
    'identity-not-named': () => 'Niemand hat die Identität genannt',
    'hsm-roles-held': ({ roles }) => roles.join(', '),
    'hsm-role-missing': ({ needed, roles }) =>
      `${needed} ist diesem Konto nicht selbst zugewiesen${roles.length === 0 ? '' : `; es hat ${roles.join(', ')}`}`,
    'hsm-roles-not-told': () => 'Das HSM nennt diesem Konto seine Rollen nicht',
    'path-checked': () => 'bestanden, auf demselben Weg wie eine Sicherung',
    'path-no-check': () => 'Dieser Stand des Dienstes hat keine solche Prüfung',
    'container-gone': ({ uri }) => `${uri} fehlt`,
    'no-backup': ({ container }) => `In ${container} liegt keine dieses HSM`,
    'backup-age': ({ folder, atUtc, hours: age, limitHours, by }) =>
      `${folder}, ${readableUtc(atUtc)}: ${hours(age)} alt, höchstens ${limitHours}${by === 'record' ? '; nur nach dem Nachweis, der Container zeigt sich hier nicht' : ''}`,
    'backup-ahead': ({ folder, atUtc }) =>
      `${folder} wurde geschrieben: ${readableUtc(atUtc)}; das liegt in der Zukunft`,
    'no-record': () => 'Im Ordner der Nachweise liegt keiner',
    'record-seen': ({ folder, endedUtc }) => `${folder}, beendet ${readableUtc(endedUtc)}, liegt im Container`,
    'record-gone': ({ folder, endedUtc }) =>
      `${folder}, beendet ${readableUtc(endedUtc)}, liegt NICHT MEHR im Container`,
    'record-not-compared': ({ folder, endedUtc }) =>
      `${folder}, beendet ${readableUtc(endedUtc)}; der Container zeigt sich hier nicht`,
    'inventory-same': ({ keys, takenUtc }) =>
      `aufgenommen ${readableUtc(takenUtc)}, ${number(keys)} Schlüssel, unverändert`,
    'inventory-partly': ({ lists, takenUtc }) =>
      `aufgenommen ${readableUtc(takenUtc)}; nichts weicht ab, aber nicht verglichen: ${lists.map((list) => germanOnlineTexts.inventory.lists[list]).join(', ')}`,
    'inventory-differs': ({ differences, takenUtc, regions }) =>
      `aufgenommen ${readableUtc(takenUtc)}; seither ${plural(differences, { one: '1 Unterschied', other: `${number(differences)} Unterschiede` })}${regions === undefined ? '' : `. Das HSM hat ${number(regions)} Regionen: Was in den letzten sechs Minuten geschrieben wurde, ist vielleicht noch nicht überall; sehen Sie noch einmal nach`}`,
    'domain-agrees': ({ sha256, required, custodians, withRegister }) =>
      `SHA-256 ${sha256.slice(0, 16)}… stimmt; ${required} von ${custodians} Verwahrern${withRegister ? ', die des Registers' : ''}`,
    'domain-not-compared': ({ sha256 }) =>
      `Sie ist lesbar; nichts sagt, welchen Hash sie haben muss (SHA-256 ${sha256.slice(0, 16)}…)`,
    'domain-differs': ({ what, expected, found }) =>
      `${domain[what]} weicht ab: ${expected || 'nichts'} erwartet, ${found || 'nichts'} gefunden`,
    card: ({ check, printed }) =>
      printed === null
        ? `Eine Karte von heute hat den Prüfwert ${check}`
        : printed === check
          ? `Prüfwert ${check}`
          : `VERALTET: Die gedruckte Karte hat den Prüfwert ${printed}, eine von heute ${check}`,
    'certificate-ends': ({ name, on, days }) =>
      days < 0
        ? `${name} ist abgelaufen, am ${on}`
        : `${name} gilt bis ${on}, noch ${plural(days, { one: '1 Tag', other: `${number(days)} Tage` })}`,
    'certificate-foreign': ({ name, sha256 }) =>
      `${name} gehört zu keinem Verwahrer dieses HSM (SHA-256 ${sha256.slice(0, 16)}…)`,
    consumers: ({ count, takenUtc, plannedRegion, isOlder, isOther, notSeen, stranded, withoutRole, notBackedUp }) =>
      [
        `${plural(count, { one: '1 Ressource', other: `${number(count)} Ressourcen` })}, gefragt ${readableUtc(takenUtc)}`,
        ...(notBackedUp.length > 0 ? [`IN KEINER SICHERUNG ist der Schlüssel von ${notBackedUp.join(', ')}`] : []),
        ...(stranded.length > 0
          ? [`ein neues HSM in ${plannedRegion ?? ''} ließe stranden: ${stranded.join(', ')}`]
          : []),
        ...(withoutRole.length > 0 ? [`keine Rolle im HSM hat die Identität von ${withoutRole.join(', ')}`] : []),
        ...(notSeen > 0
          ? [
              plural(notSeen, {
                one: '1 Abonnement nicht gesehen',
                other: `${number(notSeen)} Abonnements nicht gesehen`,
              }),
            ]
          : []),
        ...(isOlder ? ['älter als die neueste Sicherung'] : []),
        ...(isOther ? ['nicht die Übersicht, die das Verwahr-Register nennt'] : []),
      ].join('; '),
    'custody-healthy': ({ required, custodians, lastProof, later }) =>
      `${required} von ${custodians}; letzter Nachweis ${lastProof ?? 'nie'}${later === 0 ? '' : `; ${plural(later, { one: '1 Punkt', other: `${later} Punkte` })} für die nächste Gelegenheit`}`,
  },
  lookedAt: (utc) => `Angesehen ${readableUtc(utc)}`,
  report: {
    title: 'Bereitschaft eines HSM',
    row: 'Gefragt',
    outcome: 'Ergebnis',
    found: 'Befund',
    todo: 'Zu tun',
  },
};
