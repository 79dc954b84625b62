// German texts of the blocks that the ceremonies share.
import type { StepTexts } from '../../ceremony-texts.ts';

export const blockTexts: StepTexts = {
  O1: {
    act: 'Raum schließen. Kameras einschalten, oder vermerken, dass es kein Video gibt.',
    expect: 'Nur Personen, die auf der Liste stehen, sind im Raum.',
    fields: {
      video: { label: 'Video:', options: { cameras: 'Kameras laufen', none: 'kein Video' } },
      locked: 'Die Tür ist verschlossen.',
      phones: 'Alle Telefone und Uhren sind im Beutel.',
      visitors: 'Besucher stehen auf der Liste.',
      start: 'Beginn nach der Wanduhr',
      offset: 'Abweichung von UTC',
    },
  },
  O2: {
    act: 'Alle Teilnehmer zeigen einen Ausweis. Der Zeuge füllt die Teilnehmerliste aus. Noch unterschreibt niemand.',
    fields: {
      identified: 'Alle haben sich ausgewiesen.',
      roles: 'Niemand hat zwei Rollen, die sich ausschließen.',
    },
  },
  O3: {
    act: 'Vorlesen: den Zweck, das Wort {mode}, die Zeremonie-Kennung {ceremonyId}, den Umgang mit Ausnahmen und den Fluchtweg.',
    fields: { understood: 'Alle sagen: verstanden.' },
  },
  O4: {
    act: 'Die Musterzeichen einmal schreiben, damit die Handschrift später lesbar ist: 0 O 1 I l 5 S 8 B u v',
    fields: {
      copies: 'Zwei gedruckte Exemplare dieses Dokuments mit gleicher Seitenzahl liegen vor.',
      sample: 'Muster',
    },
  },
  O5: {
    act: 'Auf einer zweiten Maschine den SHA-256 des Plans und der PDF-Datei dieses Dokuments berechnen, mit den Befehlen vom Deckblatt.',
    expect: 'Der Wert des Plans stimmt mit dem auf dem Deckblatt vollständig überein, alle 64 Ziffern.',
    fields: { plan: 'Der Plan ist vollständig gleich.', pdf: 'Der Wert der PDF-Datei steht auf dem Deckblatt.' },
  },
  O6: {
    act: 'Die Freigaben des Plans durch zwei verschiedene Personen zeigen.',
    fields: {
      first: 'Freigegeben von',
      second: 'und von',
      before: 'Beide Freigaben wurden vor Beginn dieser Zeremonie gegeben.',
    },
  },
  O7: {
    act: 'Das Material auslegen und auf der Materialliste abhaken.',
    expect: 'Was nicht benutzt wird, liegt in der durchsichtigen Kiste.',
    fields: { complete: 'Die Liste ist vollständig.', nothing: 'Sonst liegt nichts auf dem Tisch.' },
  },
  O8: {
    act: 'Jeden Beutel von beiden Seiten ansehen und mit dem Foto vergleichen. Im Zweifel eine Ausnahme vermerken, bevor der Beutel geöffnet wird.',
    fields: {
      intact: 'Alle Beutel sind unversehrt.',
      serials: 'Alle Nummern stimmen mit denen im Verwahrbuch vollständig überein.',
    },
  },
  M1: {
    act: 'Die Maschine prüfen ({machine}): Gehäuse, Siegel, Buchsen.',
    fields: {
      serial: 'Seriennummer',
      radios: 'Funk ist ausgebaut oder am Schalter abgeschaltet.',
      cables: 'Kein Kabel außer dem Netzkabel.',
    },
  },
  M2: {
    act: 'Die Uhr der Maschine nach der Wanduhr auf UTC stellen.',
    fields: { wall: 'Wanduhr', machine: 'Maschine' },
  },
  M3: {
    act: 'Den SHA-256 des Startmediums auf einer anderen Maschine berechnen und die Wörter vorlesen. Dann den Laptop davon starten und es herausnehmen.',
    expect: 'Alle 64 Ziffern sind: {bootHash}',
    fields: {
      label: 'Das Etikett am Medium zeigt diesen Wert.',
      other: 'Die andere Maschine zeigt diesen Wert.',
      removed: 'Das Startmedium liegt in der durchsichtigen Kiste.',
    },
  },
  M3N: {
    act: 'Zeigen, dass dies ein verwalteter Arbeitsplatz in gutem Zustand ist.',
    fields: { managed: 'Er wird von der Firma verwaltet.', patched: 'Alle Aktualisierungen sind eingespielt.' },
  },
  M4: {
    act: 'Den SHA-256 der Programmdatei auf einer zweiten Maschine und auf dieser berechnen.',
    expect: 'Beide stimmen mit der Ausgabekarte vollständig überein, alle 64 Ziffern.',
    fields: { hash: 'Alle drei sind vollständig gleich.', signature: 'Die Signatur der Ausgabe ist gültig.' },
  },
  M5: {
    act: 'Das Programm starten. Wählen, wozu diese Zeremonie dient, und die Betriebsart {mode}; die Zeremonie-Kennung {ceremonyId} eintippen. Das Maschinenblatt drucken und lesen, was es gesehen hat.',
    expect: 'Die Maschine erreicht kein Netz und behält nichts auf einer Platte.',
    fields: {
      sheet: 'Das Maschinenblatt ist gedruckt und liegt bei diesem Exemplar.',
      interfaces: 'Alle Netzanschlüsse sind aus oder fehlen.',
      route: 'Es gibt keine Standardroute.',
      swap: 'Kein Auslagern, kein Ruhezustand, kein Speicherabzug.',
      blocks: 'Die Platten sind die erwarteten.',
      usb: 'Die USB-Geräte sind die erwarteten.',
      virtual: 'Es ist keine virtuelle Maschine.',
    },
  },
  M6: {
    act: 'Die Zeit der Wanduhr eingeben. Das Programm zeigt den Unterschied zur eigenen Uhr.',
    fields: { difference: 'Unterschied in Sekunden' },
  },
  M7: {
    act: 'Den Stick EIGEN einstecken und ihm diese Rolle geben. Den Plan und die Identität dieser Maschine wählen und ihr Kennwort eintippen. Das Journal beginnt.',
    fields: { journal: 'Das Journal hat begonnen.', banner: 'Der Balken auf dem Bildschirm sagt {mode}.' },
  },
  M8: {
    act: 'W1 liest die Wörter des Plans vom Deckblatt. Wer die Maschine bedient, tippt die Wörter ein, nach denen der Bildschirm fragt, bevor er die eigenen zeigt.',
    fields: { plan: 'Der Plan auf dieser Maschine ist der vom Deckblatt.' },
  },
  M5N: {
    act: 'Das Programm starten. Den Plan wählen, und die Identität dieser Maschine auf dem Stick EIGEN. Die Wörter des Plans vom Deckblatt eintippen und die Zeremonie öffnen. Das Journal beginnt.',
    fields: {
      plan: 'Der Plan auf dieser Maschine ist der vom Deckblatt.',
      journal: 'Das Journal hat begonnen.',
      banner: 'Der Balken auf dem Bildschirm sagt {mode}.',
    },
  },
  M7N: {
    act: 'Sich anmelden. Aufschreiben, was der Bildschirm zeigt.',
    expect: 'Mandant {tenant}, Abonnement {subscription}.',
    fields: { tenant: 'Mandant', subscription: 'Abonnement', account: 'Angemeldet als' },
  },
  M9: {
    act: 'Diesen Laptop am Telefon mit der Maschine von RO1 koppeln. RO1 unter {phoneRO1} anrufen. Zahl und Wörter auf diesem Bildschirm vorlesen. Zahl und Wörter eintippen, die man hört.',
    fields: {
      number: 'Diese Nummer wurde gewählt.',
      words: 'Die Kopplungswörter stimmen überein.',
      challenge: 'Die Zahl der anderen Maschine ist eingetippt.',
    },
  },
  M9N: {
    act: 'Diese Maschine am Telefon mit dem Offline-Laptop koppeln (Schritt M9). OP ruft an; kommt kein Anruf, OP unter {phoneOP} anrufen. Zahl und Wörter auf diesem Bildschirm vorlesen. Zahl und Wörter eintippen, die man hört.',
    fields: {
      number: 'Der Anruf kam von dieser Nummer oder ging an sie.',
      words: 'Die Kopplungswörter stimmen überein.',
      challenge: 'Die Zahl der anderen Maschine ist eingetippt.',
    },
  },
  Z1: {
    act: 'Zwei Personen schließen das Journal jeder Maschine, die eines hat. Das Programm löscht seinen Speicher und nennt jede geschriebene Datei.',
    fields: { closed: 'Das Journal ist geschlossen.', wiped: 'Das Programm meldet: Speicher gelöscht.' },
  },
  Z1D: {
    act: 'Im Programm „Beenden“ wählen. Es löscht seinen Speicher und nennt jede geschriebene Datei.',
    fields: { wiped: 'Das Programm meldet: Speicher gelöscht.' },
  },
  Z1R: {
    act: 'Einen neuen Stick AKTEN einstecken. Auf der Seite „Beenden“ Journal und Plan jeder Maschine darauf schreiben; offline hat er die Rolle AUS. Er kommt in die Beweismappe. Ohne ihn beweist nichts, was hier geschah.',
    fields: { serial: 'Stick AKTEN', written: 'Journal und Plan sind auf dem Stick.' },
  },
  Z1P: {
    act: 'Die Niederschrift und die Fingerabdruck-Karten drucken, aus dem Journal auf dem Stick AKTEN.',
    fields: {
      record: 'Die Niederschrift ist gedruckt.',
      head: 'Der letzte Eintrag auf dem Bildschirm stimmt mit der Niederschrift überein, alle 64 Ziffern.',
      cards: 'Für jeden Zeugen ist eine Karte gedruckt.',
    },
  },
  Z2: {
    act: 'Die Niederschrift mit diesem Ablauf vergleichen: jeden Schritt, jede Zeit, jeden Fingerabdruck.',
    fields: {
      verdict: {
        label: 'Niederschrift und Ablauf',
        options: { agree: 'stimmen überein', exception: 'weichen ab: Ausnahme' },
      },
      exception: 'EX-',
    },
  },
  Z3: {
    act: 'Jeden Stick und jeden anderen Datenträger an sein Ziel bringen: versiegelt im Beutel oder vernichtet. Das Medienbuch ausfüllen.',
    fields: { ledger: 'Das Medienbuch ist vollständig.' },
  },
  Z4: {
    act: 'Das Vernichtungsblatt abarbeiten. Nach Resten suchen: Entwürfe, Druckaufträge, Papierfächer.',
    fields: { sheet: 'Das Vernichtungsblatt ist erledigt.', residue: 'Nichts ist übrig.' },
  },
  Z5: {
    act: 'Den Laptop ausschalten. Netzkabel ziehen. Eine Minute warten. In einem Beutel versiegeln.',
    fields: { bag: 'Beutel', sealed: 'Der Laptop ist versiegelt.' },
  },
  Z5N: {
    act: 'Auf beiden Maschinen im Programm und im Konto abmelden.',
    fields: { 'signed-out': 'Beide Maschinen sind abgemeldet und gesperrt.' },
  },
  Z6: {
    act: 'Jedes nicht gebrauchte Ausnahmeblatt kennzeichnen.',
    fields: { used: 'Benutzte Blätter', unused: 'Alle anderen tragen „nicht gebraucht“.' },
  },
  Z7: {
    act: 'Alle, die noch da sind, lesen die Erklärung auf der Seite der Unterschriften und unterschreiben, mit Datum, Zeit und Zeitzone. Leere Zeilen durchstreichen.',
    fields: { signed: 'Alle, die kamen (Schritt O2), haben unterschrieben.' },
  },
  Z8: {
    act: 'Jedem Zeugen eine Fingerabdruck-Karte mit den Kürzeln zweier Personen geben.',
    fields: { cards: 'Jeder Zeuge hat eine.' },
  },
  Z9: {
    act: 'Jede Seite der Kamera zeigen oder fotografieren. Das Dokument einlesen. Das Papier in einen Beutel legen.',
    fields: { scan: 'SHA-256 der eingelesenen Datei', bag: 'Beutel' },
  },
  Z10: {
    act: 'Die Zeremonie schließen.',
    fields: {
      end: 'Ende nach der Wanduhr',
      assembler: 'Beweismappe erstellt von',
      days: 'innerhalb von (Tagen)',
      drill: 'Nächste Quorum-Übung fällig',
    },
  },
  I1: {
    act: 'STOPP. Nicht bauen, nicht hochladen, den Wiederherstellungsmodus nicht erneut starten.',
    fields: { time: 'Zeit', step: 'Schritt' },
  },
  I2: {
    act: 'EIN-Stick und AUS-Stick versiegeln. Alle Antworten, Protokolle und Bildschirme lassen, wie sie sind.',
    fields: { 'bag-in': 'Beutel EIN', 'bag-out': 'Beutel AUS', kept: 'Nichts wurde gelöscht.' },
  },
  I3: {
    act: 'Drei Werte vollständig aufschreiben: das Zertifikat auf dem Blatt von RO1, das Zertifikat auf dem Blatt von RO2, den Fingerabdruck im Wiederherstellungs-Blob.',
    fields: {
      sheet1: 'RO1',
      sheet2: 'RO2',
      blob: 'Blob',
      equal: { label: 'Sie', options: { equal: 'sind alle gleich', differ: 'weichen ab' } },
      which: 'Welcher',
    },
  },
  I4: {
    act: 'Entscheiden: War ein Blob für ein fremdes Zertifikat je außerhalb des Raums? Wenn nicht, für ungültig erklären, was damit gemacht wurde, und beim Abruf des Austauschschlüssels neu beginnen, mit einer neuen Folge von Bündeln.',
    fields: {
      outside: { label: 'Außerhalb des Raums:', options: { no: 'nein', yes: 'ja oder unbekannt: weiter mit I5' } },
    },
  },
  I5: {
    act: 'Die Sicherheitsdomäne gilt als preisgegeben. Rat von Microsoft: ein neues HSM mit neuer Sicherheitsdomäne; alle Daten entschlüsseln und neu verschlüsseln. Neue Schlüssel der Verwahrer helfen nicht, denn die Domäne bleibt dieselbe.',
    fields: { decision: 'Entscheidung', by: 'Entschieden von' },
  },
  I6: {
    act: 'Eine Ausnahme vermerken. Benachrichtigen, wer für das HSM und für die Sicherheit verantwortlich ist.',
    fields: { exception: 'EX-', told: 'Benachrichtigt', at: 'Zeit' },
  },
};
