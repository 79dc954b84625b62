// German: an emergency in the online app, where no plan says anything.
import type { ScreenTexts } from '../../../catalogue.ts';
import { number } from '../../formats.ts';

export const emergency: ScreenTexts['online']['emergency'] = {
  begin: {
    title: 'Notfall-Wiederherstellung',
    recommended: 'Mit einem Plan finden zwei Bediener und das Zurücklesen, was eine Person übersieht.',
    checked:
      'Trotzdem geprüft: das HSM an seiner eingegebenen Adresse, sein Austauschschlüssel gegen den Blob durch einen frischen Abruf, der Name, den zwei Personen vor jedem unwiderruflichen Aufruf eingeben.',
    start: 'Was haben Sie?',
    starts: {
      blob: {
        title: 'Einen Wiederherstellungs-Blob',
        detail: 'Auf einem Stick, gebaut mit Lifeboat Offline oder mit az.',
      },
      'exchange-key': {
        title: 'Ein HSM, noch keinen Blob',
        detail: 'Zuerst kommt sein Austauschschlüssel auf einen Stick.',
      },
      'new-hsm': { title: 'Noch kein HSM', detail: 'Es wird hier angelegt; das dauert 15 bis 17 Minuten.' },
    },
    address: 'Adresse des HSM, vom Papier',
    addressNote: 'Zum Beispiel NAME.managedhsm.azure.net.',
    directory: 'Verzeichnis (Mandant), in dem Sie sich anmelden',
    directoryNote: 'Seine Kennung: 32 Hex-Ziffern mit vier Bindestrichen.',
    action: 'Notfall-Wiederherstellung starten',
    change: 'Angaben ändern',
    changeNote: 'Das geht bis zum ersten Aufruf an Azure. Melden Sie sich danach neu an.',
    save: 'Änderungen speichern',
  },
  place: {
    title: 'Wo das neue HSM angelegt wird',
    subscription: 'Abonnement (Kennung)',
    resourceGroup: 'Ressourcengruppe',
    location: 'Region',
    identity: 'Identität für den Speicher (Ressourcen-ID), falls es eine gibt',
    formats: {
      subscription: 'Eine Kennung hat 32 Hex-Ziffern mit vier Bindestrichen.',
      resourceGroup: 'Buchstaben, Ziffern, Punkte, Bindestriche und Klammern.',
      location: 'Wie Azure sie schreibt: Kleinbuchstaben und Ziffern, ohne Leerzeichen.',
      identity: 'Eine Ressourcen-ID, die mit /subscriptions/ beginnt und mit dem Namen der Identität endet.',
    },
  },
  key: {
    title: 'Das Austausch-Zertifikat für die Offline-Maschine',
    lead: 'Schreiben Sie es auf einen Stick, und die 32 Wörter oben auf ein Papier dazu. Lifeboat Offline („Notfall-Wiederherstellung“) und az nehmen die Datei.',
    save: 'Auf einen Stick schreiben',
    again: 'Auf einen weiteren Stick schreiben',
  },
  blob: {
    title: 'Der Wiederherstellungs-Blob vom Stick',
    file: 'der Wiederherstellungs-Blob',
    another: 'ein anderer Wiederherstellungs-Blob',
    detail: 'Aus Lifeboat Offline, von seiner Befehlszeile oder von az.',
    taken: (bytes) =>
      `Er hat die Form eines Wiederherstellungs-Blobs, ${number(bytes)} Bytes, und ist hier aufbewahrt.`,
    sha256: 'SHA-256 des Wiederherstellungs-Blobs',
    names: 'Er ist verschlossen für das Austausch-Zertifikat mit dem SHA-256',
  },
  backup: {
    title: 'Wo die Sicherung des verlorenen HSM liegt',
    account: 'Speicherkonto, vom Papier',
    accountNote: 'Sein Name, oder die ganze Adresse: NAME.blob.core.windows.net.',
    container: 'Container',
    folder: 'Ordner der Sicherung',
    folderNote:
      'mhsm-NAME- und eine Zeit. Die Sicherung vor der Wiederherstellung kommt in denselben Container, in einen eigenen Ordner.',
    action: 'Vermerken, wo sie liegt',
    change: 'Ändern, wo sie liegt',
    named: 'Eingegeben',
    isNamed: 'der eingegebene Ordner',
    isOther: 'ein anderer',
  },
  restore: {
    title: 'Was von der Sicherung bekannt ist',
    inventoryNote: 'Wenn jemand eine hat: Sie sagt, wer danach Administrator ist.',
    unknown:
      'Ohne die Bestandsliste kann vor dem Zurückspielen niemand sagen, ob Sie danach Administratoren sind. Halten Sie einen Administrator des verlorenen HSM erreichbar. Das Journal vermerkt es.',
  },
  verify: {
    with: 'Womit wird verglichen?',
    inventory: { title: 'Mit einer Bestandsliste', detail: 'Die Datei, die mit der Sicherung exportiert wurde.' },
    nothing: { title: 'Mit nichts', detail: 'Niemand hat eine. Was da ist, wird aufgelistet und aufbewahrt.' },
    list: 'Auflisten, was da ist',
  },
  finish: { title: 'Diese Wiederherstellung abschließen', closedTitle: 'Diese Wiederherstellung ist beendet' },
  record:
    'Drucken Sie die Niederschrift unter „Papiere und Nachweise“: Auf jeder Seite steht OHNE PLAN. Sobald die Dienste wieder laufen, machen Sie einen Plan, und sehen Sie die Schlüssel der Verwahrer durch.',
  pages: {
    'init-recovery': {
      title: 'Wiederherstellungsmodus und Austauschschlüssel',
      lead: 'Das HSM macht ein Schlüsselpaar und gibt die öffentliche Hälfte heraus: den Austauschschlüssel. Für ihn wird der Wiederherstellungs-Blob verschlossen.',
      doneNote:
        'Ein Abruf beweist wenig, und niemand sonst hat nachgesehen. Wer den Blob baut, vergleicht die Wörter unten mit Ihrem Papier.',
    },
    upload: {
      title: 'Den Wiederherstellungs-Blob hochladen',
      lead: 'Danach hat das HSM die Sicherheitsdomäne des verlorenen.',
      doneNote:
        'Das HSM hat den Schlüssel gezeigt, den der Blob nennt, und ihn angenommen. Sagen Sie denen, die ihn gebaut haben: „hochgeladen“.',
    },
    verify: {
      title: 'Stimmt das neue HSM mit der Sicherung überein?',
      lead: 'Schlüssel, Versionen, Attribute und Rollen werden mit der Bestandsliste der Sicherung verglichen, wenn es eine gibt.',
    },
  },
};
