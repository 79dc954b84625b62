// German texts of document (a): activation and re-wrap.
import type { StepTexts } from '../../ceremony-texts.ts';

export const activationTexts: StepTexts = {
  A1: {
    act: 'Das neue HSM {target} ({targetUri}) in der Region {region} zeigen.',
    expect: 'Sein Zustand ist „bereitgestellt, nicht aktiviert“.',
    fields: {
      state: 'Der Zustand ist wie erwartet.',
      'resource-id': 'Ressourcenkennung',
      creation: 'SKU, Netzregeln und Tags sind die des Plans (Seite 1).',
    },
  },
  A1R: {
    act: 'Aufschreiben, warum das HSM {target} neue Verwahrer bekommt.',
    expect: 'Das HSM ist aktiv. Der alte Satz von Schlüsseln gilt bis Schritt A23.',
    fields: { reason: 'Grund', 'old-valid': 'Alle wissen: Der alte Satz gilt weiter.', state: 'Das HSM ist aktiv.' },
  },
  A2: {
    act: 'Prüfen, wer Administrator des HSM ist, und über den Löschschutz entscheiden. Die Tage sind später nicht zu ändern.',
    fields: {
      group: 'Administrator ist die Gruppe',
      'no-custodian': 'Kein Verwahrer ist in dieser Gruppe.',
      privileged: 'Die Mitgliedschaft gilt nur auf Zeit und auf Antrag.',
      purge: { label: 'Löschschutz', options: { on: 'an', off: 'aus' } },
      days: 'Tage der Aufbewahrung nach dem Löschen',
    },
  },
  A3: {
    act: 'Prüfen, dass das Herunterladen der Sicherheitsdomäne einen Alarm auslöst.',
    fields: {
      logging: 'Das Diagnoseprotokoll ist an.',
      alert: 'Alarme für SecurityDomainBackup und SecurityDomainBackupStatusGet bestehen.',
      received: 'Probealarm erhalten von',
    },
  },
  A4: {
    act: 'Aus dem Plan vorlesen: {n} Verwahrer, von denen {m} zusammenkommen müssen.',
    fields: {
      read: 'N = {n} und M = {m} sind so gewollt.',
      three: 'M ist mindestens 3, oder ein Verzicht liegt bei.',
      apart: 'Die Verwahrer haben verschiedene Aufgaben und Orte.',
    },
  },
  A5: {
    act: 'Zwei Beutel öffnen und {custodian} zwei neue versiegelte Sticks geben.',
    fields: { serial1: 'Stick 1', serial2: 'Stick 2', bag1: 'Beutel 1', bag2: 'Beutel 2' },
  },
  A6: {
    act: '{custodian} sitzt allein am Bildschirm; die anderen bleiben hinter der Linie. Die Etiketten beider neuen Sticks schreiben und den ersten einstecken.',
    fields: {
      alone: 'Niemand sonst sieht die Tastatur.',
      labels: 'Auf den Etiketten stehen die Zeremonie-Kennung, „{code}“ und Kopie 1 oder 2.',
    },
  },
  A7: {
    act: 'Das Programm erzeugt auf diesem Laptop einen Schlüssel. {custodian} tippt ein Kennwort ein, zweimal. Oder {custodian} steckt ein Token ein und tippt die PIN ein.',
    expect: 'Das Programm speichert den Schlüssel verschlüsselt auf dem ersten Stick und liest ihn zurück.',
    fields: {
      size: { label: 'Größe des RSA-Schlüssels', options: { 3072: '3072', 4096: '4096' } },
      stored: 'Schlüssel und Zertifikat sind auf dem ersten Stick.',
    },
  },
  A8: {
    act: 'Den ersten Stick herausnehmen, wieder einstecken und den Schlüssel mit dem Kennwort öffnen. Beide Sticks nebeneinanderlegen: Es sind zwei. Das Programm den zweiten Stick schreiben und zurücklesen lassen. Den zweiten Stick herausnehmen, wieder einstecken und den Schlüssel von ihm öffnen. Bei einem Token ist das getan.',
    fields: {
      copy1: 'Kopie 1 öffnet, was für ihr Zertifikat verschlossen ist.',
      sticks: {
        label: 'Die Kopien liegen auf zwei Sticks',
        options: {
          numbers: 'nach ihren Seriennummern',
          people: 'zwei Personen haben nachgesehen',
          token: 'ein Token',
        },
      },
      copy2: 'Kopie 2 öffnet es auch.',
    },
  },
  A9: {
    act: 'Das Programm löscht den Schlüssel und zeigt den Fingerabdruck des Zertifikats. Vorlesen; eine zweite Person vergleicht.',
    fields: { wiped: 'Kein Schlüssel ist noch im Speicher.', certificate: 'Zertifikat von {code}' },
  },
  A10: {
    act: 'Das Zertifikat ist öffentlich. Es bleibt auf diesem Laptop, bis alle in einem Bündel hinausgehen (Schritt A13).',
    fields: { count: 'Die Liste auf dem Bildschirm zeigt {k} von {of}.' },
  },
  A11: {
    act: '{custodian} versiegelt jeden Stick in einem eigenen Beutel. Beide setzen ihr Kürzel in das Verwahrbuch. Die Beutel kommen in die durchsichtige Kiste.',
    fields: { bag1: 'Beutel der Kopie 1', bag2: 'Beutel der Kopie 2', log: 'Das Verwahrbuch hat beide Kürzel.' },
  },
  A12: {
    act: '{custodian} wählt, wie das Kennwort aufbewahrt wird.',
    fields: {
      rule: { label: 'Kennwort', options: { memory: 'nur im Gedächtnis', envelope: 'im versiegelten Umschlag' } },
      where: 'Ort des Umschlags (nicht beim Stick)',
    },
  },
  A13: {
    act: 'Das Bündel der Zertifikate auf den AUS-Stick schreiben. Den Stick herausnehmen.',
    fields: { bundle: 'Bündel der Zertifikate' },
  },
  A14: {
    act: 'Den AUS-Stick auf der Online-Maschine laden.',
    fields: {
      signature: 'Die Signatur ist gültig.',
      ceremony: 'Die Zeremonie-Kennung stimmt mit dem Papier vollständig überein.',
      count: 'Es sind {n} Zertifikate.',
      each: 'Die Kurzform von jedem stimmt mit seinem Blatt (Schritt A9) vollständig überein.',
    },
  },
  A15: {
    act: 'OP liest die Wörter des Bündels vor, jedes mit seiner Nummer. RO2 tippt die ein, nach denen die Maschine von RO1 fragt. Diese vergleicht sie, bevor sie etwas sendet.',
    fields: { words: 'Die Wörter stimmen überein.' },
  },
  A15P: {
    act: 'Eine Viertelstunde Pause. Bei jeder Maschine bleiben zwei Personen. Die Telefone bleiben im Beutel.',
    fields: { two: 'Zwei Personen bleiben.', back: 'Alle zurück um' },
  },
  A16: {
    act: 'Den Bildschirm mit dem Plan vergleichen: HSM {target}, die Verwahrer mit Namen, Quorum {m}. RO2 tippt den Namen des HSM vom Papier ein.',
    fields: { names: 'Namen und Quorum sind richtig.', typed: 'Der eingetippte Name ist angenommen.' },
  },
  A17: {
    act: 'Die Sicherheitsdomäne herunterladen. Das Programm speichert zuerst die Antwort, dann wartet es, bis der Dienst fertig ist.',
    fields: {
      saved: 'Die Datei ist gespeichert.',
      bytes: 'Bytes',
      succeeded: 'Erfolgreich um',
      'request-id': 'Anfragekennung',
      domain: 'Datei der Sicherheitsdomäne',
    },
  },
  A18: {
    act: 'Die Datei in der Dateiansicht prüfen.',
    fields: {
      version: 'Version 2.',
      shares: '{n} Anteile.',
      required: '{m} sind nötig.',
      known: 'Jeder Fingerabdruck gehört zu einem Verwahrer, keiner ist zu viel.',
    },
  },
  A19: {
    act: 'In das Protokoll des HSM sehen.',
    fields: {
      one: 'Dort steht genau ein SecurityDomainBackup, von RO1, zu dieser Zeit.',
      alert: 'Der Alarm ist angekommen.',
      explained: 'Der Eintrag ist im Änderungsbuch erklärt.',
    },
  },
  A20: {
    act: 'Das Bündel mit der Sicherheitsdomäne auf den EIN-Stick schreiben. OP die Wörter des Fingerabdrucks vorlesen.',
    fields: { serial: 'EIN-Stick', words: 'OP hat die Wörter aufgeschrieben.' },
  },
  A21: {
    act: 'Den EIN-Stick auf dem Offline-Laptop laden.',
    fields: {
      hash: 'Der Fingerabdruck ist vollständig gleich.',
      inspector: 'Der Prüfer zeigt dasselbe wie in Schritt A18.',
    },
  },
  A22: {
    act: '{custodian} öffnet den eigenen Beutel, steckt Kopie 1 ein und tippt das Kennwort ein.',
    expect: 'Das Programm öffnet den eigenen Anteil. Es zeigt {k} von {of}.',
    fields: {
      bag: 'Geöffneter Beutel',
      opened: 'Der Anteil öffnet sich mit Kopie 1.',
      wiped: 'Schlüssel, Kennwort und Anteil sind gelöscht.',
    },
  },
  A22B: {
    act: 'Dasselbe mit Kopie 2.',
    fields: {
      opened: 'Der Anteil öffnet sich mit Kopie 2; ein Token hat keine.',
      wiped: 'Schlüssel, Kennwort und Anteil sind gelöscht.',
    },
  },
  A22C: {
    act: 'Den Stick herausnehmen. {custodian} versiegelt beide Kopien in neuen Beuteln. Beide setzen ihr Kürzel in das Verwahrbuch.',
    fields: {
      bag1: 'Neuer Beutel der Kopie 1',
      bag2: 'Neuer Beutel der Kopie 2',
      log: 'Das Verwahrbuch hat beide Kürzel.',
    },
  },
  A23: {
    act: 'Den Bildschirm vorlesen. Wenn eine Kopie versagt hat: Ausnahme, und die Zeremonie aufgeben. Dann eine Neuverschlüsselung mit neuen Schlüsseln planen, bevor ein echter Schlüssel entsteht.',
    fields: { all: 'Der Bildschirm sagt: Alle nachgewiesen, {n} Verwahrer.' },
  },
  A24: {
    act: 'Die Datei der Sicherheitsdomäne auf ihre Medien kopieren. Sie ist verschlüsselt, aber nicht öffentlich. Den Fingerabdruck auf die Etiketten schreiben.',
    fields: {
      place1: 'Ort 1',
      place2: 'Ort 2',
      place3: 'Ort 3',
      labels: 'Die Fingerabdrücke stehen auf den Etiketten.',
    },
  },
  A25: {
    act: 'Ort und Tresor jedes Schlüssels in das Verwahr-Register eintragen.',
    fields: {
      register: 'Das Register ist vollständig.',
      sites: 'An keinem Ort liegen {m} Schlüssel.',
      review: 'Nächste Durchsicht',
    },
  },
  A26: {
    act: 'EIN- und AUS-Stick vernichten oder versiegeln. Den Testschlüssel erzeugen. Dann die erste volle Sicherung nach {container} machen: Der Testschlüssel muss darin sein. Die Bestandsliste ausgeben.',
    fields: {
      sticks: 'Die Sticks stehen auf dem Vernichtungsblatt oder sind im Beutel.',
      'test-key': 'Öffentliche Hälfte des Testschlüssels',
      backup: 'Sicherung fertig um',
      inventory: 'Die Bestandsliste ist ausgegeben.',
      canary: 'Die öffentliche Hälfte des Testschlüssels ist auf Papier.',
    },
  },
  A26R: {
    act: 'Den alten Satz vernichten, denn der neue ist nachgewiesen, und die Bediener haben gesagt, dass die neue Sicherung gemacht ist.',
    fields: {
      'old-sticks': 'Die alten Sticks stehen auf dem Vernichtungsblatt.',
      'old-copies': 'Die alten Kopien der Sicherheitsdomäne stehen auf dem Vernichtungsblatt.',
    },
  },
};
