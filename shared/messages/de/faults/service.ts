// German sentences for what can be wrong with calls to the Managed HSM service, and with a practice cloud.
import type { ServiceFault, ServiceOperation } from '../../../faults/service.ts';
import { neededRoles } from '../../../online/needed-roles.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { number, plural } from '../formats.ts';
import { describeProblems } from './fields.ts';
import { inGerman } from './words.ts';

const names: Readonly<Record<ServiceOperation, string>> = {
  'exchange-key': inGerman('init-recovery'),
  download: inGerman('download'),
  upload: inGerman('upload'),
  backup: inGerman('backup'),
  'pre-backup': `Prüfung vor der ${inGerman('backup')}`,
  restore: inGerman('restore'),
  'pre-restore': `Prüfung vor dem ${inGerman('restore')}`,
  'key-restore': inGerman('key-restore'),
  roles: 'Aufruf zu Rollen',
  'role-change': 'Änderung einer Rollenzuweisung',
  keys: 'Aufruf zu Schlüsseln',
  settings: 'Aufruf zu Einstellungen',
  'control-plane': 'Aufruf an die Steuerungsebene von Azure',
  storage: 'Aufruf an das Speicherkonto',
};

const notAgain = 'Es wurde nichts ein zweites Mal gesendet.';
const unchanged = 'Nichts wurde geändert.';

/** The network, or something on the way, is in between. */
const path = (happened: string): Advice => ({
  happened,
  safe: `${notAgain} Was der Dienst angenommen hat, läuft ohne uns weiter.`,
  todo: 'Prüfen Sie das Netz dieser Maschine, und führen Sie denselben Schritt noch einmal aus: Er fragt zuerst nach dem Zustand.',
});

/** Somebody else may be answering. */
const stranger = (happened: string): Advice => ({
  happened,
  safe: 'An diese Adresse ging kein Anmelde-Token, und es wurde nichts dorthin gesendet.',
  todo: 'Vergleichen Sie die Adresse des HSM mit dem Papier. Ist sie gleich, verwenden Sie ein anderes Netz; arbeiten Sie nicht über dieses weiter.',
});

/** The service has spoken, and not as agreed. */
const odd = (happened: string): Advice => ({
  happened,
  safe: notAgain,
  todo: 'Behalten Sie die Niederschrift. Führen Sie den Schritt noch einmal aus, um nach dem Zustand zu fragen; ist er gleich, rufen Sie den Support der Cloud an.',
});

/** What the service gives as its reason, if it gives one. */
const said = ({ serviceCode, serviceMessage }: { serviceCode: string; serviceMessage: string }): string => {
  const words = [serviceCode, serviceMessage].filter((word) => word !== '').join(': ');
  return words === '' ? 'Ein Grund wurde nicht genannt.' : `Genannter Grund: ${words}`;
};

const quotedIfAny = (words: { serviceCode: string; serviceMessage: string }): string =>
  words.serviceCode + words.serviceMessage === '' ? '' : ` ${said(words)}`;

/** Which role is missing, and who can give it. */
function roleToAskFor(operation: ServiceOperation): string {
  const role = neededRoles[operation]?.role;
  return role === undefined
    ? 'Vergleichen Sie die Rollen des angemeldeten Kontos und die der Speicher-Identität oder des Tokens mit dem Papier. Geben kann sie, wer dort Owner oder User Access Administrator ist.'
    : `Das angemeldete Konto braucht in diesem HSM die Rolle ${role} oder eine größere. Ein Managed HSM Administrator oder Policy Administrator dieses HSM kann sie geben. Eine neue Rolle gilt erst nach einigen Minuten.`;
}

const waitText = (seconds: number): string =>
  seconds > 0
    ? `Warten Sie ${plural(seconds, { one: '1 Sekunde', other: `${number(seconds)} Sekunden` })}, und führen Sie den Schritt dann noch einmal aus.`
    : 'Warten Sie eine Minute, und führen Sie den Schritt dann noch einmal aus.';

const unreachable = {
  name: 'Sein Name ist hier nicht bekannt',
  refused: 'Unter seiner Adresse antwortet nichts',
  certificate: 'Seinem Zertifikat vertraut diese Maschine nicht',
  lost: 'Die Verbindung brach ab',
  proxy: 'Der Proxy wurde nicht erreicht',
  'proxy-refused': 'Der Proxy lässt diese Maschine nicht durch',
} as const;

export const serviceAdvice: AdviceBook<ServiceFault> = {
  SERVICE_UNREACHABLE: ({ host, reason }) =>
    path(
      reason === 'timeout'
        ? `${host} hat nicht rechtzeitig geantwortet.`
        : `${host} wurde nicht erreicht: ${unreachable[reason]}.`,
    ),
  SERVICE_ANSWER_LOST: ({ operation }) => path(`Eine Antwort ging unterwegs verloren: ${names[operation]}.`),
  SERVICE_OUTCOME_UNKNOWN: ({ operation }) => ({
    happened: `Eine Antwort ging verloren, und nichts sagt, ob der Dienst begonnen hat: ${names[operation]}.`,
    safe: notAgain,
    todo: 'Sehen Sie nach, bevor irgendetwas anderes getan wird: Der Container zeigt einen neuen Ordner der Sicherung, das HSM zeigt seine Schlüssel. Entscheiden Sie zu zweit.',
  }),
  SERVICE_SECURITY_DOMAIN_LOST: () => ({
    happened: 'Die Antwort mit der Sicherheitsdomäne ging unterwegs verloren. Das HSM kann inzwischen aktiv sein.',
    safe: 'Ist das HSM aktiv, behält es seine Schlüssel. Seine Sicherheitsdomäne kann noch einmal heruntergeladen werden. Löschen Sie das HSM nicht.',
    todo: 'Führen Sie den Schritt noch einmal aus: Ein HSM, das noch nicht aktiv ist, wird dann aktiviert. Heißt es, das HSM sei aktiv, halten Sie für es eine Neuverschlüsselung ab: neue Schlüssel und Zertifikate der Verwahrer, dann lädt ein Administrator die Sicherheitsdomäne noch einmal herunter. Legen Sie keine wertvollen Schlüssel im HSM an, bevor Sie die Datei haben.',
  }),
  SERVICE_SIGN_IN_FAILED: () => ({
    happened: 'Die Anmeldung ist nicht gelungen.',
    safe: 'Es wurde nichts an das HSM gesendet.',
    todo: 'Prüfen Sie das Netz dieser Maschine, und melden Sie sich dann wieder an, oder wählen Sie einen anderen Weg der Anmeldung.',
  }),
  SERVICE_SIGN_IN_REFUSED: () => ({
    happened: 'Das HSM nimmt die Anmeldung dieses Kontos nicht an.',
    safe: unchanged,
    todo: 'Vergleichen Sie das angemeldete Konto und seinen Mandanten mit dem Papier, und melden Sie sich neu an.',
  }),
  SERVICE_SIGN_IN_CHANGED: ({ expected, found }) => ({
    happened: `Die Anmeldung ist jetzt die von ${found}, vorher war sie die von ${expected}.`,
    safe: 'Mit dem anderen Konto wurde nichts gesendet.',
    todo: 'Melden Sie sich ab, und melden Sie sich als die Person an, die hier arbeitet. Kennt hier niemand das andere Konto, brechen Sie ab: Jemand anders hat den Code benutzt.',
  }),
  SERVICE_CHALLENGE_MISSING: () => stranger('Die Adresse verlangte eine Anmeldung, ohne zu sagen, wofür.'),
  SERVICE_CHALLENGE_FOREIGN: ({ expected, found }) =>
    stranger(`Die Adresse verlangte eine Anmeldung bei ${found || 'nichts'}, wo ${expected} hingehört.`),
  SERVICE_IS_PRACTICE: ({ host }) => ({
    happened: `Was als ${host} antwortet, ist ein ÜBUNGS-HSM.`,
    safe: 'Kein echtes HSM wurde erreicht und nichts geändert.',
    todo: 'Für eine Übung starten Sie als Übung. Für eine echte Wiederherstellung nehmen Sie eine Maschine, die nicht für die Übung eingerichtet ist.',
  }),
  SERVICE_NOT_PRACTICE: ({ host }) => ({
    happened: `Was als ${host} antwortet, ist kein Übungs-HSM, und dies ist eine Übung.`,
    safe: 'Der Aufruf wurde abgelehnt, bevor auf unserer Seite etwas geändert wurde; Anmeldungen der Übung sind anderswo nichts wert.',
    todo: 'Prüfen Sie Adresse und Port des Übungs-HSM.',
  }),
  SERVICE_REDIRECTED: ({ host, to }) =>
    stranger(`${host} hat uns an ${to || 'eine ungenannte Adresse'} weitergeschickt, was ein Managed HSM nicht tut.`),
  SERVICE_ANSWER_TOO_LARGE: ({ limit }) =>
    odd(`Die Antwort ist länger als ${number(limit)} Bytes und wurde nicht zu Ende gelesen.`),
  SERVICE_NOT_JSON: ({ status, contentType }) =>
    path(
      `Die Antwort (Status ${status}) ist kein JSON, sondern ${contentType || 'nichts, was wir kennen'}; ein Proxy kann sie geschrieben haben.`,
    ),
  SERVICE_JSON_BROKEN: ({ operation }) => path(`Eine Antwort ist abgeschnitten oder beschädigt: ${names[operation]}.`),
  SERVICE_ANSWER_UNEXPECTED: ({ operation, problems, ...words }) =>
    odd(
      `Eine Antwort hat nicht die vereinbarte Form (${names[operation]}): ${describeProblems(problems, 'die Antwort')}.${quotedIfAny(words)}`,
    ),
  SERVICE_FORBIDDEN: ({ operation, ...words }) => ({
    happened: `Der Dienst erlaubt dies nicht: ${names[operation]}. ${said(words)}`,
    safe: unchanged,
    todo: roleToAskFor(operation),
  }),
  SERVICE_POLICY_DENIED: ({ operation, policies, ...words }) => ({
    happened: `Eine Richtlinie Ihrer Organisation lässt dies nicht zu (${names[operation]})${policies.length === 0 ? '' : `: ${policies.map((name) => `„${name}“`).join(', ')}`}. ${said(words)}`,
    safe: 'Nichts wurde angelegt und nichts geändert.',
    todo: 'Fragen Sie, wer Azure Policy verwaltet, was verlangt ist: Tags, Netz, SKU oder Region. Geben Sie es bei diesem Schritt an; oder, wo das Anlegen vorher freigegeben wurde, ändern Sie es dort und lassen es neu freigeben; oder bitten Sie um eine Befreiung. Führen Sie den Schritt dann noch einmal aus.',
  }),
  SERVICE_CONFLICT: ({ operation, ...words }) => ({
    happened: `Der Dienst kann dies im jetzigen Zustand nicht: ${names[operation]}. ${said(words)}`,
    safe: unchanged,
    todo: 'Fragen Sie nach dem Zustand des HSM. Läuft ein anderer Vorgang, warten Sie auf sein Ende; niemand sonst sollte an diesem HSM arbeiten.',
  }),
  SERVICE_NOT_FOUND: ({ operation, ...words }) => ({
    happened:
      words.serviceCode === 'SubscriptionNotFound'
        ? `Azure findet dieses Abonnement nicht. ${said(words)}`
        : `Azure findet nicht, wonach gefragt wird: ${names[operation]}. ${said(words)}`,
    safe: unchanged,
    todo: 'Vergleichen Sie Abonnement, Ressourcengruppe und Namen mit dem Papier, und das Verzeichnis, in dem Sie angemeldet sind. Berichtigen Sie, was abweicht, und führen Sie den Schritt noch einmal aus.',
  }),
  SERVICE_REFUSED: ({ operation, status, ...words }) => ({
    happened: `Der Dienst hat dies abgelehnt: ${names[operation]} (Status ${status}). ${said(words)}`,
    safe: unchanged,
    todo:
      operation === 'upload'
        ? 'Laden Sie nicht noch einmal hoch. Folgen Sie dem Vorfallsblatt.'
        : 'Berichtigen Sie, was der Grund nennt, und führen Sie den Schritt dann wieder aus.',
  }),
  SERVICE_THROTTLED: ({ operation, retryAfterSeconds }) => ({
    happened: `Der Dienst ist gerade überlastet: ${names[operation]}.`,
    safe: notAgain,
    todo: waitText(retryAfterSeconds),
  }),
  SERVICE_UNAVAILABLE: ({ operation, status, retryAfterSeconds }) => ({
    happened: `Im Dienst ist ein Fehler aufgetreten: ${names[operation]} (Status ${status}).`,
    safe: notAgain,
    todo: waitText(retryAfterSeconds),
  }),
  SERVICE_OPERATION_HEADER_MISSING: ({ operation }) =>
    odd(`Der Dienst hat dies angenommen, ohne zu sagen, wo sein Zustand zu erfragen ist: ${names[operation]}.`),
  SERVICE_OPERATION_FOREIGN: ({ operation, found }) =>
    stranger(`Für den Zustand nennt die Antwort eine andere Adresse (${names[operation]}): ${found}.`),
  SERVICE_STATUS_UNKNOWN: ({ operation, status }) =>
    odd(`Ein Zustand ist „${status}“, den wir nicht kennen: ${names[operation]}.`),
  SERVICE_OPERATION_FAILED: ({ operation, ...words }) => ({
    happened: `Der Dienst hat dies versucht, und es ist gescheitert: ${names[operation]}. ${said(words)}`,
    safe: 'Was vorher im HSM war, ist, wie es war, sofern der Grund nichts anderes sagt.',
    todo: 'Berichtigen Sie, was der Grund nennt, und beginnen Sie den Schritt neu. War es ein Hochladen, folgen Sie stattdessen dem Vorfallsblatt.',
  }),
  SERVICE_WATCH_LOST: ({ jobId }) => ({
    happened: `Der Dienst hat die Wiederherstellung angenommen, und dieses Konto darf nicht mehr nach ihr fragen (Auftrag ${jobId}). Eine Wiederherstellung ersetzt die Rollenzuweisungen, auch die dieses Kontos.`,
    safe: 'Das ist kein Scheitern der Wiederherstellung: Sie läuft im Dienst weiter oder ist zu Ende. Es wurde nichts ein zweites Mal gesendet.',
    todo: 'Melden Sie sich als Administrator des HSM an, von dem die Sicherung stammt; die Bestandsliste nennt sie. Führen Sie den Schritt dann noch einmal aus: Er wartet weiter auf denselben Auftrag.',
  }),
  SERVICE_NOTHING_RESTORED: ({ notOverwritten }) => ({
    happened: `Der Dienst meldet das Zurückspielen des Schlüssels als Erfolg, hat aber 0 Versionen zurückgespielt. ${plural(notOverwritten, { one: '1 Version war schon da', other: `${number(notOverwritten)} Versionen waren schon da` })}, und keine wird überschrieben.`,
    safe: 'Das HSM enthält die Versionen, die es vorher hatte.',
    todo: 'Vergleichen Sie den Schlüssel im HSM mit der Bestandsliste. Soll es der aus der Sicherung sein, löscht ein Administrator den vorhandenen endgültig; dann spielen Sie ihn noch einmal zurück.',
  }),
  SERVICE_ROLE_ASSIGNMENT_EXISTS: ({ scope, principalId }) => ({
    happened: `${principalId} hat diese Rolle bei ${scope} schon.`,
    safe: unchanged,
    todo: 'Machen Sie weiter: Es muss nichts zugewiesen werden.',
  }),
  SERVICE_PAGE_FOREIGN: ({ operation, found }) =>
    stranger(`Die nächste Seite soll an einer anderen Adresse liegen (${names[operation]}): ${found}.`),
  PRACTICE_STATE_IN_USE: ({ pid }) => ({
    happened: `Eine andere Übungs-Cloud arbeitet in diesem Ordner${pid > 0 ? ` (Prozess ${pid})` : ''}.`,
    safe: unchanged,
    todo: 'Beenden Sie die andere, oder wählen Sie einen anderen Ordner.',
  }),
  PRACTICE_STATE_DAMAGED: ({ file }) => ({
    happened: `Der Zustand eines Übungs-HSM kann nicht gelesen werden: ${file}.`,
    safe: 'Nichts wurde geändert. Kein echtes HSM hat damit zu tun.',
    todo: 'Beginnen Sie mit einem leeren Ordner; was in diesem Übungs-HSM war, ist nicht mehr zu gebrauchen.',
  }),
  PRACTICE_PORT_IN_USE: ({ port }) => ({
    happened: `Etwas anderes auf dieser Maschine belegt den Port ${port}.`,
    safe: unchanged,
    todo: 'Wählen Sie einen anderen Port, oder lassen Sie ihn weg: Dann wird ein freier genommen.',
  }),
  PRACTICE_HSM_NAME_INVALID: ({ name }) => ({
    happened: `„${name}“ ist kein Name für ein HSM.`,
    safe: unchanged,
    todo: 'Nehmen Sie 3 bis 24 Buchstaben, Ziffern und Bindestriche, ohne Bindestrich am Anfang oder Ende.',
  }),
  PRACTICE_HSM_EXISTS: ({ name }) => ({
    happened: `Ein Übungs-HSM mit dem Namen ${name} gibt es schon.`,
    safe: unchanged,
    todo: 'Wählen Sie einen anderen Namen, oder vernichten Sie zuerst das andere Übungs-HSM.',
  }),
  PRACTICE_HSM_UNKNOWN: ({ name }) => ({
    happened: `Es gibt kein Übungs-HSM mit dem Namen ${name}.`,
    safe: unchanged,
    todo: 'Vergleichen Sie den Namen mit denen im Ordner der Übungs-Cloud.',
  }),
};
