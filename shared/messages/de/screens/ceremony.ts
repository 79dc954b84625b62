// German: the ceremony of a recovery: plan and identity, the other machine, people who answer, failed checks, exceptions, the outcome.
import type { ScreenTexts } from '../../catalogue.ts';
import { plural } from '../formats.ts';

export const ceremony: ScreenTexts['ceremony'] = {
  bring: {
    heading: 'Bringen Sie diese drei Dinge mit',
    plan: 'Den genehmigten Plan und das gedruckte Drehbuch mit seinen Wörtern auf dem Deckblatt.',
    identity:
      'Die Identität dieses Rechners auf einem eigenen Stick (OWN) und die Person, die ihr Kennwort kennt. Noch keine da? Erstellen Sie sie unter „Papiere und Nachweise“, bevor der Plan geschrieben wird.',
    sticks: 'Den Stick IN von der anderen Seite, einen neuen Stick OUT und genügend Verwahrer mit ihren Sticks.',
  },
  people: {
    legend: 'Wer dafür einsteht',
    first: 'Erste Person',
    second: 'Zweite Person',
    choose: 'Bitte wählen …',
    same: 'Es müssen zwei verschiedene Personen gewählt werden.',
  },
  words: {
    region: 'Gegenlesen',
    place: (place) => (place === 32 ? 'Wort 32 (das letzte)' : `Wort ${place}`),
    tries: (tries) => plural(tries, { one: 'noch 1 Versuch', other: `${tries} Versuche` }),
    compare: 'Vergleichen',
    locked:
      'Die Wörter waren zweimal falsch. Nur eine Ausnahme führt weiter; danach können sie von Neuem verglichen werden.',
  },
  open: {
    title: 'Der Plan und die Identität dieses Rechners',
    lead: 'Beide müssen zueinander und zu der Kennung passen, die Sie eingetippt haben. Dann beginnt auf diesem Rechner das Journal der Zeremonie.',
    planLegend: 'Welche Datei ist der genehmigte Plan?',
    identityLegend: 'Welche Datei ist die Identität dieses Rechners?',
    missing: 'Der Stick OWN ist nicht da. Stecken Sie ihn ein, und geben Sie ihm unter „Sticks“ seine Rolle.',
    open: 'Kennwort eintippen und Journal beginnen',
    openLead:
      'Das Kennwort wird in einem eigenen Fenster eingetippt. Jetzt wird nichts unterschrieben: Es wird abgefragt, damit niemand erst am Ende merkt, dass es verloren ist.',
    wordsTitle: 'Ist es der Plan auf dem Papier?',
    wordsLead:
      'Die Zeugin oder der Zeuge liest diese Wörter vom Deckblatt des gedruckten Drehbuchs vor; der Operator tippt sie ein. Dieser Bildschirm zeigt nichts Eigenes, bis sie stimmen.',
    adopted: 'Der Plan auf diesem Rechner ist der auf dem Papier.',
    fingerprint: 'SHA-256 des Plans',
    goOn: 'Weiter',
    facts: {
      ceremony: 'Zeremonie',
      purpose: 'Zweck',
      target: 'Neues HSM',
      quorum: 'Quorum',
      quorumText: (required, all) => `beliebige ${required} von ${all} Verwahrern`,
      approvers: 'Genehmigt von',
      identity: 'Identität dieses Rechners',
    },
  },
  pair: {
    title: 'Der andere Rechner',
    lead: 'Am Telefon, unter der Nummer aus dem Plan auf Papier: Beide Rechner müssen einander meinen, und jeder gibt eine Zahl aus, auf die Bündel antworten müssen.',
    ours: 'Die Zahl dieses Rechners',
    oursLead: 'Lesen Sie sie vor. Die andere Seite tippt sie ein.',
    theirs: 'Die Zahl, die der andere Rechner ausgibt',
    theirsLead: (typed) => `32 Ziffern und Buchstaben von a bis f, in Vierergruppen (${typed} eingetippt).`,
    wordsLead: (who) =>
      `${who} liest die Wörter der Paarung vom eigenen Bildschirm vor: Papiere und Nachweise, Zwei Maschinen paaren, Wir lesen vor. Tippen Sie die an diesen Stellen ein.`,
    paired: (who) => `Dieser Rechner und der von ${who} meinen einander.`,
    goOn: 'Weiter',
  },
  failed: {
    region: 'Fehlgeschlagene Prüfungen',
    heading: 'Eine Prüfung ist fehlgeschlagen. Nur eine Ausnahme führt weiter.',
    check: (check, step) => `${check}, Schritt ${step}`,
    write: 'Ausnahme aufschreiben',
    incident: 'Vorfall: was jetzt zu tun ist',
  },
  exception: {
    title: 'Eine Ausnahme festhalten',
    lead: 'Eine Ausnahme ist kein Versagen Ihrerseits. Schreiben Sie auf, was geschehen ist; der Zeremonienleiter entscheidet.',
    leaves: (check, fault) => `Sie führt aus der fehlgeschlagenen Prüfung „${check}“ (${fault}) heraus.`,
    expected: 'Was erwartet wurde',
    happened: 'Was geschehen ist',
    options: 'Was man hätte tun können',
    decision: 'Was entschieden wurde',
    decidedBy: 'Entschieden von',
    decidedByNote: 'Namen, durch Kommas getrennt',
    trust: 'Berührt es das Vertrauen in das Ergebnis?',
    no: 'Nein',
    yes: 'Ja',
    unknown: 'Noch nicht bekannt',
    followUp: 'Wer sich darum kümmert',
    initials: 'Kürzel von zwei Personen',
    initialsNote: 'Großbuchstaben, durch Leerzeichen getrennt: AB CD',
    save: 'Festhalten',
    back: 'Zurück',
  },
  unattested: {
    region: 'Ohne Attestierung',
    heading: 'Ohne Beweis annehmen?',
    warning:
      'Nichts beweist, dass dieser Schlüssel dem neuen HSM gehört. Wer ihn gemacht hat, kann alles öffnen, was für ihn verschlossen wird. Zwei Personen müssen dafür einstehen; ihre Namen und ihr Grund stehen im Journal, im Protokoll und auf jedem Papier.',
    expected: 'Ein Austauschschlüssel mit Attestierung',
    happened: 'Das Austauschzertifikat trägt keine Attestierung',
    options:
      'Aufhören; die andere Seite um einen Schlüssel mit Attestierung bitten; ihn allein nach seinem Fingerabdruck annehmen',
    accepted: (names) => `NICHT ATTESTIERT: Nichts beweist, wessen Schlüssel es ist. Angenommen von ${names}.`,
    reason: 'Warum er angenommen wird',
    accept: 'Wir beide nehmen ihn ohne Beweis an',
  },
  blob: {
    title: 'Auf dem AUS-Stick senden',
    lead: 'Ein neuer, leerer <term>AUS-Stick</term>. Der Blob kommt in ein unterschriebenes Bündel; die Datei wird geschrieben, auf den Stick durchgeschrieben und Byte für Byte zurückgelesen. Was schon da ist, wird nie überschrieben.',
    region: 'Das Bündel',
    noStick: 'Kein Stick hat die Rolle AUS.',
    stick: 'AUS-Stick: <stick></stick>',
    sign: 'Unterschreiben, schreiben und zurücklesen',
    again: 'Eine Kopie auf einen weiteren Stick schreiben',
    passphrase:
      'Die Identität dieses Rechners unterschreibt das Bündel: Ihr Kennwort wird in einem eigenen Fenster eingetippt.',
    aloud: 'Lesen Sie diese Wörter vor. Die andere Seite tippt die ihren ein, bevor sie ihre eigenen sieht.',
    fingerprint: 'SHA-256 des Inhalts des Bündels',
    agreed: 'Die andere Seite stimmt überein',
    differed: 'Ihre Wörter weichen ab',
    isReadBack: 'Beide Seiten haben dieses Bündel verglichen und stimmen überein.',
    goOn: 'Weiter',
  },
  outcome: {
    title: 'Was daraus wurde',
    lead: 'Die Verwahrer bleiben erreichbar, bis die andere Seite meldet, dass der Blob hochgeladen wurde. Ihre Nachricht kommt auf dem Stick IN; ein Anruf ersetzt sie nicht.',
    legend: 'Welche Datei ist die Nachricht?',
    missing: 'Der Stick IN ist nicht da. Stecken Sie ihn ein, und geben Sie ihm unter „Sticks“ seine Rolle.',
    take: 'Entgegennehmen',
    verdict: {
      succeeded: 'Das Hochladen ist gelungen',
      failed: 'Das Hochladen wurde abgelehnt',
      unknown: 'Noch kann es niemand sagen',
    },
    detail: 'In den Worten des Dienstes',
    request: 'Anfrage',
    failedAdvice: 'Bauen Sie keinen weiteren Blob. Dies ist ein Vorfall: Folgen Sie seinen Schritten.',
    later: 'Ohne sie weiter',
  },
  practice: {
    ask: 'Die Übungsoperatoren antworten lassen',
    askLead: 'Nur in der Übung: Erfundene Operatoren legen das nächste Bündel auf den Übungsstick IN.',
  },
  finish: {
    close: 'Journal schließen und beenden',
    head: 'Letztes Ereignis des Journals: Schreiben Sie es ins Protokoll',
    headNumber: (n) => `Nummer ${n}`,
    records: 'Journal und Plan auf den Stick OUT schreiben',
    recordsLead: 'Der Nachweis braucht sie. Der Stick mit der Rolle OUT nimmt sie auf.',
  },
  earlier: {
    heading: (id) => `Die Wiederherstellung ${id} wurde nicht beendet`,
    facts: (events, last) => `${events} Ereignisse im Journal, das letzte um ${last} UTC nach der Uhr dieses Rechners.`,
    gone: 'Weg, wie vorgesehen:',
    shares: (shares) =>
      shares === 0
        ? 'Kein Anteil war im Speicher. Die Sicherheitsdomäne muss neu geladen werden.'
        : `${plural(shares, { one: '1 Anteil', other: `${shares} Anteile` })}. Die Verwahrer beginnen wieder mit dem ersten, nachdem die Sicherheitsdomäne neu geladen wurde.`,
    still: 'Gilt weiterhin:',
    key: 'Beide Seiten hatten sich über den Austauschschlüssel geeinigt;',
    noKey: 'über keinen Austauschschlüssel wurde man sich einig;',
    blob: 'der Wiederherstellungs-Blob ist gebaut und aufbewahrt;',
    noBlob: 'kein Blob wurde gebaut;',
    exceptions: (count) => plural(count, { one: '1 Ausnahme.', other: `${count} Ausnahmen.` }),
    goOn: 'Mit dieser Wiederherstellung weitermachen',
    damaged:
      'Das Ende des Journals ist beschädigt. Was davor steht, ist heil. Schließen Sie den Schaden durch eine Ausnahme ab; die beschädigten Bytes werden daneben aufbewahrt.',
    closeOff: 'Den Schaden durch eine Ausnahme abschließen',
    preview: 'Der Echtbetrieb ist in dieser Vorschau nicht möglich.',
  },
};
