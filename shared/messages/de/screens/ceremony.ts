// German: the ceremony of a recovery: plan and identity, the other machine, people who answer, failed checks, exceptions, the outcome.
import type { ScreenTexts } from '../../catalogue.ts';
import { number, plural } from '../formats.ts';

export const ceremony: ScreenTexts['ceremony'] = {
  people: {
    first: 'Erste Person',
    second: 'Zweite Person',
    choose: 'Bitte wählen …',
  },
  words: {
    region: 'Zurücklesen',
    tries: (tries) => plural(tries, { one: 'Sie haben noch 1 Versuch.', other: `Sie haben ${tries} Versuche.` }),
    compare: 'Vergleichen',
    locked:
      'Die Wörter waren zweimal falsch. Zum Fortfahren müssen zwei Personen eine Entscheidung festhalten; danach können die Wörter noch einmal verglichen werden.',
  },
  open: {
    title: 'Der Plan und die Identität dieser Maschine',
    lead: 'Beide müssen zueinander und zu der Kennung passen, die Sie eingetippt haben. Dann beginnt auf dieser Maschine das Journal der Zeremonie.',
    planLegend: 'Plan auswählen',
    planFile: 'Datei des Plans',
    identityLegend: 'Welche Datei ist die Identität dieser Maschine?',
    open: 'Kennwort eintippen und Journal beginnen',
    openLead:
      'Jetzt wird nichts signiert. Das Kennwort wird eingetippt, damit niemand erst am Ende merkt, dass es verloren ist.',
    wordsTitle: 'Ist es der Plan auf dem Papier?',
    wordsLead:
      'Der Zeuge liest diese Wörter vom Deckblatt des gedruckten Ablaufs vor; der Bediener tippt sie ein. Dieser Bildschirm zeigt nichts Eigenes, bis sie stimmen.',
    adopted: 'Der Plan auf dieser Maschine ist der auf dem Papier.',
    fingerprint: 'SHA-256 des Plans',
    goOn: 'Weiter',
    facts: {
      ceremony: 'Zeremonie',
      purpose: 'Zweck',
      target: 'Neues HSM',
      quorum: 'Quorum',
      quorumText: (required, all) => `beliebige ${required} von ${all} Verwahrern`,
      approvers: 'Freigegeben von',
      identity: 'Identität dieser Maschine',
    },
  },
  pair: {
    title: 'Die andere Maschine',
    lead: 'Am Telefon, unter der Nummer aus dem Plan auf Papier: Stellen Sie sicher, dass jede Maschine die richtige andere kennt. Jede gibt eine Zahl aus, auf die Bündel antworten müssen.',
    ours: 'Die Zahl dieser Maschine',
    oursLead: 'Lesen Sie sie vor. Die andere Seite tippt sie ein.',
    theirs: 'Die Zahl, die die andere Maschine ausgibt',
    theirsLead: '32 Ziffern und Buchstaben von a bis f, in Vierergruppen.',
    wordsLead: (who) =>
      `${who} drückt am eigenen Bildschirm „Unsere Wörter zeigen“ und liest vor. Tippen Sie die Wörter an diesen Stellen ein.`,
    paired: (who) => `Diese Maschine und die von ${who} sind gekoppelt.`,
    goOn: 'Weiter',
  },
  failed: {
    region: 'Gescheiterte Prüfungen',
    heading: 'Eine Prüfung ist gescheitert. Zum Fortfahren müssen zwei Personen eine Entscheidung festhalten.',
    check: (check, step) => `Schritt ${step}, nicht bestanden: ${check}.`,
    write: 'Ausnahme vermerken',
    stop: 'Halt. Eine Prüfung scheiterte, die einen Angriff oder einen falschen Schlüssel bedeuten kann.',
    after: 'Wenn das Vorfallblatt erledigt ist',
    afterLead: 'Zwei Personen entscheiden. Ihre Ausnahme wird hier festgehalten; bis dahin geht nichts weiter.',
    unknown: {
      happened: (check) => `Die Prüfung „${check}“ wurde nicht bestanden.`,
      safe: 'Nichts, was auf dieser Prüfung beruht, wurde getan. Was vorher getan wurde, bleibt, wie es ist.',
      todo: 'Machen Sie nicht weiter, als wäre sie bestanden. Zwei Personen finden heraus, warum, stellen richtig, was sich richtigstellen lässt, und entscheiden.',
    },
    incident: 'Vorfall: was jetzt zu tun ist',
  },
  exception: {
    title: 'Eine Ausnahme vermerken',
    step: 'Schritt des Ablaufs',
    lead: 'Eine Ausnahme ist kein Versagen Ihrerseits. Schreiben Sie auf, was geschehen ist; die Zeremonienleitung entscheidet.',
    leaves: (check, fault) => `Sie erledigt die gescheiterte Prüfung „${check}“${fault === '' ? '' : ` (${fault})`}.`,
    expected: 'Was erwartet wurde',
    happened: 'Was geschehen ist',
    options: 'Was man hätte tun können',
    decision: 'Was entschieden wurde',
    decidedBy: 'Entschieden von',
    decidedByNote: 'Namen, durch Kommas getrennt; wo es einen Plan gibt, wie dort',
    decidedByTwo: 'Zwei Personen, Namen wie im Plan, durch ein Komma getrennt',
    trust: 'Berührt es das Vertrauen in das Ergebnis?',
    no: 'Nein',
    yes: 'Ja',
    unknown: 'Noch nicht bekannt',
    followUp: 'Wer es weiterverfolgt',
    initials: 'Kürzel von zwei Personen',
    initialsNote: 'Großbuchstaben, für jede Person andere, durch Leerzeichen getrennt: AB CD',
    save: 'Vermerken',
    back: 'Zurück',
  },
  unattested: {
    region: 'Ohne Attestierung',
    heading: 'Ohne Beweis annehmen?',
    warning:
      'Nichts beweist, dass dieser Schlüssel dem neuen HSM gehört. Wer ihn gemacht hat, kann alles öffnen, was für ihn verschlossen wird. Zwei Personen müssen dafür einstehen; ihre Namen und ihr Grund stehen im Journal, in der Niederschrift und auf jedem Papier.',
    expected: 'Ein Austauschschlüssel mit Attestierung',
    happened: 'Das Austausch-Zertifikat trägt keine Attestierung',
    options:
      'Aufhören; die andere Seite um einen Schlüssel mit Attestierung bitten; ihn allein nach seinem Fingerabdruck annehmen',
    accepted: (names) => `NICHT ATTESTIERT: Nichts beweist, wessen Schlüssel es ist. Angenommen von ${names}.`,
    reason: 'Warum er angenommen wird',
    accept: 'Wir beide nehmen ihn ohne Beweis an',
  },
  blob: {
    title: 'Auf dem AUS-Stick speichern',
    lead: 'Ein neuer, leerer <term>AUS-Stick</term>. Der Blob kommt in ein signiertes Bündel; die Datei wird geschrieben, auf den Stick durchgeschrieben und Byte für Byte zurückgelesen. Was schon da ist, wird nie überschrieben.',
    region: 'Das Bündel',
    noStick: 'Kein Stick hat die Rolle AUS.',
    stick: 'AUS-Stick: <stick></stick>',
    sign: 'Signieren, schreiben und zurücklesen',
    again: 'Eine Kopie auf einen weiteren Stick schreiben',
    passphrase:
      'Die Identität dieser Maschine signiert das Bündel: Ihr Kennwort wird in der eigenen Ansicht von Lifeboat eingetippt.',
    aloud: 'Lesen Sie diese Wörter vor. Die andere Seite tippt die ihren ein, bevor sie ihre eigenen sieht.',
    fingerprint: 'SHA-256 des Inhalts des Bündels',
    agreed: 'Die andere Seite stimmt überein',
    differed: 'Die Wörter der anderen Seite weichen ab',
    isReadBack: 'Beide Seiten haben dieses Bündel verglichen und stimmen überein.',
    goOn: 'Weiter',
  },
  outcome: {
    title: 'Ergebnis',
    lead: 'Die Verwahrer bleiben erreichbar, bis die andere Seite meldet, dass der Blob hochgeladen wurde. Ihre Nachricht kommt auf dem EIN-Stick; ein Anruf ersetzt sie nicht.',
    legend: 'Welche Datei ist die Nachricht?',
    take: 'Nachricht annehmen',
    verdict: {
      succeeded: 'Das Hochladen ist gelungen',
      failed: 'Das Hochladen wurde abgelehnt',
      unknown: 'Noch kann es niemand sagen',
    },
    detail: 'In den Worten des Dienstes',
    request: 'Anfrage',
    decideFirst: 'Um weiterzugehen, halten zwei Personen zuerst ihre Entscheidung fest, mit einer Ausnahme.',
    later: 'Ohne Nachricht weiter',
  },
  practice: {
    ask: 'Die Übungsbediener antworten lassen',
    askLead: 'Nur in der Übung: Erfundene Bediener legen das nächste Bündel auf den EIN-Stick der Übung.',
    askLeadDomain:
      'Nur in der Übung: Erfundene Bediener legen die Sicherheitsdomäne auf den EIN-Stick der Übung. Die Wörter, die sie vorlesen, stehen in einer Datei neben dem Blatt, „PRACTICE-words-….txt“.',
  },
  finish: {
    close: 'Journal schließen und beenden',
    head: 'Letztes Ereignis des Journals: Schreiben Sie es in die Niederschrift',
    headNumber: (n) => `Letzter Eintrag: Nr. ${n}`,
    records: 'Journal und Plan auf den AUS-Stick schreiben',
    recordsWritten: 'Journal und Plan sind auf dem AUS-Stick und wurden Byte für Byte zurückgelesen.',
    recordsLead: 'Die Beweismappe braucht sie. Der Stick mit der Rolle AUS nimmt sie auf.',
  },
  earlier: {
    heading: {
      recovery: (id) => `Die Wiederherstellung ${id} wurde nicht beendet`,
      emergency: (id) => `Die Notfall-Wiederherstellung ${id} wurde nicht beendet`,
      activation: (id) => `Die Aktivierung ${id} wurde nicht beendet`,
    },
    facts: (events, last) =>
      `${plural(events, { one: '1 Ereignis', other: `${number(events)} Ereignisse` })} im Journal, das letzte am ${last} nach der Uhr dieser Maschine.`,
    gone: 'Zur Sicherheit verworfen:',
    shares: (shares) =>
      shares === 0
        ? 'Kein Anteil war im Speicher. Die Sicherheitsdomäne muss neu geladen werden.'
        : `${plural(shares, { one: '1 Anteil', other: `${shares} Anteile` })}. Die Verwahrer beginnen wieder mit dem ersten, nachdem die Sicherheitsdomäne neu geladen wurde.`,
    still: 'Gilt weiterhin:',
    key: 'Beide Seiten hatten sich über den Austauschschlüssel geeinigt;',
    noKey: 'Über keinen Austauschschlüssel wurde man sich einig;',
    blob: 'der Wiederherstellungs-Blob ist gebaut und aufbewahrt;',
    noBlob: 'kein Blob wurde gebaut;',
    exceptions: (count) => plural(count, { one: '1 Ausnahme.', other: `${count} Ausnahmen.` }),
    uncopied: 'ein neuer Schlüssel, der erst auf einem Stick lag; er wird neu erzeugt.',
    keysMade: (count) =>
      plural(count, { one: '1 neuer Schlüssel ist erzeugt;', other: `${count} neue Schlüssel sind erzeugt;` }),
    copiesProven: (count) =>
      plural(count, {
        one: '1 Kopie hat ihren Anteil geöffnet;',
        other: `${count} Kopien haben ihre Anteile geöffnet;`,
      }),
    goOn: {
      recovery: 'Mit dieser Wiederherstellung weitermachen',
      emergency: 'Mit dieser Notfall-Wiederherstellung weitermachen',
      activation: 'Mit dieser Aktivierung weitermachen',
    },
    damaged:
      'Das Ende des Journals ist beschädigt. Was davor steht, ist heil. Schließen Sie den Schaden durch eine Ausnahme ab; die beschädigten Bytes werden daneben aufbewahrt.',
    closeOff: 'Den Schaden durch eine Ausnahme abschließen',
    preview: 'Der Echtbetrieb ist in dieser Vorschau nicht möglich.',
  },
};
