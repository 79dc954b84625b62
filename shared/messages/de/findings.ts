// German: what a check of the online part found.
import type { FindingTexts } from '../findings.ts';
import { readableUtc } from '../../formatting/date-time.ts';
import { number, plural } from './formats.ts';
import { stepNames } from './step-names.ts';

const missing = {
  'control-plane': 'zur Steuerungsebene',
  storage: 'zum Speicherkonto',
  subscription: 'zu den Listen des Abonnements',
} as const;
const steps = {
  source: 'das Ansehen des verlorenen HSM',
  create: `den Schritt „${stepNames.create}“`,
  backup: 'die Sicherung',
  readiness: 'das Ansehen von HSM und Container',
} as const;
const container = {
  'to-make': 'und kann bei der Sicherung angelegt werden',
  'may-not-make': 'und dieses Konto darf ihn nicht anlegen',
  needed: 'und der Plan nennt einen Ordner darin',
} as const;
const activations: FindingTexts['activations'] = {
  active: 'aktiviert',
  'not-activated': 'noch nicht aktiviert',
  unknown: 'Aktivierung unbekannt',
};

export const germanFindings: FindingTexts = {
  activations,
  found: {
    value: ({ value }) => value,
    nobody: () => 'niemand',
    'not-asked': ({ missing: way }) => `nicht gefragt: Diese Maschine hat keinen Zugang ${missing[way]}`,
    'other-tenant': ({ tenant, planned }) => `${tenant}, und im Plan steht ${planned}`,
    'not-in-plan': ({ operators }) =>
      `Kein Name im Plan ist der dieses Kontos; die Bediener dort: ${operators.join('; ') || 'niemand'}`,
    'rights-held': ({ count }) =>
      plural(count, { one: '1 Recht angesehen', other: `${number(count)} Rechte angesehen` }),
    'rights-missing': ({ rights }) => rights.map(({ step, role }) => `für ${steps[step]}: ${role}`).join('; '),
    'no-source': () => 'Der Plan nennt kein verlorenes HSM',
    'hsm-soft-deleted': ({ name, until }) =>
      until === null
        ? `${name} ist vorläufig gelöscht, bis zu einem unbekannten Tag`
        : `${name} ist vorläufig gelöscht, bis ${until}`,
    'hsm-purged': ({ name }) => `${name} ist endgültig gelöscht`,
    'hsm-exists': ({ name }) => `Ein HSM ${name} gibt es, soweit Azure es sagt`,
    'hsm-failed': ({ name, state }) =>
      `Das Anlegen von ${name} ist gescheitert (${state}): Löschen Sie es mit „lifeboat hsm delete-failed“, auf der Seite Gelöschte HSMs oder im Notfall im Portal; dann legen Sie es neu an`,
    'hsm-extending': ({ regions }) =>
      `Azure ändert die Regionen des HSM (${regions.join(', ')}): Das dauert bis zu 30 Minuten, und solange darf nichts geändert werden`,
    'hsm-not-made': () => 'Das neue HSM ist noch nicht angelegt',
    'hsm-made': () => 'Das HSM ist angelegt',
    'hsm-state': ({ provisioning, activation }) => `${activations[activation]}; Azure sagt: ${provisioning}`,
    'name-taken': ({ name, reason }) =>
      reason === '' ? `Der Name ${name} ist vergeben` : `${name}; Azure sagt: ${reason}`,
    'hsms-in-region': ({ count, limit, region }) =>
      `${count} von ${limit} in ${region}, vorläufig gelöschte mitgezählt`,
    'no-identity': () => 'Der Plan hat keine Identität: Ein Zugangstoken (SAS) wird verwendet',
    'identity-not-attached': ({ identity }) => `${identity} ist nicht zugeordnet`,
    'identity-unknown': ({ identity }) => `Eine Identität ${identity} gibt es nicht`,
    'account-not-seen': ({ account }) => `Dieses Abonnement zeigt kein Speicherkonto ${account}`,
    'network-open': () => 'offen für alle Netze',
    'network-trusted': () =>
      'geschlossen, und vertrauenswürdige Dienste kommen durch; diese Maschine sieht den Container vielleicht nicht',
    'network-perimeter': () =>
      'Ein Netzwerksicherheitsperimeter entscheidet; ob das HSM durchkommt, sagt nur seine eigene Prüfung vor einer Sicherung',
    'network-closed': () => 'geschlossen, und vertrauenswürdige Dienste kommen nicht durch',
    'network-closed-to-sas': () =>
      'geschlossen; vertrauenswürdige Dienste kommen nur mit der Identität des HSM durch, nicht mit einem Zugangstoken (SAS)',
    'role-writes': () => 'Sie darf Blobs lesen und schreiben',
    'role-missing': () => 'keine Rolle, mit der sie Blobs schreiben darf',
    'roles-unknown': ({ roles }) => `Rollen, die hier nicht bekannt sind: ${roles.join(', ')}`,
    'container-missing': ({ uri, then }) => `${uri} fehlt, ${container[then]}`,
    'folder-missing': ({ folder }) => `${folder} ist nicht im Container`,
    folder: ({ folder, files, bytes, written }) =>
      `${folder}: ${plural(files, { one: '1 Datei', other: `${number(files)} Dateien` })}, ${number(bytes)} Bytes, ${written === null ? 'Zeit des Schreibens unbekannt' : `geschrieben ${readableUtc(written)}`}`,
    none: () => 'keine',
    'immutability-policy': () => 'Es gibt eine Unveränderlichkeits-Richtlinie',
    'legal-hold': () => 'Es gibt eine rechtliche Aufbewahrung',
    'immutable-versions': () =>
      'Versionen von Blobs können hier unveränderlich sein; mit einer Vorgabe für neue kann keine Sicherung abgeschlossen werden',
    'container-unseen': ({ uri }) =>
      `Diese Maschine sieht ${uri} nicht. Das HSM erreicht ihn vielleicht trotzdem: Seine eigene Prüfung entscheidet`,
    provider: ({ state }) => `Azure sagt: ${state}`,
    'versions-newest': () => 'die neuesten, die dieses Programm kennt',
    'versions-older': ({ versions }) => `Azure hat die neuesten abgelehnt; in Gebrauch: ${versions.join(', ')}`,
    'versions-end': ({ versions, on }) =>
      `Azure stellt die letzten, die dieses Programm kennt, am ${on} ein: ${versions.join(', ')}`,
    'no-inventory': () => 'Es gibt keine Bestandsliste der Sicherung',
    'roles-not-read': () =>
      'Die Bestandsliste der Sicherung hat keine Rollen: Wer sie ausgegeben hat, konnte sie nicht lesen',
    'tenant-not-known': () => 'Die Bestandsliste der Sicherung nennt ihr Verzeichnis nicht',
    'external-not-known': () => 'Die Bestandsliste der Sicherung sagt nicht, welche Schlüssel extern sind',
    'external-keys': ({ count, keys }) =>
      `${plural(count, { one: '1 externer Schlüssel', other: `${number(count)} externe Schlüssel` })}: ${keys.join(', ')}. Einen davon zurückzuspielen kann das neue HSM beeinträchtigen`,
    'ekm-connection': ({ host }) => `Es gibt eine Verbindung zu einer externen Schlüsselverwaltung (EKM) unter ${host}`,
    'locked-out': ({ operators }) =>
      operators.length === 0
        ? 'Niemand wurde genannt: Das Zurückspielen würde Sie aussperren'
        : `Niemand von ${operators.join(', ')}: Das Zurückspielen würde Sie aussperren`,
  },
};
