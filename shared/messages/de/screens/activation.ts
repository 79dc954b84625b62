// German: the offline side of an activation or a re-wrap.
import type { ScreenTexts } from '../../catalogue.ts';
import { plural } from '../formats.ts';

/** The one sentence on it, wherever a screen speaks of the old set. */
const whenToDestroy =
  'Vernichten Sie ihn erst, wenn die Bediener Ihnen gesagt haben, dass die neue Sicherung gemacht ist (Schritt A26): Diese Maschine kann es nicht wissen.';

export const activation: ScreenTexts['activation'] = {
  custodian: (id, who) => `${id}, ${who}`,
  copy: (copy) => `Kopie ${copy}`,
  turn: {
    heading: (who) => `${who} ist am Bildschirm`,
    make: 'Das Kennwort wird zweimal in der eigenen Ansicht von Lifeboat eingetippt; dann entsteht der Schlüssel.',
    write: 'Der verschlüsselte Schlüssel wird auf den zweiten Stick geschrieben und zurückgelesen.',
    check:
      'Das Kennwort wird in der eigenen Ansicht von Lifeboat eingetippt; dann öffnet diese Kopie, was für ihr Zertifikat verschlossen wurde.',
    prove:
      'Das Kennwort wird in der eigenen Ansicht von Lifeboat eingetippt; dann öffnet diese Kopie ihren eigenen Anteil.',
    usual: {
      make: 'Nach dem Kennwort einige Sekunden, ein großer Schlüssel bis zu einer Minute',
      write: 'Einige Sekunden',
      check: 'Nach dem Kennwort einige Sekunden',
      prove: 'Nach dem Kennwort einige Sekunden',
    },
    wait: 'Lassen Sie den Stick stecken, bis dieser Bildschirm etwas anderes sagt.',
  },
  keys: {
    title: 'Neue Schlüssel, ein Verwahrer nach dem anderen',
    lead: 'Der Verwahrer ist allein am Bildschirm; die anderen stehen hinter der Linie. Jeder Schlüssel liegt auf zwei Sticks, und beide werden noch einmal eingesteckt und geöffnet, bevor etwas davon abhängt.',
    count: (done, all) => `${done} von ${all} Schlüsseln sind fertig`,
    steps: {
      make: 'Den Schlüssel erzeugen, auf den ersten Stick',
      'check-1': 'Abziehen, wieder einstecken: Kopie 1 prüfen',
      'write-2': 'Kopie 2 schreiben, auf den zweiten Stick',
      'check-2': 'Abziehen, wieder einstecken: Kopie 2 prüfen',
    },
    done: 'erledigt',
    now: 'jetzt',
    later: 'später',
    insert: {
      make: 'Stecken Sie den ersten der beiden neuen Sticks ein.',
      'check-1':
        'Ziehen Sie den ersten Stick ab, und stecken Sie ihn wieder ein. Erst dann wird der Stick selbst gelesen und nicht, was das System von ihm behalten hat.',
      'write-2': 'Ziehen Sie den ersten Stick ab. Stecken Sie den zweiten neuen Stick ein.',
      'check-2': 'Ziehen Sie den zweiten Stick ab, und stecken Sie ihn wieder ein.',
    },
    twoSticks:
      'Diese Maschine kann Sticks nicht voneinander unterscheiden. Zwei von Ihnen: Legen Sie den ersten und den zweiten Stick nebeneinander. Es müssen zwei Sticks sein, nicht einer, der zweimal eingesteckt wird.',
    act: {
      make: 'Kennwort wählen und Schlüssel erzeugen',
      'check-1': 'Kennwort eintippen und Kopie 1 prüfen',
      'write-2': 'Kopie 2 schreiben und zurücklesen',
      'check-2': 'Kennwort eintippen und Kopie 2 prüfen',
    },
    labels: (first, second) =>
      `Auf die Etiketten: Zeremonie-Kennung, „${first}“ und „${second}“. Die Dateien auf den Sticks heißen ebenso.`,
    onToken: {
      instead:
        'Hat der Verwahrer ein Token (Karte, YubiKey) mit einem Schlüssel? Drücken Sie denselben Knopf, und stecken Sie das Token ein, wenn nach dem Stick gefragt wird. Größe und Kennwort sind dann die des Tokens.',
      insert: 'Stecken Sie Ihr Token ein',
      insertEither: 'Stecken Sie Ihren Stick oder Ihr Token ein',
      orToken: 'Oder stecken Sie das Token mit Ihrem Schlüssel ein.',
      which: (token) => `Token ${token}`,
      adopted: 'Ihr Schlüssel ist vermerkt: Er hat geöffnet, was für sein Zertifikat verschlüsselt war.',
      madeTitle: (id, token) => `Der Schlüssel von ${id} ist auf dem Token ${token}`,
      made: 'Er hat keine Kopie. Lesen Sie den Fingerabdruck vor; eine zweite Person vergleicht. Dann kommt das Token in seinen Beutel.',
      noCopy: (token) => `keine: auf dem Token ${token}`,
    },
    anew: 'Ein Stick versagt: diesen Schlüssel auf zwei neuen Sticks neu erzeugen',
    anewNote:
      'Der vorhandene Schlüssel zählt nicht mehr, sobald der neue erzeugt ist. Nehmen Sie zwei andere Sticks, denn nichts wird überschrieben, und setzen Sie die alten auf das Vernichtungsblatt.',
    asItIs: 'Den Schlüssel lassen, wie er ist',
    doAnew: 'Neu erzeugen',
    anewOf: (id) => `Neu erzeugen: der Schlüssel von ${id}`,
    madeTitle: (id) => `Der Schlüssel von ${id} liegt auf beiden Sticks`,
    made: 'Lesen Sie den Fingerabdruck vor; eine zweite Person vergleicht. Dann kommen die Sticks in ihre Beutel.',
    certificate: (id) => `SHA-256 des Zertifikats von ${id}`,
    goOn: 'Alle Schlüssel sind erzeugt: weiter',
    table: 'Schlüssel bisher',
    key: 'Schlüssel',
    none: 'nicht erzeugt',
    isMade: 'erzeugt',
    checked: 'geprüft',
    open: 'offen',
  },
  certificates: {
    title: 'Die Zertifikate auf AUS senden',
    lead: (count, required) =>
      `${count} Zertifikate und das Quorum von ${required} in einem signierten Bündel auf einem neuen, leeren AUS-Stick. Zertifikate sind öffentlich; kein Schlüssel verlässt diese Maschine.`,
    region: 'Das Bündel der Zertifikate',
  },
  domain: {
    title: 'Die neue Sicherheitsdomäne',
    lead: 'Die andere Seite hat sie heruntergeladen und schickt sie in einem signierten Bündel auf dem EIN-Stick. Nur eine Datei für genau diese Schlüssel und dieses Quorum wird angenommen.',
    legend: 'Welche Datei ist das Bündel der Sicherheitsdomäne?',
    take: 'Nachricht annehmen',
    words: 'Ist es die Datei, die heruntergeladen wurde?',
    wordsLead:
      'Die andere Seite liest die Wörter der Sicherheitsdomäne von ihrem Bildschirm vor. Tippen Sie die an diesen Stellen ein; dieser Bildschirm zeigt nichts Eigenes, bis sie passen.',
    agreed: 'Es ist die Datei, die heruntergeladen wurde: für diese Verwahrer und für dieses Quorum.',
    file: 'Bündel',
    quorum: 'Wie viele zusammenkommen',
    quorumText: (required, all) => `beliebige ${required} von ${all} Verwahrern`,
    version: 'Version',
    who: 'Wer einen Anteil öffnen kann',
    sha256: 'SHA-256 der Sicherheitsdomäne: Schreiben Sie ihn auf die Etiketten',
    goOn: 'Verglichen: weiter',
  },
  proofs: {
    title: 'Jeder Verwahrer, jede Kopie',
    lead: 'Jeder Verwahrer öffnet den eigenen Anteil der neuen Datei, mit Kopie 1 und dann mit Kopie 2, oder mit dem Token. Nichts wird zusammengesetzt: Jeder Anteil wird sofort aus dem Speicher dieser Maschine gelöscht.',
    count: (proven, all) => `${proven} von ${all}`,
    word: 'Kopien sind nachgewiesen',
    which: 'Wessen Kopie ist an der Reihe?',
    insert: (file) => `Stecken Sie den Stick mit ${file} ein.`,
    act: 'Kennwort eintippen und Anteil öffnen',
    actOnToken: 'PIN eingeben und den Anteil öffnen',
    all: (custodians, onTokens) => {
      const copies = onTokens === 0 ? 'beide Kopien' : 'jede Kopie und jedes Token';
      return plural(custodians, {
        one: `Alle nachgewiesen: 1 Verwahrer, ${copies}.`,
        other: `Alle nachgewiesen: ${custodians} Verwahrer, ${copies}.`,
      });
    },
    unproven: 'offen',
    proven: 'nachgewiesen',
    goOn: 'Alle sind nachgewiesen: weiter',
    keepOld: 'Der alte Satz gilt noch. Vernichten Sie nichts davon, bevor jede neue Kopie nachgewiesen ist.',
    reWrap: `Der neue Satz ist nachgewiesen. Der alte Satz öffnet die alte Sicherheitsdomäne noch: Eine Neuverschlüsselung nimmt ihm nichts. ${whenToDestroy}`,
  },
  register: {
    title: 'Das Verwahr-Register',
    lead: 'Wer welche Kopie hat, und dass sie heute nachgewiesen wurde. Mit ihm kommt die Sicherheitsdomäne selbst auf den Stick: Sie ist verschlüsselt, aber nicht öffentlich.',
    table: 'Sticks und Beutel',
    serial: (id, copy) => `Stick von ${id}, Kopie ${copy}`,
    bag: (id, copy) => `Beutel von ${id}, Kopie ${copy}`,
    bagOfToken: (id) => `Beutel des Tokens von ${id}`,
    blank: 'Was leer bleibt, ist im Register offen und kann später eingetragen werden.',
    write: 'Beide Dateien schreiben und zurücklesen',
    written:
      'Beide Dateien liegen auf dem Stick. Orte, und wer sie öffnen kann, werden von Hand eingetragen; gedruckt wird das Register unter „Papiere und Nachweise“.',
    later:
      'Ein weiterer Ort für die Sicherheitsdomäne ist eine Kopie dieser Datei: Stecken Sie einen anderen AUS-Stick ein, und schreiben Sie noch einmal.',
    goOn: 'Weiter',
  },
  oldSet: {
    title: 'Der alte Satz',
    lead: `Jede neue Kopie ist nachgewiesen. Bis der alte Satz vernichtet ist, öffnet er die alte Sicherheitsdomäne wie bisher. ${whenToDestroy} Setzen Sie dann die alten Sticks und die alten Kopien der Sicherheitsdomäne auf das Vernichtungsblatt, und vermerken Sie es hier, beide.`,
    note: 'Sie stehen auf dem Vernichtungsblatt',
    noted: 'Vermerkt: Der alte Satz steht auf dem Vernichtungsblatt.',
    kept: `Der alte Satz ist noch da: Dieses Journal vermerkt seine Vernichtung nicht. ${whenToDestroy}`,
    lastChance: 'Ist das Journal geschlossen, kann sie nur noch auf Papier vermerkt werden (Schritt A26R).',
    goBack: 'Zurück, um sie zu vermerken',
  },
  giveUp: {
    title: 'Diese Zeremonie aufgeben',
    lead: 'Für Kopien, die sich nie nachweisen lassen. Das Journal endet ohne seine Nachweise und kann ausgegeben werden. Wer es, die Niederschrift oder die Beweismappe liest, erfährt das zuerst.',
    exceptionFirst:
      'Vermerken Sie zuerst eine Ausnahme, die zwei Personen entscheiden, oben unter „Ausnahme“: Sie sagt, was geschehen ist. Dann kann die Zeremonie hier aufgegeben werden.',
    open: 'Diese Zeremonie aufgeben …',
    warning:
      'Das lässt sich nicht zurücknehmen. Es wird kein Register geschrieben, und auf die neuen Schlüssel darf sich niemand stützen. Vernichten Sie nichts von einem älteren Satz: Er gilt weiter. Ist das HSM schon aktiv, gibt ihm nur eine Neuverschlüsselung andere Schlüssel.',
    exception: 'Die Ausnahme, die sagt, warum',
    choose: 'Auswählen',
    reason: 'Grund, in einem Satz',
    confirm: 'Aufgeben und das Journal beenden',
    over: 'Diese Zeremonie wurde aufgegeben',
    overText: (exception, reason, by) => `Nach Ausnahme EX-${exception}, ${by}: ${reason}`,
    next: 'Die neuen Schlüssel sind nicht nachgewiesen: Kein HSM darf sich auf sie stützen. Vernichten Sie nichts von einem älteren Satz. Ist das HSM schon aktiv, planen Sie eine Neuverschlüsselung mit neuen Schlüsseln, bevor ein produktiver Schlüssel entsteht.',
  },
};
