// German sentences for what the steps of the online part refuse.
import type { ExchangeKeyCheckId } from '../../../exchange-key/checks.ts';
import type { OnlineFault } from '../../../faults/online.ts';
import type { GuardedCall } from '../../../journal/events.ts';
import type { AdviceBook } from '../../advice.ts';
import { plainFindingText } from '../../findings.ts';
import { germanExchangeKeyTexts } from '../exchange-key-texts.ts';
import { germanFindings } from '../findings.ts';
import { germanOnlineTexts } from '../online.ts';
import { describeProblems } from './fields.ts';
import { inGerman } from './words.ts';
import { readableUtc } from '../../../formatting/date-time.ts';
import { number, plural } from '../formats.ts';

/** A check that did not pass, and what nobody may rely on for that. */
function failedCheck(id: ExchangeKeyCheckId): string {
  const { title, rulesOut } = germanExchangeKeyTexts.checks[id];
  return `${title}: nicht bestanden. Dies schlösse aus: ${rulesOut}.`;
}

const exceptions: Readonly<Record<Extract<OnlineFault, { code: 'EXCEPTION_UNFIT' }>['problem'], string>> = {
  unknown: 'steht nicht im Journal dieser Maschine',
  'other-step': 'betrifft einen anderen Schritt',
  'one-person': 'wurde nicht von zwei Personen entschieden',
  used: 'wurde schon einmal verwendet',
};

/** How people find out what became of a call when the service does not say. */
const findOut: Readonly<Record<GuardedCall, string>> = {
  create: 'Sehen Sie im Portal nach, ob das HSM da ist und in welchem Zustand.',
  'init-recovery':
    'Holen Sie den Austauschschlüssel mit dem zweiten Beobachter noch einmal: Derselbe Schlüssel muss kommen.',
  download:
    'Sehen Sie im Portal nach, ob das HSM aktiviert ist. Ist es das, kann seine Sicherheitsdomäne noch einmal heruntergeladen werden: in einer Neuverschlüsselung mit neuen Zertifikaten der Verwahrer. Löschen Sie das HSM nicht.',
  canary:
    'Listen Sie die Schlüssel des HSM auf: Ist der Testschlüssel da, ist der Aufruf gelungen. Er wird nicht noch einmal erzeugt.',
  upload:
    'Sehen Sie im Portal nach, ob das HSM aktiviert ist, und in seinem Protokoll nach dem Hochladen. Laden Sie nicht noch einmal hoch, bevor Sie es wissen.',
  identity:
    'Sehen Sie im Portal nach, ob die Identität an das HSM angehängt ist. Sie noch einmal anzuhängen schadet nicht.',
  delete:
    'Sehen Sie im Portal nach, ob das HSM noch in seiner Ressourcengruppe ist. Es noch einmal zu löschen schadet nicht.',
  recover: 'Sehen Sie im Portal nach, ob das HSM wieder in seiner Ressourcengruppe ist.',
  purge: 'Sehen Sie im Portal unter den gelöschten HSMs nach, ob es noch aufgeführt ist.',
  backup:
    'Sehen Sie im Container nach einem neuen Ordner dieses HSM. Eine zweite Sicherung schadet nicht, sobald über die erste entschieden ist.',
  restore:
    'Listen Sie Schlüssel und Rollen des HSM auf. Spielen Sie nicht noch einmal zurück, bevor Sie wissen, dass das erste Mal nicht läuft.',
  'key-restore':
    'Sehen Sie nach, ob der Schlüssel im HSM ist. Spielen Sie ihn nicht noch einmal zurück, bevor Sie es wissen.',
};

const nothingSent = 'Es wurde nichts an das HSM gesendet.';
const nothingCompared = 'Nichts wurde verglichen.';
const unchanged = 'Nichts wurde geändert.';
const needs = {
  backup: 'wo die Sicherungen liegen',
  folder: 'der Ordner der Sicherung der Quelle',
  identity: 'die Identität, die das Speicherkonto erreicht',
  source: 'das verlorene HSM',
  'control-plane': 'wie die Steuerungsebene erreicht wird',
} as const;
const sas = {
  form: 'ist keines',
  permissions: 'hat ein nötiges Recht nicht',
  expired: 'ist abgelaufen',
  'expires-soon': 'läuft ab, bevor die Arbeit getan ist',
  'secret-missing': 'hat keine Signatur',
} as const;

const typed = {
  target: 'der Name des neuen HSM',
  folder: 'der Ordner der Sicherung',
  'deleted-hsm': 'der Name des gelöschten HSM',
} as const;
const creationMembers = { sku: 'die SKU', tags: 'die Tags', network: 'die Netzregeln' } as const;

const minutesLeft = (minutes: number): string =>
  plural(minutes, { one: 'Es bleibt 1 Minute.', other: `Es bleiben ${number(minutes)} Minuten.` });

export const onlineAdvice: AdviceBook<OnlineFault> = {
  STEP_OUTCOME_UNKNOWN: ({ call }) => ({
    happened: `Nichts sagt, was daraus wurde: ${inGerman(call)}.`,
    safe: 'Es wurde höchstens einmal gesendet und wird nicht noch einmal gesendet.',
    todo: `${findOut[call]} Dann tragen zwei Personen das Ergebnis ein: in der App auf der Seite dieses Schritts, auf der Befehlszeile mit „lifeboat hsm decide“.`,
  }),
  STEP_OUTCOME_NOT_ASKED: ({ call }) => ({
    happened: `Was daraus wurde, ist noch nicht gefragt worden (${inGerman(call)}); deshalb entscheidet es niemand.`,
    safe: 'Es wurde kein Ergebnis eingetragen und nichts noch einmal gesendet.',
    todo: 'Nehmen Sie den Aufruf wieder auf, indem Sie seinen Schritt noch einmal ausführen: Der Dienst sagt, was daraus wurde, oder es zeigt sich, dass es niemand sagen kann. Erst dann entscheiden zwei Personen.',
  }),
  STEP_REFUSED_EARLIER: ({ call, status }) => ({
    happened: `Der Dienst hat dies abgelehnt (Status ${status}), bevor dieses Programm unterbrochen wurde: ${inGerman(call)}.`,
    safe: 'Seine Antwort liegt im Ordner der Antworten, und die Ablehnung steht im Journal.',
    todo: 'Lesen Sie die aufbewahrte Antwort, und berichtigen Sie, was sie nennt. War es ein Hochladen, folgen Sie dem Vorfallsblatt.',
  }),
  STEP_STATE_UNEXPECTED: ({ call, expected, found }) => ({
    happened: `Der Dienst sagt, dies sei getan (${inGerman(call)}), aber das Zurücklesen zeigt: ${inGerman(found)}. Dort gehört hin: ${inGerman(expected)}.`,
    safe: 'Mehr wurde nicht getan.',
    todo: `Führen Sie den Schritt noch einmal aus, um wieder nachzusehen. ${findOut[call]}`,
  }),
  RE_WRAP_ANSWER_LOST: () => ({
    happened:
      'Das HSM wurde um die Sicherheitsdomäne für die neuen Verwahrer gebeten, und eine ganze Antwort ist nicht da.',
    safe: 'Das HSM und seine Schlüssel sind, wie sie waren. Der alte Satz Schlüssel öffnet weiterhin die alte Sicherheitsdomäne.',
    todo: 'Behalten Sie den alten Satz, und löschen Sie nichts. Führen Sie den Schritt noch einmal aus: Das HSM gibt die Datei, so oft es gebeten wird. Ist der Schritt schon getan, beginnen Sie eine weitere Neuverschlüsselung.',
  }),
  STEP_PREFLIGHT: ({ checks }) => ({
    happened: `Der Schritt würde scheitern. ${checks.map(({ id, found }) => `${germanOnlineTexts.checks[id]}: ${plainFindingText(germanFindings, found)}.`).join(' ')}`,
    safe: nothingSent,
    todo: `${checks.map(({ id }) => germanOnlineTexts.todo[id]).join(' ')} Sehen Sie dann wieder nach. Niemand muss reisen, bevor alles stimmt.`,
  }),
  STEP_NOT_PLANNED: ({ missing }) => ({
    happened: `Niemand hat gesagt, was dieser Schritt braucht: ${needs[missing]}.`,
    safe: nothingSent,
    todo: 'Das wird angegeben, bevor eine Wiederherstellung beginnt. Beginnen Sie damit neu; in einer Zeremonie geben zwei Personen es vorher frei.',
  }),
  STEP_WRONG_MACHINE: ({ expected, found }) => ({
    happened: `Dieser Schritt gehört auf eine andere Maschine. Wessen Schritt es ist: ${expected.map(inGerman).join(' oder ')}. Wessen Maschine dies ist: ${found === null ? 'niemandes' : inGerman(found)}.`,
    safe: nothingSent,
    todo: 'Gehen Sie an die andere Maschine, oder verwenden Sie das Journal dieser.',
  }),
  CONFIRMATION_DIFFERS: ({ what, expected }) => ({
    happened: `Was eingegeben wurde, ist nicht ${typed[what]}, ${expected}.`,
    safe: nothingSent,
    todo: 'Lesen Sie es noch einmal vom Papier, und geben Sie es ganz ein. Sagt das Papier etwas anderes, halten Sie an: Es ist eine Ausnahme.',
  }),
  CONFIRMATION_ONE_PERSON: () => ({
    happened: 'Zwei verschiedene Personen müssen diesen Schritt bestätigen.',
    safe: nothingSent,
    todo: 'Lassen Sie den zweiten Bediener das Papier lesen und bestätigen.',
  }),
  DIRECTORY_MISSING: () => ({
    happened: 'Das Verzeichnis (Mandant), in dem Sie sich anmelden, fehlt.',
    safe: nothingSent,
    todo: 'Geben Sie seine Kennung ein: 32 Hex-Ziffern mit vier Bindestrichen. Sie steht auf der Übersicht von Microsoft Entra ID, und „az account show“ gibt sie als tenantId aus.',
  }),
  TARGET_HSM_MISSING: ({ name, resourceGroup }) => ({
    happened: `In der Ressourcengruppe ${resourceGroup} gibt es kein HSM ${name}.`,
    safe: nothingSent,
    todo: 'Legen Sie das HSM zuerst an. Wurde es gelöscht, sehen Sie die gelöschten HSMs an.',
  }),
  HSM_NOT_FAILED: ({ name, state }) => ({
    happened: `${name} ist kein HSM, dessen Anlegen gescheitert ist: Azure sagt „${state}“. Gelöscht wird hier nur eines, dessen Anlegen gescheitert ist und das nie aktiviert wurde.`,
    safe: 'Das HSM ist, wie es war.',
    todo: 'Wird es noch angelegt, warten Sie. Ist es brauchbar, machen Sie mit ihm weiter. Ein HSM in Betrieb löscht ein Administrator im Portal.',
  }),
  DELETED_HSM_MISSING: ({ name }) => ({
    happened: `Dieses Abonnement hat kein gelöschtes HSM ${name}: Es wurde nicht gelöscht, ist schon wieder da oder wurde endgültig gelöscht.`,
    safe: nothingSent,
    todo: 'Listen Sie die gelöschten HSMs noch einmal auf, und vergleichen Sie Name und Abonnement mit dem Papier.',
  }),
  PURGE_PROTECTED: ({ name, until }) => ({
    happened: `${name} hat einen Löschschutz: Niemand kann es endgültig löschen, auch Microsoft nicht. ${until === null ? 'Azure sagt nicht, wann es weg sein wird.' : `Azure löscht es von selbst endgültig am ${readableUtc(until)}.`}`,
    safe: 'Das gelöschte HSM ist, wie es war. Bis zu diesem Tag kann es mit allen Schlüsseln zurückgeholt werden, und es wird berechnet.',
    todo: 'Holen Sie es zurück, oder wählen Sie für das neue HSM einen anderen Namen: Bis dahin bleibt der Name belegt.',
  }),
  PURGE_STILL_ACCEPTED: ({ name, minutes }) => ({
    happened: `Azure hat das endgültige Löschen von ${name} angenommen. Nach ${minutes} Minuten führt es das HSM immer noch als gelöscht. Das kommt vor und kann Tage dauern.`,
    safe: 'Das Löschen wurde ein Mal gesendet. Der Name bleibt vorerst belegt.',
    todo: 'Führen Sie den Schritt später noch einmal aus: Er fragt nur nach. Wenn Sie nicht warten können, halten zwei Personen fest, was aus dem Löschen wurde, und ein neuer Plan nimmt einen anderen Namen. Für den Support von Microsoft steht die Nummer der Anfrage im Protokoll.',
  }),
  PURGE_BEFORE_RESTORE: ({ name }) => ({
    happened: `${name} ist das verlorene HSM, und aus seiner Sicherung ist noch nichts zurückgespielt. Noch kann es mit allen Schlüsseln zurückgeholt werden.`,
    safe: 'Es wurde nichts endgültig gelöscht.',
    todo: 'Holen Sie es zurück: Das ist der kürzeste Weg zu seinen Schlüsseln. Löschen Sie es erst nach dem Zurückspielen endgültig, wenn seine Schlüssel im neuen HSM nachgewiesen sind.',
  }),
  CREATION_NOT_AS_PLANNED: ({ what }) => ({
    happened: `Der Plan sagt zum neuen HSM etwas anderes: ${what.map((member) => creationMembers[member]).join(', ')}.`,
    safe: nothingSent,
    todo: 'Lassen Sie diese Optionen weg: Es gilt, was der Plan sagt. Soll es anders sein, ändern Sie den Plan, und lassen Sie ihn neu freigeben.',
  }),
  CREATION_CHANGED: ({ changes, step }) => ({
    happened: `Das HSM wurde angelegt, aber nicht so, wie es verlangt war: ${changes.map(({ expected, found }) => `aus ${expected} wurde ${found}`).join('; ')}. Eine Richtlinie Ihrer Organisation ändert solche Anfragen.`,
    safe: 'Das HSM ist da und leer, und sonst wurde nichts verändert. Ein neuer Versuch würde wieder geändert.',
    todo: `Klären Sie mit denen, die das Netz verantworten, ob Sie und das Speicherkonto das HSM noch erreichen. Wenn ja, entscheiden zwei Personen durch eine Ausnahme bei Schritt ${step} und führen den Schritt mit ihrer Nummer noch einmal aus. Wenn nicht, lassen Sie zuerst die Richtlinie ändern.`,
  }),
  ROLE_UNKNOWN: ({ role, known }) => ({
    happened: `Dieses HSM hat keine Rolle „${role}“.`,
    safe: unchanged,
    todo: `Wählen Sie eine von diesen: ${known.join(', ')}.`,
  }),
  ROLE_ASSIGNMENT_MISSING: ({ role, scope, principalId }) => ({
    happened: `${principalId} hat die Rolle ${role} auf ${scope} nicht.`,
    safe: unchanged,
    todo: 'Listen Sie die Rollenzuweisungen auf, und vergleichen Sie Rolle, Bereich und Objekt-ID. Eine Rolle kann auch aus einer Gruppe kommen.',
  }),
  ROLE_LAST_ADMINISTRATOR: ({ principalId }) => ({
    happened: `${principalId} ist der letzte Administrator dieses HSM. Ohne diese Rolle könnte niemand Rollen geben, sichern oder zurückspielen.`,
    safe: unchanged,
    todo: 'Machen Sie zuerst jemand anderen zum Managed HSM Administrator, auf dem Bereich „/“. Nehmen Sie dann diese weg.',
  }),
  READ_BACK_DIFFERS: ({ attempt }) => ({
    happened: 'Was zurückgelesen wurde, ist nicht der Hash dieses Bündels.',
    safe: nothingSent,
    todo:
      attempt >= 2
        ? 'Dies war der zweite Versuch: Halten Sie an, und vermerken Sie eine Ausnahme.'
        : 'Rufen Sie die andere Seite an, und lesen Sie es noch einmal.',
  }),
  EXCHANGE_KEY_REFUSED: ({ failed }) => ({
    happened: `Der Austauschschlüssel hat nicht bestanden. ${failed.map(failedCheck).join(' ')}`,
    safe: 'Die Antwort ist aufbewahrt, und es wurde kein Bündel daraus gemacht.',
    todo: 'Wählen Sie keinen anderen Schlüssel. Halten Sie an, und vermerken Sie eine Ausnahme; die Verwahrer dürfen nicht für diesen Schlüssel verschlüsseln.',
  }),
  EXCHANGE_KEY_DIFFERS: ({ inBlob, fetched }) => ({
    happened: `Der Wiederherstellungs-Blob wurde für den Schlüssel ${inBlob} gebaut, aber das HSM hat eben ${fetched} gezeigt. Entweder wurde das HSM neu angelegt, oder der Dienst zeigt bei jedem Abruf oder von jedem seiner Server einen anderen Schlüssel. Noch weiß niemand, was davon.`,
    safe: 'Der Wiederherstellungs-Blob wurde nicht hochgeladen, und beide Antworten sind aufbewahrt.',
    todo: 'Ist es die falsche Datei, nehmen Sie die richtige. Ist sie es nicht, lassen Sie den Schlüssel auf einer anderen Maschine noch einmal holen, und wiederholen Sie hier diesen Schritt, der ihn auch noch einmal holt. Weicht er wieder ab, entscheiden zwei Personen.',
  }),
  EXCHANGE_KEY_CHANGED: ({ inBlob, fetched, step }) => ({
    happened: `Der Wiederherstellungs-Blob wurde für den Schlüssel ${inBlob} gebaut, aber das HSM hat zweimal einen anderen gezeigt, zuletzt ${fetched}.`,
    safe: 'Der Wiederherstellungs-Blob wurde nicht hochgeladen, und alle Antworten sind aufbewahrt.',
    todo: `Folgen Sie dem Vorfallsblatt: Vergleichen Sie die Fingerabdrücke aller Abrufe beider Maschinen. Dann entscheiden zwei Personen mit einer Ausnahme bei Schritt ${step}: den neuen Schlüssel zur Offline-Seite zu bringen, oder diesen Blob trotzdem hochzuladen, mit der Nummer der Ausnahme. Einen Blob für einen anderen Schlüssel lehnt das HSM ab, und er verrät nichts.`,
  }),
  RESTORE_POINT_MISSING: () => ({
    happened: 'Seit dem Hochladen gibt es keine Sicherung des neuen HSM, und das Zurückspielen braucht eine.',
    safe: nothingSent,
    todo: 'Erstellen Sie zuerst die Sicherung vor der Wiederherstellung.',
  }),
  HOLD_RUNNING: ({ secondsLeft, step }) => ({
    happened: `Die Wartezeit nach der Sicherung vor der Wiederherstellung ist nicht vorbei: ${minutesLeft(Math.ceil(secondsLeft / 60))}`,
    safe: nothingSent,
    todo: `Warten Sie. Der Dienst braucht diese Zeit; ein früheres Zurückspielen kann abgelehnt werden. Nur zwei Personen können sie verkürzen, durch eine Ausnahme bei Schritt ${step}.`,
  }),
  RESTORE_LOCKS_OUT: ({ operators, step }) => ({
    happened: `Niemand von denen, die hier arbeiten (${operators.join(', ')}), ist Administrator in der Sicherung; nach dem Zurückspielen könnte niemand von Ihnen etwas tun.`,
    safe: nothingSent,
    todo: `Finden Sie einen Administrator der Sicherung, der sich anmelden kann, oder entscheiden Sie durch eine Ausnahme bei Schritt ${step}.`,
  }),
  RESTORE_EXTERNAL_KEYS: ({ count, keys, step }) => ({
    happened: `Die Sicherung enthält ${plural(count, { one: '1 externen Schlüssel', other: `${number(count)} externe Schlüssel` })}: ${keys.join(', ')}${keys.length < count ? ', …' : ''}. Microsoft sagt: Der Versuch, einen externen Schlüssel aus einer Sicherung zurückzuspielen, kann das Managed HSM in einen beeinträchtigten Zustand bringen („degraded state“).`,
    safe: nothingSent,
    todo: `Fragen Sie den Hersteller der externen Schlüsselverwaltung und Microsoft, bevor Sie weitermachen. Stattdessen lassen sich einzelne Schlüssel zurückspielen, alle außer diesen. Muss die ganze Sicherung zurück, entscheiden zwei Personen durch eine Ausnahme bei Schritt ${step}.`,
  }),
  EXCEPTION_UNFIT: ({ number, step, problem }) => ({
    happened: `EX-${number} ${exceptions[problem]}.`,
    safe: nothingSent,
    todo: `Zwei Personen füllen ein Ausnahmeblatt für Schritt ${step} aus und entscheiden; tragen Sie es ins Journal ein, und nennen Sie seine Nummer.`,
  }),
  SAS_UNFIT: ({ problem }) => ({
    happened: `Das Zugangstoken (SAS) ${sas[problem]}.`,
    safe: nothingSent,
    todo: 'Erstellen Sie ein neues: crdw für die Sicherung, rl für das Zurückspielen, einen Tag gültig. Besser: Verwenden Sie die Identität.',
  }),
  INVENTORY_FORM: ({ problems }) => ({
    happened: `Die Datei ist keine Bestandsliste: ${describeProblems(problems)}.`,
    safe: nothingCompared,
    todo: 'Wählen Sie die Datei, die dieses Programm zur Zeit der Sicherung ausgegeben hat.',
  }),
  KEY_ATTESTATIONS_FORM: ({ problems }) => ({
    happened: `Die Datei enthält keine Schlüssel-Attestierungen, wie dieses Programm sie schreibt: ${describeProblems(problems)}.`,
    safe: 'Es wurde nichts geprüft.',
    todo: 'Wählen Sie die Datei, die „lifeboat hsm inventory --attestations“ geschrieben hat.',
  }),
  INVENTORY_NOT_CANONICAL: () => ({
    happened: 'Die Bestandsliste wurde nach der Ausgabe verändert.',
    safe: nothingCompared,
    todo: 'Verwenden Sie die Datei, wie sie ausgegeben wurde; vergleichen Sie ihren Hash mit der Niederschrift.',
  }),
  INVENTORY_TOO_LARGE: ({ keys, bytes }) => ({
    happened: `Das HSM enthält mehr, als eine Bestandsliste fassen kann: ${number(keys)} Schlüssel oder ${number(bytes >> 20)} MiB.`,
    safe: 'Nichts wurde geschrieben, und im HSM wurde nichts verändert.',
    todo: 'Machen Sie ohne Bestandsliste weiter: Eine Ausnahme sagt, warum. Die Sicherung enthält alle Schlüssel, gleich was eine Bestandsliste aufführen kann.',
  }),
  INVENTORY_FOREIGN: ({ what, expected, found }) => ({
    happened: `Die Bestandsliste gehört zu etwas anderem (${inGerman(what)}): ${found} statt ${expected}.`,
    safe: nothingCompared,
    todo: 'Wählen Sie die Bestandsliste des richtigen HSM: in einer Wiederherstellung die des verlorenen.',
  }),
  TEST_KEY_REFUSED: () => ({
    happened: 'Ein Testschlüssel ist nicht der vom Papier, oder er arbeitet im wiederhergestellten HSM nicht.',
    safe: 'Sicherung und Bestandsliste sind, wie sie waren, und nichts wurde übergeben.',
    todo: 'Übergeben Sie noch nichts: Das HSM kann andere Schlüssel enthalten als das verlorene. Vergleichen Sie die Wörter des Testschlüssels mit dem Papier, und prüfen Sie ihn noch einmal. Dann halten zwei Personen eine Ausnahme fest: was gefunden wurde und was sie entscheiden.',
  }),
  INVENTORY_DIFFERS: ({ differences }) => ({
    happened: plural(differences, {
      one: 'Das wiederhergestellte HSM weicht in 1 Punkt von der Bestandsliste der Sicherung ab.',
      other: `Das wiederhergestellte HSM weicht in ${number(differences)} Punkten von der Bestandsliste der Sicherung ab.`,
    }),
    safe: 'Der Vergleich hat im HSM nichts verändert. Sicherung und Bestandsliste sind, wie sie waren.',
    todo: 'Übergeben Sie noch nichts. Gehen Sie jeden Unterschied durch. Was sich richtigstellen lässt, wird richtiggestellt und noch einmal geprüft. Dann halten zwei Personen eine Ausnahme fest: was gefunden wurde und was sie entscheiden.',
  }),
  ANSWER_FILE_FORM: ({ name }) => ({
    happened: `Die aufbewahrte Antwort ${name} kann nicht gelesen werden.`,
    safe: nothingSent,
    todo: 'Entfernen Sie sie nicht. Behandeln Sie den Aufruf als einen mit unbekanntem Ergebnis, und finden Sie heraus, was daraus wurde.',
  }),
  ANSWER_FOREIGN: ({ name, what, expected, found }) => ({
    happened: `Die aufbewahrte Antwort ${name} gehört zu etwas anderem (${inGerman(what)}): ${found} statt ${expected}.`,
    safe: 'Aus ihr wurde nichts geschlossen, und es wurde nichts gesendet.',
    todo: 'Geben Sie dieser Zeremonie einen eigenen Ordner für Antworten, mit den Antworten, die sie erhalten hat, und führen Sie den Schritt noch einmal aus.',
  }),
  PROXY_INVALID: () => ({
    happened: 'Die Adresse des Proxys hat nicht die Form http://HOST:PORT.',
    safe: nothingSent,
    todo: 'Nennen Sie Host und Port eines Proxys, der keine eigene Anmeldung verlangt. Was er verlangt, würde in Dateien aufbewahrt und stünde in der Liste der Prozesse.',
  }),
  ROOT_CERTIFICATE_INVALID: ({ name }) => ({
    happened: `${name} ist kein Zertifikat einer Zertifizierungsstelle.`,
    safe: nothingSent,
    todo: 'Nehmen Sie das Wurzelzertifikat, das die Netzbetreuung ausgibt, in PEM oder DER, und vergleichen Sie seinen SHA-256 mit ihr.',
  }),
  CANARY_EXISTS: ({ key }) => ({
    happened: `Im HSM ist schon ein Schlüssel namens „${key}“, und dieses Journal hat ihn nicht erzeugt.`,
    safe: 'Nichts wurde erzeugt, und jener Schlüssel ist, wie er war.',
    todo: 'Finden Sie heraus, wer ihn erzeugt hat. War es ein anderes Journal dieser Zeremonie, steht seine öffentliche Hälfte in dessen Niederschrift.',
  }),
  CANARY_MISSING: () => ({
    happened:
      'Dies ist die erste Sicherung eines neuen HSM, und der Testschlüssel ist noch nicht erzeugt: Er wäre nicht in der Sicherung.',
    safe: nothingSent,
    todo: 'Erzeugen Sie zuerst den Testschlüssel. Weglassen können ihn nur zwei Personen, durch eine Ausnahme bei Schritt A26.',
  }),
  CANARY_NOT_LISTED: ({ key, version }) => ({
    happened: `Das HSM führt den Testschlüssel ${key}, Version ${version}, nicht auf, den diese Zeremonie erzeugt hat.`,
    safe: 'Es wurde keine Bestandsliste geschrieben.',
    todo: 'Finden Sie heraus, wer ihn gelöscht oder ersetzt hat. Machen Sie dann eine neue Sicherung, oder zwei Personen halten eine Ausnahme fest.',
  }),
  CANARY_OTHER_KEY: ({ expected, found }) => ({
    happened: `Die öffentliche Hälfte auf Papier ist ${expected}, und der Schlüssel im HSM hat ${found}.`,
    safe: unchanged,
    todo: 'Vergleichen Sie Namen und Version mit dem Papier. Stimmen sie, so enthält das HSM nicht die verlorenen Schlüssel: Halten Sie an.',
  }),
  CANARY_NOT_USABLE: ({ kty }) => ({
    happened: `Ein Schlüssel der Art ${kty} hat keine öffentliche Hälfte, darum kann nichts auf Papier mit ihm verglichen werden.`,
    safe: unchanged,
    todo: 'Wählen Sie einen RSA- oder EC-Schlüssel, dessen öffentliche Hälfte auf Papier steht.',
  }),
  CANARY_WRONG: ({ use }) => ({
    happened: `Der Schlüssel ${use === 'sign' ? 'signiert nicht, was seine öffentliche Hälfte prüfen kann' : 'öffnet nicht, was seine öffentliche Hälfte verschlossen hat'}.`,
    safe: unchanged,
    todo: 'Halten Sie an: Das HSM enthält nicht den verlorenen Schlüssel. Behalten Sie die Niederschrift, und rufen Sie den Support der Cloud an.',
  }),
};
