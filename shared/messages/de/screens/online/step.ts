// German: what every step of the online app has: its states, what it waits for, the confirmation by two people.
import type { ScreenTexts } from '../../../catalogue.ts';
import { number } from '../../formats.ts';

export const step: ScreenTexts['online']['step'] = {
  waitsFor: 'Wartet auf',
  needs: {
    'sign-in': 'Noch ist niemand angemeldet.',
    pairing: 'Der Schlüssel der Offline-Maschine ist noch nicht verglichen.',
    activate: 'Die Sicherheitsdomäne ist noch nicht ausgegeben.',
    'init-recovery': 'Der Austauschschlüssel ist noch nicht geholt.',
    observation: 'Was Bediener 2 sah, ist noch nicht hier, oder es war ein anderer Schlüssel.',
    'exchange-key': 'Dem Bündel mit dem Austauschschlüssel fehlen noch Signaturen von Bediener 1 und Bediener 2.',
    upload: 'Der Wiederherstellungs-Blob ist noch nicht hochgeladen.',
    backup: 'Es gibt noch keine Sicherung.',
    'no-backup':
      'Die Sicherung ist schon gemacht. Ein Testschlüssel von jetzt wäre nicht darin, und keine Wiederherstellung brächte ihn zurück.',
    hold: 'Die Wartezeit nach der Sicherung vor der Wiederherstellung läuft noch.',
    restore: 'Die Sicherung ist noch nicht zurückgespielt.',
    verify: 'Das HSM ist noch nicht geprüft.',
    exception: 'Eine Prüfung ist gescheitert. Zum Fortfahren müssen zwei Personen eine Entscheidung festhalten.',
    'other-step': 'Ein anderer Schritt arbeitet, oder ein Aufruf hat noch kein Ergebnis.',
    plan: 'Der Plan nennt nicht, womit dieser Schritt arbeiten würde. Ein neuer Plan ist nötig.',
  },
  goThere: (page) => `Gehen Sie zu: ${page}`,
  running: {
    notRecorded: 'Azure nennt keine Zeit; meist kommt die Antwort nach wenigen Minuten',
    region: 'Fortschritt',
    sent: 'Der Aufruf ist gesendet. Er lässt sich nicht zurücknehmen, nur abwarten.',
    notSent: 'Zuerst wird nachgesehen. Noch ist nichts gesendet.',
    contact: 'Letzte Antwort',
    never: 'noch keine',
    ago: (age) => `vor ${age}`,
    late: 'länger als üblich',
    next: 'Fragt wieder in',
    now: 'jetzt',
    asked: 'So oft gefragt',
    reading: 'Das HSM wird gelesen und verglichen. Nichts wird verändert.',
    keysRead: (done, of) => `Gelesene Schlüssel: ${number(done)} von ${number(of)}`,
    trouble: 'Die letzte Frage blieb ohne Antwort. Das Warten geht weiter.',
    ifStopped: 'Wenn Sie jetzt aufhören',
    stop: 'Nicht länger warten',
  },
  interrupted: {
    title: 'Auf diesen Aufruf wartet gerade niemand',
    text: 'Er ist begonnen, und der Dienst kann von selbst weitergearbeitet haben. Weitermachen fragt, was daraus wurde; nichts wird zweimal gesendet.',
    action: 'Weiter warten',
    why: 'Warum das Warten endete',
  },
  unknown: {
    title: 'Die Antwort von Azure ist verloren',
    lead: 'Der Aufruf kann gelungen sein. Er wurde höchstens einmal gesendet, und dieses Programm sendet ihn nicht noch einmal. Zwei Personen sehen nach und tragen ein, was sie gefunden haben.',
    how: 'So finden Sie es heraus',
    look: {
      create:
        'Öffnen Sie das Portal, und sehen Sie in die Ressourcengruppe des neuen HSM. Ist das HSM da, ist er gelungen. Ist es nach zehn Minuten noch nicht da, ist er gescheitert.',
      'init-recovery':
        'Sehen Sie im Portal nach, ob das HSM noch auf seine Aktivierung wartet. Dann hat der Abruf keinen Schaden angerichtet und darf als gescheitert eingetragen werden.',
      download:
        'Sehen Sie im Portal nach, ob das HSM aktiv ist. Ist es das, tragen Sie die Aktivierung hier als gescheitert ein: Die Datei kam nicht an. Halten Sie dann eine Neuverschlüsselung mit neuen Zertifikaten der Verwahrer ab; sie lädt die Sicherheitsdomäne noch einmal herunter. Löschen Sie das HSM nicht.',
      canary:
        'Lassen Sie die Schlüssel des HSM auflisten, oder fragen Sie den Dienst noch einmal. Ist der Testschlüssel da, ist der Aufruf gelungen; ist er nicht da, ist er gescheitert.',
      upload:
        'Sehen Sie im Portal nach, ob das HSM aktiv ist, und in seinem Protokoll nach dem Hochladen. Aktiv heißt: gelungen.',
      identity:
        'Sehen Sie im Portal nach, ob die Identität an das HSM angehängt ist. Ist sie es nach zehn Minuten nicht, ist der Aufruf gescheitert; er kann wiederholt werden.',
      delete:
        'Sehen Sie im Portal nach, ob das HSM noch in seiner Ressourcengruppe ist. Ist es das nicht, wurde es gelöscht. Ist es nach zehn Minuten noch da, ist der Aufruf gescheitert; er kann wiederholt werden.',
      recover:
        'Sehen Sie im Portal nach, ob das HSM wieder in seiner Ressourcengruppe ist. Ist es nach zehn Minuten noch als gelöscht aufgeführt, ist der Aufruf gescheitert.',
      purge:
        'Sehen Sie im Portal unter den gelöschten HSMs nach, ob es noch aufgeführt ist. Ist es das nicht, ist das endgültige Löschen gelungen.',
      backup:
        'Suchen Sie im Container einen Ordner mit dem Namen des neuen HSM und einer Zeit nach dem Aufruf. Ist er da und vollständig, ist der Aufruf gelungen.',
      restore:
        'Sehen Sie im Protokoll des HSM nach dem Zurückspielen, und lassen Sie seine Schlüssel auflisten. Tragen Sie „gescheitert“ nicht ein, bevor Sie wissen, dass das Zurückspielen nicht mehr läuft.',
      'key-restore':
        'Sehen Sie nach, ob der Schlüssel im HSM ist. Tragen Sie „gescheitert“ nicht ein, bevor Sie wissen, dass das Zurückspielen nicht mehr läuft.',
    },
    ask: 'Den Dienst noch einmal fragen',
    verdict: 'Was Sie gefunden haben',
    succeeded: {
      title: 'Er ist gelungen',
      detail: '„Er ist gelungen“ heißt: Der Dienst hat getan, worum er gebeten wurde.',
    },
    failed: {
      title: 'Er ist gescheitert',
      detail:
        '„Er ist gescheitert“ heißt: Nichts wurde getan, und nichts läuft mehr. Der Schritt darf noch einmal versucht werden.',
    },
    reason: 'Wo Sie nachgesehen haben, und was Sie sahen',
    action: 'Dieses Ergebnis eintragen',
  },
  refused: {
    title: 'Dieser Schritt wurde abgelehnt',
    when: (when) => `Abgelehnt ${when}.`,
    again: 'Ist das behoben, kann der Schritt unten noch einmal versucht werden.',
    exception: 'Zum Fortfahren müssen zwei Personen eine Entscheidung festhalten.',
    incident: 'Vorfallsblatt öffnen',
  },
  incident: {
    title: 'Halt: Der Blob kann für einen fremden Schlüssel gemacht sein',
    text: 'Laden Sie nichts hoch, und versuchen Sie es nicht mit einem neuen Blob. Folgen Sie dem Vorfallsblatt.',
  },
  done: {
    region: 'Erledigt',
    title: 'Erledigt',
    goOn: 'Weiter',
    bad: 'Fertig: diese Punkte prüfen',
    writeFirst: 'Schreiben Sie zuerst unten die Datei für die andere Maschine.',
  },
  facts: {
    'hsm-uri': 'Adresse des HSM',
    'resource-id': 'Ressourcenkennung',
    activation: 'Zustand',
    administrators: 'Administratoren',
    'request-id': 'Anfragekennung',
    'fetched-at': 'Abgerufen, nach der Uhr dieser Maschine',
    'certificate-sha256': 'SHA-256 des Austausch-Zertifikats',
    'payload-sha256': 'SHA-256 des Bündelinhalts, zum Vorlesen',
    'blob-sha256': 'SHA-256 des Wiederherstellungs-Blobs',
    'security-domain-sha256': 'SHA-256 der Sicherheitsdomäne',
    'canary-key': 'Name des Testschlüssels',
    'canary-version': 'Version des Testschlüssels',
    'canary-sha256': 'SHA-256 der öffentlichen Hälfte des Testschlüssels: Schreiben Sie ihn auf Papier',
    custodians: 'Verwahrer',
    required: 'Quorum',
    'canary-attested': 'Seine Attestierung beweist, dass er nie ein HSM verließ. SHA-256 der Datei',
    'canary-not-attested':
      'Seine Attestierung beweist nicht, dass er nie ein HSM verließ, oder fehlt. SHA-256 der Datei oder der Grund',
    'folder-uri': 'Wohin geschrieben wurde',
    folder: 'Ordner',
    'hold-ends': 'Zurückspielen ist frei ab',
    keys: 'Schlüssel',
    versions: 'Schlüsselversionen',
    'version-count-missing': 'Schlüsselversionen: Der Dienst sagte nicht, wie viele er zurückgespielt hat',
    'not-overwritten': 'Versionen, die schon da waren und nicht überschrieben wurden',
    identity: 'Angehängte Identität',
    'kept-identity': 'Vorher angehängt und behalten',
    'recovered-hsm': 'Zurückgeholt',
    'deleted-hsm': 'Gelöscht',
    'purged-hsm': 'Endgültig gelöscht',
    file: 'Datei',
  },
  confirm: {
    words: 'Tippen Sie die Wörter des Bündels ein, wie die Offline-Seite sie vorliest.',
    lead: 'Lesen Sie vom Papier ab, nicht von diesem Bildschirm. Was Sie eingeben, muss Zeichen für Zeichen stimmen.',
    name: 'Name des HSM, vom Papier abgetippt',
    folder: 'Ordner der Sicherung, vom Papier abgetippt',
  },
  objectIds: {
    wrong: (text) => `„${text}“ ist keine Objekt-ID. Sie hat 32 Hex-Ziffern mit vier Bindestrichen.`,
  },
  access: {
    legend: 'Wie das HSM den Container erreicht',
    identity: { title: 'Mit seiner verwalteten Identität', detail: 'Der übliche Weg. Kein Geheimnis wird übergeben.' },
    sas: {
      title: 'Mit einem Zugangstoken (SAS, veraltet)',
      detail: 'Ein Fenster fragt nach dem Token. Es wird weder gezeigt noch aufbewahrt und steht in keinem Bündel.',
    },
  },
};
