// German texts of document (b): the offline side of a recovery.
import type { StepTexts } from '../../ceremony-texts.ts';

/** The record of the call-out; document (c) carries a copy. */
export const callOutLabels = {
  incident: 'Nummer des Vorfalls',
  'decided-by': 'Entschieden von',
  'decided-at': 'um',
  second: 'Zweite Freigabe',
  reason: {
    label: 'Grund',
    options: {
      region: 'Region verloren',
      purged: 'HSM endgültig gelöscht',
      archive: 'Archiv gebraucht',
      exercise: 'Übung',
    },
  },
  called: 'Verwahrer einberufen',
  reached: 'erreicht',
};

export const recoveryOfflineTexts: StepTexts = {
  B0: {
    act: 'Die Einberufung festhalten. {m} Verwahrer müssen kommen.',
    fields: callOutLabels,
  },
  B1: {
    act: 'Das Medium mit der Datei der Sicherheitsdomäne holen.',
    fields: { bag: 'Beutel', intact: 'Der Beutel ist unversehrt.', serial: 'Medium' },
  },
  B2: {
    act: 'Das Medium einstecken und ihm die Rolle EIN geben. Die Datei laden und lesen, was der Bildschirm von ihr zeigt. Das Medium herausnehmen: Nur ein Stick zugleich ist EIN.',
    expect: 'Sie stammt vom HSM {source}.',
    fields: {
      hash: 'Ihr SHA-256 ist: {domainHash}',
      source: 'Quell-HSM',
      counts: 'N = {n} und M = {m}.',
      custodians: 'Die anwesenden Verwahrer gehören dazu.',
    },
  },
  B3: {
    act: 'Die Verwahrer zählen. Wenn weniger als {m} da sind: anhalten und eine Ausnahme vermerken.',
    fields: { enough: 'Mindestens {m} sind da.', spare: 'Ersatz' },
  },
  B3P: {
    act: 'Eine Viertelstunde Pause. Bei jeder Maschine bleiben zwei Personen. Die Telefone bleiben im Beutel.',
    fields: { two: 'Zwei Personen bleiben.', back: 'Alle zurück um' },
  },
  B4: {
    act: 'Den EIN-Stick von RO1 aus dem Beutel nehmen, einstecken und ihm diese Rolle geben. Nichts darauf wird ausgeführt.',
    fields: {
      bag: 'Beutel',
      intact: 'Der Beutel ist unversehrt.',
      serial: 'EIN-Stick',
      files: 'Nur erwartete Dateien mit erwarteter Größe.',
    },
  },
  B5: {
    act: 'Das Bündel mit dem Austauschschlüssel öffnen, dann den Stick herausnehmen. Wenn der Bildschirm es ablehnt: anhalten, Vorfallsblatt nehmen.',
    fields: {
      signature: 'Die Signaturen sind die des Plans.',
      ceremony:
        'Die Zeremonie-Kennung ist {ceremonyId}, und die Nummer ist die, die diese Maschine in Schritt M9 nannte.',
      sequence: 'Die Folgenummer ist die nächste erwartete.',
      target: 'Das Ziel ist {target}, {targetUri}.',
    },
  },
  B6: {
    act: 'Das Zertifikat des Austauschschlüssels lesen. Die Daten der Gültigkeit sind nur ein Hinweis. Wenn RO2 ein anderes Zertifikat sah: anhalten, Vorfallsblatt nehmen.',
    fields: {
      subject: 'Inhaber',
      issuer: 'Aussteller',
      bits: 'Bits',
      dates: 'Gültig von und bis',
      proof: {
        label: 'Beweis, dass der Schlüssel im HSM entstand:',
        options: { attested: 'gültig', none: 'keiner: Ausnahme mit zwei Freigaben' },
      },
      second: 'RO2 sah auf einer anderen Maschine dasselbe Zertifikat.',
    },
  },
  B7: {
    act: 'RO2 unter {phoneRO2} anrufen, nie unter einer Nummer aus dem Bündel. RO2 liest die Wörter vom eigenen Blatt, und W1 schreibt sie auf. OP tippt die Wörter ein, nach denen der Bildschirm fragt, bevor er die eigenen zeigt. Dann liest OP die Hex-Ziffern zurück. Nach zwei falschen Versuchen: Ausnahme.',
    fields: {
      number: 'Diese Nummer wurde gewählt.',
      words: 'Die Wörter stimmen überein.',
      hex: 'Die Hex-Ziffern stimmen überein.',
      certificate: 'Austausch-Zertifikat',
    },
  },
  B8: {
    act: 'Das Programm prüft erneut, dass kein Netz erreichbar ist. Es fragt nach Verwahrer {k} von {of}.',
    fields: { gap: 'Kein Netz.', custodian: 'Verwahrer' },
  },
  B9: {
    act: 'Der Verwahrer öffnet den eigenen Beutel und zeigt den Stick. W1 vergleicht die Nummern. Der Beutel darf geöffnet werden, während der vorige Verwahrer am Laptop ist.',
    fields: {
      bag: 'Beutel',
      intact: 'Er ist unversehrt.',
      serial: 'Stick',
      register: 'Beide Nummern stehen so im Register.',
    },
  },
  B10: {
    act: 'Die anderen sehen weg. Der Verwahrer steckt den Stick ein, wählt die Schlüsseldatei und tippt das Kennwort ein.',
    expect: 'Der Bildschirm sagt: Anteil angenommen, {k} von {of}.',
    fields: {
      away: 'Alle anderen sehen weg.',
      accepted: 'Der Anteil ist angenommen.',
      short: 'Der kurze Fingerabdruck steht so im Register.',
    },
  },
  B11: {
    act: 'Die Meldung abwarten, dann den Stick herausnehmen.',
    fields: {
      wiped: 'Das Programm meldet: Schlüssel und Kennwort gelöscht.',
      unwritten: 'Auf den Stick wurde nichts geschrieben.',
      ejected: 'Er ist heraus.',
    },
  },
  B12: {
    act: 'Der Verwahrer versiegelt den Stick in einem neuen Beutel. Beide setzen ihr Kürzel in das Verwahrbuch.',
    fields: { bag: 'Neuer Beutel', log: 'Das Verwahrbuch hat beide Kürzel.' },
  },
  B13: {
    act: 'Nur wenn der Anteil abgelehnt wurde: den Grund aufschreiben, den der Bildschirm zeigt, und wählen.',
    fields: {
      reason: 'Grund',
      next: {
        label: 'Weiter:',
        options: { second: 'zweite Kopie', other: 'anderer Verwahrer', exception: 'Ausnahme' },
      },
    },
  },
  B14: {
    act: 'CA liest noch einmal den Namen des Ziels und die Wörter des Austausch-Zertifikats vom Bildschirm. Wenn sie von Schritt B7 abweichen: anhalten, Vorfallsblatt nehmen.',
    expect: 'Das Ziel ist {target}.',
    fields: {
      quorum: 'Der Bildschirm sagt {m} von {m}.',
      target: 'Der Name ist richtig.',
      words: 'Die Wörter stimmen mit Schritt B7 vollständig überein.',
    },
  },
  B15: {
    act: 'Den Wiederherstellungs-Blob bauen. Wenn der Fingerabdruck darin abweicht: anhalten, Vorfallsblatt nehmen.',
    fields: {
      items: 'Jeder Teil der Sicherheitsdomäne war echt.',
      header: 'Der Fingerabdruck im Blob stimmt mit dem Zertifikat von Schritt B7 vollständig überein.',
      time: 'Zeit',
    },
  },
  B16: {
    act: 'Aufschreiben, was gebaut wurde.',
    fields: {
      wiped: 'Das Programm meldet: Anteile, Hauptschlüssel und Inhalte gelöscht.',
      bytes: 'Bytes',
      blob: 'Wiederherstellungs-Blob',
    },
  },
  B17: {
    act: 'Einen neuen AUS-Stick einstecken und ihm diese Rolle geben. Das Bündel mit dem Blob darauf schreiben, mit dem Kennwort der Identität. Das Programm liest es zurück. Den Stick herausnehmen.',
    fields: {
      serial: 'AUS-Stick',
      verified: 'Die Kopie auf dem Stick ist gleich.',
      second: 'Zweite Kopie, falls gewünscht',
    },
  },
  B18: {
    act: 'Die Liste der geschriebenen Dateien lesen. Das Programm lehnt ein Bündel ab, in dem ein privater Schlüssel ist.',
    fields: {
      files: 'Nur die genannten Dateien sind darauf.',
    },
  },
  B19: {
    act: 'Den AUS-Stick in einem Beutel versiegeln. MC bringt ihn RO1 in den Online-Raum.',
    fields: { bag: 'Beutel', to: 'Übergeben an', time: 'Zeit', initials: 'Kürzel dessen, der ihn nimmt' },
  },
  B20: {
    act: 'OP ruft RO2 unter {phoneRO2} an und liest die Wörter des Bündels vor, jedes mit seiner Nummer. RO2 tippt die ein, nach denen die Maschine von RO1 fragt. Diese vergleicht sie, bevor sie etwas sendet.',
    fields: {
      words: 'Die Wörter stimmen überein.',
      bundle: 'Bündel mit dem Blob',
    },
  },
  B21: {
    act: 'Die Verwahrer bleiben erreichbar, bis die Meldung über das Hochladen auf einem zweiten EIN-Stick kommt. Ein Anruf ersetzt sie nicht. Den Stick einstecken, ihm diese Rolle geben und die Meldung einlesen.',
    expect: 'Der Bildschirm sagt, dass das Hochladen gelang.',
    fields: {
      bag: 'Beutel',
      taken: 'Die Meldung ist von RO1 signiert und eingelesen.',
      outcome: {
        label: 'Das Hochladen',
        options: {
          succeeded: 'gelang',
          failed: 'wurde abgelehnt: Vorfallsblatt',
          unknown: 'ist ungewiss: auf RO1 warten',
        },
      },
    },
  },
  B22: {
    act: 'Die Verwahrer lesen die Erklärung auf der Seite der Unterschriften und unterschreiben sie. Dann werden sie entlassen. Die EIN-Sticks, Kopien von AUS und Arbeitsdateien auf das Vernichtungsblatt setzen.',
    fields: {
      signed: 'Alle Verwahrer, die kamen, haben unterschrieben.',
      release: 'Entlassen um',
      sheet: 'Sie stehen auf dem Vernichtungsblatt.',
    },
  },
};
