// German texts of document (d): the quorum drill.
import type { StepTexts } from '../../ceremony-texts.ts';

export const drillTexts: StepTexts = {
  D0: {
    act: 'Sagen, warum geübt wird. Stufen: {levels}. Stufe D2 braucht eine schriftliche Freigabe.',
    fields: {
      trigger: {
        label: 'Grund',
        options: {
          quarterly: 'jedes Vierteljahr',
          member: 'Wechsel eines Verwahrers',
          threat: 'Bedrohung',
          process: 'Änderung des Verfahrens',
          medium: 'Verlust eines Mediums',
        },
      },
      approval: 'Freigabe',
    },
  },
  D1: {
    act: 'Das Verwahr-Register durchgehen, Schlüssel für Schlüssel. Kein Beutel wird geöffnet.',
    fields: {
      employed: 'Alle Verwahrer arbeiten noch hier.',
      willing: 'Alle Verwahrer sind noch bereit.',
      bags: 'Jede Beutelnummer stimmt mit dem Register vollständig überein.',
      seals: 'Jedes Siegel ist unversehrt.',
    },
  },
  D2: {
    act: 'Prüfen, wer zusammenkommen könnte, und alle Verwahrer anrufen.',
    fields: {
      apart: 'Kein Ort und keine Person erreicht {m} Schlüssel.',
      admins: 'Kein Verwahrer ist Administrator eines HSM.',
      rung: 'Angerufen',
      reached: 'Erreicht',
      within: 'innerhalb von (Minuten)',
    },
  },
  D3: {
    act: 'In das Protokoll seit der letzten Zeremonie sehen.',
    fields: {
      events: 'Ereignisse SecurityDomainBackup',
      explained: 'Jedes ist erklärt.',
      alert: 'Der Probealarm ist angekommen.',
      privileged: 'Administratoren haben ihre Rechte nur auf Zeit.',
    },
  },
  D4: {
    act: 'Die letzte Sicherung ansehen.',
    fields: {
      folder: 'Ordner',
      age: 'Alter in Tagen',
      access: 'Das HSM erreicht den Speicher noch.',
      inventory: 'Die Bestandsliste ist ausgegeben.',
    },
  },
  D5: {
    act: 'Die Kopien der Datei der Sicherheitsdomäne holen und jede vergleichen.',
    fields: {
      place1: 'Ort 1',
      place2: 'Ort 2',
      place3: 'Ort 3',
      hash: 'Der SHA-256 jeder Kopie stimmt mit dem Register vollständig überein.',
    },
  },
  D6: {
    act: '{custodian} öffnet den eigenen Beutel, steckt den Stick oder das Token ein und tippt Kennwort oder PIN ein. Dann dasselbe mit dem zweiten Stick; ein Token hat keine Kopie.',
    expect: 'Das Programm öffnet den eigenen Anteil. Es zeigt {k} von {of}.',
    fields: {
      bag: 'Geöffneter Beutel',
      copy1: 'Der Anteil öffnet sich mit Kopie 1.',
      copy2: 'Der Anteil öffnet sich mit Kopie 2; ein Token hat keine.',
      wiped: 'Schlüssel, Kennwort und Anteil sind gelöscht.',
      alone: 'Kein anderer Anteil war im Speicher.',
    },
  },
  D7: {
    act: '{custodian} versiegelt die Sticks oder das Token in einem neuen Beutel.',
    fields: { bag: 'Neuer Beutel', register: 'Das Register sagt: heute nachgewiesen.' },
  },
  D8: {
    act: 'Zählen. Wenn weniger als {m} + 1 nachgewiesen sind, werden neue Schlüssel der Verwahrer fällig.',
    fields: {
      proven: 'Nachgewiesen von {n}',
      unproven: 'Nicht nachgewiesen',
      action: { label: 'Maßnahme', options: { none: 'keine', rewrap: 'Zeremonie für neue Verwahrer' } },
      by: 'bis',
    },
  },
  D9: {
    act: 'Die Anteile von {m} Verwahrern sind im Speicher. Den Hinweis auf dem Bildschirm lesen.',
    fields: {
      approval: 'Die schriftliche Freigabe liegt vor.',
      notice: 'Der Bildschirm sagt: ÜBUNG, es entsteht kein Blob.',
    },
  },
  D10: {
    act: 'Den Hauptschlüssel bilden und damit einen Teil prüfen.',
    fields: {
      item: 'Der Teil ist echt.',
      wiped: 'Anteile und Hauptschlüssel sind gelöscht.',
      nothing: 'Keine Datei wurde geschrieben.',
      duration: 'Zeit seit der Einberufung',
    },
  },
  D11: {
    act: 'Das Programm im Übungsmodus starten. Es macht falsche Sticks, eine falsche Sicherheitsdomäne und einen falschen Austauschschlüssel.',
    fields: {
      practice: 'Bildschirm und Seiten sagen ÜBUNG.',
      fakes: 'Jeder Name sagt PRACTICE.',
      paper: 'Übungs-Exemplare der Dokumente (b) und (c) liegen vor.',
    },
  },
  D12: {
    act: 'Die Dokumente (b) und (c), Teile 1 bis 4, mit dem falschen Satz durchführen, auch die Telefonate. MC verursacht einen Fehler aus dem versiegelten Umschlag.',
    fields: {
      fault: {
        label: 'Fehler',
        options: {
          exchange: 'vertauschtes Austausch-Zertifikat',
          passphrase: 'falsches Kennwort',
          stick: 'beschädigter Stick',
          bundle: 'Bündel einer anderen Zeremonie',
          clock: 'Uhr um einen Tag falsch',
          gap: 'Netztrennung verloren',
          power: 'Stromausfall',
        },
      },
      step: 'Bemerkt bei Schritt',
      by: 'von',
    },
  },
  D13: {
    act: 'Den Blob mit der falschen privaten Hälfte öffnen.',
    fields: { equal: 'Der Inhalt gleicht der falschen Sicherheitsdomäne.' },
  },
  D14: {
    act: 'Die Dokumente (b) und (c) mit einem HSM durchführen, das nicht im Betrieb ist. Danach es endgültig löschen.',
    fields: {
      domain: {
        label: 'Sicherheitsdomäne',
        options: { test: 'eines Tests', production: 'des Betriebs: nur mit schriftlicher Freigabe' },
      },
      approval: 'Freigabe',
      purged: 'Das HSM ist endgültig gelöscht.',
      billing: 'Kosten endeten um',
    },
  },
  D15: {
    act: 'Aufschreiben, was gefunden wurde, jedes mit Verantwortlichem und Datum. Die Zeiten aufschreiben.',
    fields: {
      finding1: 'Befund 1',
      finding2: 'Befund 2',
      finding3: 'Befund 3',
      quorum: 'Einberufung bis Quorum',
      blob: 'Quorum bis Blob',
      restored: 'Blob bis Wiederherstellung',
    },
  },
  D16: {
    act: 'Die nächsten Termine festlegen.',
    fields: { next: 'Nächste Quorum-Übung', rewrap: 'Zeremonie für neue Verwahrer, falls fällig' },
  },
};
