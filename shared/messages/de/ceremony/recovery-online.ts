// German texts of document (c): the online side of a recovery.
import type { StepTexts } from '../../ceremony-texts.ts';
import { callOutLabels } from './recovery-offline.ts';

const outcome = {
  label: 'Ergebnis',
  options: {
    succeeded: 'erfolgreich',
    failed: 'gescheitert: Text aufschreiben, Vorfallsblatt nehmen, nicht wiederholen',
    unknown: 'unbekannt: Zustand und Protokoll ansehen, nicht erneut senden',
  },
};

/** A restore that fails says nothing about the security domain: nobody has it but those who had it before. */
const restoreOutcome = {
  label: 'Ergebnis',
  options: {
    succeeded: 'gelungen',
    failed:
      'gescheitert: Text aufschreiben, Ausnahme vermerken; derselbe Ordner kann noch einmal zurückgespielt werden',
    unknown: 'unbekannt: auf der Seite „Zurückspielen“ den Zustand ansehen, nicht noch einmal senden',
  },
};

export const recoveryOnlineTexts: StepTexts = {
  C0: { act: 'Die Einberufung abschreiben (Schritt B0).', fields: callOutLabels },
  C1: {
    act: 'Das alte HSM {source} ansehen.',
    fields: {
      state: {
        label: 'Es ist',
        options: {
          unreachable: 'nicht erreichbar',
          deleted: 'gelöscht, aber rückholbar: dann das tun',
          purged: 'endgültig gelöscht',
        },
      },
      extended: {
        label: 'Eine zweite Region hält es:',
        options: { no: 'nein', yes: 'ja: anhalten und diese Region benutzen' },
      },
    },
  },
  C2: {
    act: 'Auf der Seite „Vorabprüfung“ prüfen, dass der neue Name {target} in der Region {region} benutzt werden kann. Ein gelöschtes HSM behält seinen Namen (Seite „Gelöschte HSMs“).',
    fields: {
      free: 'Der Name ist frei und nicht unter den gelöschten.',
      capacity: 'Die Region hat Platz.',
      quota: 'Kontingent benutzt',
    },
  },
  C3: {
    act: 'Die letzte Sicherung von {source} finden: Konto {account}, Container {container}, Ordner {folder}.',
    fields: {
      folder: 'Ordner',
      complete: 'Die Sicherung ist vollständig.',
      inventory: 'Die Bestandsliste dieser Sicherung liegt vor.',
      'inventory-hash': 'Ihr SHA-256',
    },
  },
  C4: {
    act: 'Den Zugang zum Speicher prüfen. Weg: {access}.',
    fields: {
      role: 'Die Identität {identity} hat die Rolle Storage Blob Data Contributor.',
      bypass: 'Vertrauenswürdige Dienste oder das öffentliche Netz erreichen den Speicher.',
      public: 'Das öffentliche Netz erreicht den Speicher.',
      'backup-rights': 'Das Zugangstoken für die Sicherung hat die Rechte c, r, d, w.',
      'restore-rights': 'Das Zugangstoken für das Zurückspielen hat die Rechte r, l.',
      expiry: 'Token gelten bis',
      container: 'Der Container besteht.',
      immutability: 'Keine Richtlinie verbietet Änderungen darin.',
    },
  },
  C5: {
    act: 'Die Rollenliste des alten HSM ansehen. Das Zurückspielen bringt diese Rollen zurück.',
    fields: { admins: 'RO1 und RO2 oder ihre Gruppe sind dort Administratoren.' },
  },
  C6: {
    act: 'Das HSM {target} in der Ressourcengruppe {resourceGroup} anlegen. RO2 tippt den Namen vom Papier ein. Der Dienst braucht bis zu 17 Minuten: mit den nächsten Schritten weitermachen.',
    fields: {
      typed: 'Der eingetippte Name ist angenommen.',
      admins: 'Administrator ist die Gruppe',
      days: 'Tage der Aufbewahrung nach dem Löschen',
      purge: { label: 'Löschschutz', options: { no: 'nein (Quorum-Übung)', yes: 'ja' } },
      identity: 'Die Identität {identity} ist angehängt.',
      creation: 'SKU, Netzregeln und Tags sind die des Plans (Seite 1).',
      start: 'Beginn',
      done: 'Fertig',
    },
  },
  C7: {
    act: 'Aufschreiben, was angelegt wurde.',
    fields: {
      uri: 'URI',
      'resource-id': 'Ressourcenkennung',
      state: 'Der Zustand ist „nicht aktiviert“.',
      logs: 'Diagnoseprotokoll und Alarme sind an.',
      cost: 'Kosten laufen seit',
    },
  },
  C8: {
    act: 'Den Wiederherstellungsmodus starten und den Austauschschlüssel holen. Das Programm speichert die Antwort, wie sie kam. Die private Hälfte verlässt das HSM nie.',
    fields: {
      saved: 'Die Antwort ist gespeichert.',
      'request-id': 'Anfragekennung',
      time: 'Zeit nach der Uhr dieser Maschine',
      subject: 'Inhaber',
      issuer: 'Aussteller',
      bits: 'Bits',
      certificate: 'Austausch-Zertifikat, gesehen von RO1',
    },
  },
  C9: {
    act: 'An einer zweiten Maschine und in einem anderen Netz tippt RO2 den Namen des HSM vom Papier ein und holt das Zertifikat allein. Was diese Maschine sah, schreibt RO2 auf den Stick VERGLEICH, für RO1. Wenn die Werte abweichen, keinen auswählen: Beide holen noch einmal. Weichen sie wieder ab, entscheiden zwei Personen: Ausnahme.',
    fields: {
      check: {
        label: 'Art der Prüfung',
        options: { fetch: 'ein zweites Mal geholt', log: 'Eintrag im Protokoll und Vergleich der Zertifikate' },
      },
      equal: 'RO2 fand denselben Wert.',
      chain:
        'Eigene Verbindung von RO2: Ihre TLS-Kette ist gut. Sie darf ein anderes Zertifikat zeigen als die von RO1.',
      serial: 'Stick VERGLEICH',
      certificate: 'Austausch-Zertifikat, gesehen von RO2',
    },
  },
  C11B: {
    act: 'Vom Bildschirm der zweiten Maschine schreibt RO2 das Zertifikat auf dieses Papier: Wörter und Hex-Ziffern. In Schritt C12 liest RO2 von hier vor.',
    fields: { certificate: 'Austausch-Zertifikat, geschrieben von RO2' },
  },
  C10: {
    act: 'RO1 liest ein, was RO2 sah, und signiert das Bündel mit dem Austauschschlüssel auf einen neuen EIN-Stick. RO2 signiert es an der zweiten Maschine. RO1 liest es noch einmal ein.',
    fields: {
      signed: 'Beide Signaturen sind im Bündel.',
      serial: 'EIN-Stick',
      bundle: 'Bündel mit dem Austauschschlüssel',
    },
  },
  C11: {
    act: 'Den EIN-Stick in einem Beutel versiegeln. MC holt ihn ab und bringt ihn in den Offline-Raum.',
    fields: { bag: 'Beutel', time: 'Zeit', initials: 'Kürzel dessen, der ihn nimmt' },
  },
  C12: {
    act: 'Die Offline-Seite ruft an (Schritt B7). RO2 liest die Wörter vom eigenen Blatt und hört dann die Hex-Ziffern. Danach warten. Den Wiederherstellungsmodus nicht erneut starten.',
    fields: {
      sheet: 'RO2 las aus Schritt C11B, nicht vom Blatt von RO1.',
      words: 'Die Wörter stimmen überein.',
      hex: 'Die Hex-Ziffern stimmen überein.',
    },
  },
  C12P: {
    act: 'Eine Viertelstunde Pause. Bei jeder Maschine bleiben zwei Personen. Die Telefone bleiben im Beutel.',
    fields: { two: 'Zwei Personen bleiben.', back: 'Alle zurück um' },
  },
  C13: {
    act: 'Den AUS-Stick aus dem Beutel nehmen. Sein Bündel auf der Seite „Hochladen“ einlesen.',
    fields: {
      bag: 'Beutel',
      intact: 'Der Beutel ist unversehrt.',
      serial: 'AUS-Stick',
      signature: 'Die Signatur ist die der Offline-Maschine.',
      ceremony: 'Zeremonie-Kennung, Nummer und Folge sind richtig.',
      files: 'Nur die genannten Dateien sind darauf.',
    },
  },
  C14: {
    act: 'Die Offline-Seite ruft an (Schritt B20) und liest die Wörter des Bündels. RO2 tippt die ein, nach denen die Maschine von RO1 fragt. Wenn ein Wert abweicht: anhalten, Vorfallsblatt nehmen.',
    fields: {
      bundle: 'Das Bündel wurde mit der Offline-Seite zurückgelesen (Schritt B20).',
      certificate: 'Der Fingerabdruck im Blob stimmt mit dem Zertifikat von Schritt C8 vollständig überein.',
    },
  },
  C15: {
    act: 'Den Blob nach {target} hochladen. RO2 tippt den Namen vom Papier ein.',
    fields: {
      typed: 'Der eingetippte Name ist angenommen.',
      start: 'Beginn',
      'request-id': 'Anfragekennung',
      outcome,
      text: 'Text des Dienstes',
    },
  },
  C16: {
    act: 'Den Zustand des HSM ansehen. Der Offline-Seite unter {phoneOP} melden: „hochgeladen“.',
    fields: { activated: 'Das HSM ist aktiv.', log: 'Das Protokoll zeigt das Hochladen.', told: 'Gemeldet um' },
  },
  C16B: {
    act: 'Die Meldung über das Hochladen auf einen zweiten neuen EIN-Stick schreiben, wie immer es ausging. Den Stick versiegeln. MC bringt ihn in den Offline-Raum, wo die Verwahrer darauf warten.',
    fields: {
      serial: 'Zweiter EIN-Stick',
      written: 'Die Meldung ist signiert und wurde zurückgelesen.',
      bag: 'Beutel',
      time: 'Übergeben um',
    },
  },
  C17: {
    act: 'Erneut lesen, wie dieses HSM den Speicher erreicht. Fehlt die Identität, sie anhängen (Seite „Speicher-Identität“).',
    fields: {
      identity: 'Die Identität {identity} ist an dieses HSM angehängt.',
      sas: 'Die Zugangstoken gelten noch.',
    },
  },
  C18: {
    act: 'Eine volle Sicherung des neuen, leeren HSM machen. Sie ist die Sicherung vor der Wiederherstellung.',
    fields: {
      job: 'Auftrag',
      start: 'Beginn',
      end: 'Ende',
      folder: 'Ordner',
      present: 'Der Ordner ist im Container.',
    },
  },
  C19: {
    act: '30 Minuten nach dem Ende der Sicherung warten.',
    fields: { until: 'Warten bis', held: 'Eingehaltene Zeit', timer: 'Die Uhr auf dem Bildschirm zeigt 30:00.' },
  },
  C20: {
    act: 'Die Warnung lesen: {target} wird geleert, Schlüssel und Rollen kommen aus der Sicherung. RO2 tippt Namen und Ordner vom Papier ein. CA entscheidet am Telefon unter {phoneCA}.',
    fields: {
      'typed-name': 'Der eingetippte Name ist angenommen.',
      'typed-folder': 'Der eingetippte Ordner ist angenommen.',
      go: { label: 'CA sagt', options: { go: 'ja', noGo: 'nein' } },
      at: 'um',
    },
  },
  C21: {
    act: 'Die Sicherung {folder} zurückspielen.',
    fields: {
      job: 'Auftrag',
      off: 'Schlüssel sind solange nicht benutzbar; das ist erwartet.',
      end: 'Ende',
      outcome: restoreOutcome,
    },
  },
  C22: {
    act: 'Das HSM mit der Bestandsliste der Sicherung vergleichen.',
    fields: {
      keys: 'Schlüssel: gefunden / erwartet',
      versions: 'Versionen: gefunden / erwartet',
      attributes: 'Die Attribute sind gleich.',
      tags: 'Die Markierungen sind gleich.',
      deleted: 'Gelöschte Schlüssel',
      differences: 'Unterschiede',
    },
  },
  C23: {
    act: 'Die Rollen mit denen der Bestandsliste der Sicherung vergleichen (Schritt C3).',
    fields: {
      roles: 'Die Rollen sind die der Bestandsliste.',
      access: 'Der eigene Zugang funktioniert.',
      emergency: 'Notfall-Administratoren sind entfernt.',
    },
  },
  C24: {
    act: 'Den Testschlüssel benutzen und das Ergebnis mit der öffentlichen Hälfte auf Papier prüfen.',
    fields: {
      canary: 'Der Testschlüssel funktioniert.',
      attested: 'Beweis (Attestierung) des Schlüssels, falls gewünscht',
    },
  },
  C25: {
    act: 'Wieder einrichten, was das Zurückspielen nicht bringt.',
    fields: {
      network: 'Netzregeln und private Endpunkte.',
      logging: 'Protokoll und Alarme, auch für die Sicherheitsdomäne.',
      policy: 'Richtlinien.',
      purge: 'Löschschutz.',
    },
  },
  C26: {
    act: 'Die erste Sicherung des wiederhergestellten HSM machen (Seite „Erste Sicherung“). Den Zeitplan seiner Sicherungen einschalten.',
    fields: { end: 'Ende', folder: 'Ordner', schedule: 'Der Zeitplan der Sicherungen läuft.' },
  },
  C27: {
    act: 'Den Eigentümern der Dienste die neue Adresse {targetUri} sagen.',
    fields: { told: 'Die Liste der Anwendungen ist verteilt.', owner: 'Verantwortlich', due: 'Fällig' },
  },
  C28: {
    act: 'Zurücknehmen, was für die Wiederherstellung geöffnet wurde.',
    fields: {
      sas: 'Zugangstoken sind gesperrt.',
      roles: 'Rollen auf Zeit sind entfernt (Seite „Rollen“).',
      blob: 'Kopien des Blobs stehen auf dem Vernichtungsblatt.',
      old: { label: 'Das alte HSM', options: { keep: 'bleibt', purge: 'wird endgültig gelöscht' } },
      'purge-on': 'am (Quorum-Übung: neues HSM gelöscht am)',
    },
  },
};
