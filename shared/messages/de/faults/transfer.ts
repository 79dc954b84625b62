// German sentences for what can be wrong with transfer bundles, identities and pairing.
import type { CertificateProblem, TransferFault } from '../../../faults/transfer.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { formProblemsText } from '../form-problems.ts';
import { inGerman } from './words.ts';
import { number } from '../formats.ts';

const unused = 'Nichts aus dem Bündel wurde benutzt.';
const damaged = (happened: string): Advice => ({
  happened,
  safe: unused,
  todo: 'Lesen Sie dasselbe Bündel von der anderen Kopie. Wird auch sie abgelehnt, bitten Sie die andere Seite, es neu zu schreiben.',
});
const suspicious = (happened: string): Advice => ({
  happened,
  safe: unused,
  todo: 'Halten Sie an. Behalten Sie den Stick, vermerken Sie eine Ausnahme, und fragen Sie die andere Seite am Telefon, was sie geschrieben hat.',
});
const differs = (what: string, { expected, found }: { expected: string; found: string }): Advice =>
  suspicious(`Das Bündel ist für ${what}. Erwartet: ${expected}. Gefunden: ${found}.`);
const certificateProblems: Readonly<Record<CertificateProblem, string>> = {
  form: 'ist kein Zertifikat in DER',
  'not-rsa': 'enthält keinen RSA-Schlüssel',
  size: 'enthält einen Schlüssel, der weder 2048 noch 3072 noch 4096 Bit hat',
  exponent: 'enthält einen Schlüssel mit einem anderen Exponenten als 65537',
  modulus: 'enthält einen beschädigten Schlüssel',
  roca: 'enthält den Schlüssel eines Chips, dessen Schlüssel sich aus ihren Zertifikaten errechnen lassen (ROCA, CVE-2017-15361): Erzeugen Sie einen anderen auf einem anderen Token',
  'key-twice': 'enthält den Schlüssel eines anderen Verwahrers',
};
const notPrepared = {
  journal: 'Das Journal dieser Maschine ist nicht begonnen',
  challenge: 'Die Zahl, die die andere Maschine ausgab, ist nicht vermerkt',
  pairing: 'Die beiden Maschinen sind nicht gekoppelt',
  'exchange-key': 'Es ist kein Austauschschlüssel bekannt',
  'security-domain': 'Der Plan nennt keine Sicherheitsdomäne',
  certificates: 'Die Zertifikate der neuen Schlüssel sind nicht gesendet',
} as const;
const short = (keyId: string): string => `${keyId.slice(0, 8)}…`;

export const transferAdvice: AdviceBook<TransferFault> = {
  ENVELOPE_TOO_LARGE: ({ bytes, limit }) =>
    damaged(`Das Bündel hat ${number(bytes)} Bytes; ein Bündel hat höchstens ${number(limit)}.`),
  ENVELOPE_FORM: ({ problems }) => damaged(`Die Datei ist kein signiertes Bündel. ${formProblemsText(problems)}`),
  ENVELOPE_NOT_CANONICAL: () =>
    damaged(
      'Das Bündel wurde in einer anderen Form als der unseren geschrieben: Jemand oder etwas hat es neu gespeichert.',
    ),
  SIGNATURE_NOT_DER: () => suspicious('Eine Signatur im Bündel ist nicht in ihrer einen richtigen Form geschrieben.'),
  SIGNING_KEY_NOT_P384: () => ({
    happened: 'Ein Signaturschlüssel ist kein Schlüssel auf der Kurve P-384.',
    safe: 'Der Schlüssel wurde nicht angenommen und nichts signiert.',
    todo: 'Erzeugen Sie die Identität neu mit diesem Programm.',
  }),
  BUNDLE_TYPE: ({ expected, found }) => ({
    happened: `Das Bündel ist von anderer Art. Erwartet: ${inGerman(expected)}. Gefunden: ${inGerman(found)}.`,
    safe: unused,
    todo: 'Wählen Sie das Bündel, nach dem dieser Schritt fragt.',
  }),
  BUNDLE_SIGNER_UNKNOWN: ({ keyId }) =>
    suspicious(`Das Bündel ist mit einem Schlüssel signiert, den der Plan nicht nennt (${short(keyId)}).`),
  BUNDLE_SIGNER_TWICE: ({ keyId }) => suspicious(`Ein Schlüssel hat zweimal signiert (${short(keyId)}).`),
  BUNDLE_SIGNER_ROLE: ({ role, type }) =>
    suspicious(
      `Eine Maschine mit dieser Rolle (${inGerman(role)}) darf kein Bündel dieser Art (${inGerman(type)}) signieren.`,
    ),
  BUNDLE_SIGNATURE_WRONG: ({ keyId }) =>
    suspicious(
      `Eine Signatur ist falsch (Schlüssel ${short(keyId)}): Das Bündel wurde verändert, oder jemand anderes hat es signiert.`,
    ),
  BUNDLE_SIGNATURES_SHORT: ({ missing }) => ({
    happened: `Eine Signatur fehlt: ${missing.map(inGerman).join(', ')}.`,
    safe: unused,
    todo: 'Bitten Sie die andere Seite, die fehlende Signatur hinzuzufügen und das Bündel neu zu schreiben.',
  }),
  BUNDLE_PINS_AMBIGUOUS: ({ keyId }) => ({
    happened: `Der Plan nennt einen Schlüssel für zwei Rollen (${short(keyId)}): Eine Maschine würde als zwei zählen.`,
    safe: unused,
    todo: 'Berichtigen Sie den Plan: Jede Rolle hat eine eigene Maschine und einen eigenen Schlüssel.',
  }),
  BUNDLE_PAYLOAD_FORM: ({ problems }) =>
    suspicious(`Der Inhalt des Bündels ist nicht, wie er sein muss. ${formProblemsText(problems)}`),
  BUNDLE_PAYLOAD_NOT_CANONICAL: () =>
    suspicious('Das Bündel ist richtig signiert, aber sein Inhalt hat nicht seine eine Form.'),
  BUNDLE_TYPE_INSIDE: ({ expected, found }) =>
    suspicious(`Außen sagt das Bündel „${inGerman(expected)}“, innen sagt es „${inGerman(found)}“.`),
  BUNDLE_PRACTICE: ({ expectedPractice }) => ({
    happened: expectedPractice
      ? 'Das Bündel ist echt, aber dies ist eine Übung.'
      : 'Das Bündel stammt aus einer Übung, aber dies ist eine echte Zeremonie.',
    safe: unused,
    todo: 'Nehmen Sie den richtigen Stick. Übung und Echtbetrieb teilen nie einen Stick.',
  }),
  BUNDLE_CEREMONY: (fault) => differs('eine andere Zeremonie', fault),
  BUNDLE_PLAN: (fault) => differs('einen anderen Plan', fault),
  BUNDLE_DIRECTION: ({ expected, found }) =>
    suspicious(
      `Das Bündel reist in die falsche Richtung. Erwartet: ${inGerman(expected)}. Gefunden: ${inGerman(found)}.`,
    ),
  BUNDLE_SENDER: () => suspicious('Die Maschine, die das Bündel als Absender nennt, hat es nicht signiert.'),
  BUNDLE_RECIPIENT: () => suspicious('Das Bündel ist für eine andere Maschine als diese.'),
  BUNDLE_CHALLENGE: () =>
    suspicious('Das Bündel antwortet nicht auf die Zahl, die diese Maschine ausgab: Es kann ein altes sein.'),
  BUNDLE_SEQUENCE: ({ expected, found }) =>
    suspicious(
      `Das Bündel ist nicht an der Reihe. Erwartet: ${/^\d+$/u.test(expected) ? `Nummer ${expected}` : inGerman(expected)}. Gefunden: ${found}.`,
    ),
  BUNDLE_PREVIOUS: () => suspicious('Das Bündel folgt nicht auf das vorige: Eines wurde ausgelassen oder ersetzt.'),
  BUNDLE_JOURNAL_SHORTER: ({ expected, found }) =>
    suspicious(
      `Das Journal des Absenders ist kürzer, als es inzwischen sein muss. Erwartet: mindestens ${expected} Ereignisse. Gefunden: ${found}. Es wurde neu geschrieben oder durch ein anderes ersetzt.`,
    ),
  BUNDLE_JOURNAL_OTHER: () => ({
    happened: 'Dieses eigene Bündel nennt ein Ende, das das Journal dieser Maschine nie hatte.',
    safe: 'Es wurde nichts vermerkt. Das Bündel wurde nicht gesendet.',
    todo: 'Prüfen Sie, ob dies das Journal ist, mit dem das Bündel erstellt wurde. Wenn ja: Erstellen Sie das Bündel neu und lassen Sie es neu signieren.',
  }),
  BUNDLE_HSM: (fault) => differs('ein anderes HSM', fault),
  BUNDLE_EXCHANGE_KEY: (fault) => differs('einen anderen Austauschschlüssel', fault),
  BUNDLE_SECURITY_DOMAIN: (fault) => differs('eine andere Sicherheitsdomäne', fault),
  BUNDLE_CUSTODIANS: ({ expected, found }) => ({
    happened: `Die Zertifikate sind nicht die des Plans. Erwartet: ${expected}. Gefunden: ${found}.`,
    safe: 'Es wurde kein Bündel erstellt oder benutzt und keine Sicherheitsdomäne angefordert.',
    todo: 'Bringen Sie die Zertifikate aller Verwahrer in der Reihenfolge des Plans. Kamen sie in einem Bündel, halten Sie an und vermerken Sie eine Ausnahme.',
  }),
  CUSTODIAN_CERTIFICATE_UNFIT: ({ custodian, problem }) => ({
    happened: `Das Zertifikat von ${custodian} ${certificateProblems[problem]}.`,
    safe: 'Es wurde kein Bündel erstellt oder benutzt und keine Sicherheitsdomäne angefordert.',
    todo: 'Bringen Sie das Zertifikat so, wie es mit dem Schlüssel erzeugt wurde, in DER. Kam es in einem Bündel, halten Sie an und vermerken Sie eine Ausnahme.',
  }),
  BUNDLE_BODY: ({ path }) => suspicious(`Das Bündel widerspricht sich selbst bei ${path}.`),
  BUNDLE_OBSERVERS_DISAGREE: ({ expected, found }) =>
    suspicious(
      `Die beiden Bediener sahen verschiedene Austauschschlüssel: ${expected} und ${found}. Wählen Sie keinen aus.`,
    ),
  BUNDLE_OTHER_CONTENT: (fault) => differs('einen anderen Inhalt', fault),
  EXCHANGE_ANSWER_FORM: () => suspicious('Die Antwort des Dienstes im Bündel enthält keinen Austauschschlüssel.'),
  SECRET_IN_OUTPUT: ({ kind, name }) => ({
    happened: `Etwas Geheimes ist, wo keines sein darf (${name === '' ? kind : inGerman(name)}).`,
    safe: 'Dieses Programm hat es niemandem gegeben.',
    todo: 'Halten Sie an, und vermerken Sie eine Ausnahme: Dies darf nicht geschehen. Sehen Sie es nur auf dieser Maschine an.',
  }),
  IDENTITY_FORM: ({ problems }) => ({
    happened: `Die Datei ist keine Identität. ${formProblemsText(problems)}`,
    safe: 'Nichts wurde signiert.',
    todo: 'Wählen Sie die Identitätsdatei dieser Maschine oder ihre Kopie.',
  }),
  IDENTITY_PASSPHRASE_SHORT: ({ minimumBytes }) => ({
    happened: `Das Kennwort ist zu kurz: Es braucht mindestens ${minimumBytes} Zeichen.`,
    safe: 'Es wurde keine Identität erzeugt.',
    todo: 'Wählen Sie fünf oder sechs Wörter, die nicht zusammengehören.',
  }),
  IDENTITY_NOT_OPENED: () => ({
    happened: 'Die Identität ließ sich nicht öffnen: Das Kennwort ist falsch, oder die Datei wurde verändert.',
    safe: 'Nichts wurde signiert. Die Datei ist unverändert.',
    todo: 'Geben Sie das Kennwort noch einmal ein. Ist es verloren, erzeugen Sie eine neue Identität, koppeln Sie neu, und lassen Sie den Plan neu freigeben.',
  }),
  IDENTITY_KEY_MISMATCH: () => ({
    happened: 'Der private Schlüssel in der Identität ist nicht der, den die Datei zeigt.',
    safe: 'Nichts wurde signiert.',
    todo: 'Verwenden Sie diese Datei nicht. Nehmen Sie ihre Kopie, oder erzeugen Sie eine neue Identität, und koppeln Sie neu.',
  }),
  IDENTITY_FOREIGN: ({ role }) => ({
    happened: `Der Plan nennt diese Identität nicht als die dieser Rolle: ${inGerman(role)}.`,
    safe: 'Nichts wurde signiert.',
    todo: 'Wählen Sie die Identität, die der Plan für diese Maschine nennt.',
  }),
  PAIRING_LOCKED: () => ({
    happened: 'Der Kopplungscode war zweimal falsch. Diese beiden Maschinen sind nicht gekoppelt.',
    safe: 'Es wurde kein Schlüssel angenommen, und das Journal nennt keinen.',
    todo: 'Vermerken Sie eine Ausnahme. Klären Sie mit der anderen Seite, ob Identitäten vertauscht wurden, und starten Sie dann dieses Programm neu.',
  }),
  PAIRING_CODE_WRONG: () => ({
    happened: 'Der Kopplungscode stimmt nicht überein: Die beiden Maschinen sehen nicht dieselben Schlüssel.',
    safe: 'Die Maschinen sind nicht gekoppelt.',
    todo: 'Lesen Sie den Code noch einmal. Weicht er weiter ab, halten Sie an: Jemand kann unterwegs einen Schlüssel vertauscht haben.',
  }),
  BUNDLE_NOT_PREPARED: ({ missing }) => ({
    happened: `Vor jedem Bündel muss noch etwas kommen: ${notPrepared[missing]}.`,
    safe: 'Nichts wurde geschrieben und nichts angenommen.',
    todo: 'Führen Sie zuerst diesen Schritt aus; er steht im Ablauf.',
  }),
  BUNDLE_NAME: ({ name }) => ({
    happened: `Die Datei „${name}“ trägt nicht den Namen eines Bündels.`,
    safe: 'Die Datei wurde nicht geöffnet.',
    todo: 'Wählen Sie eine Datei, die dieses Programm geschrieben hat, unter dem Namen, den es ihr gab.',
  }),
  BUNDLE_FILE_KIND: ({ name }) => ({
    happened: `„${name}“ ist keine gewöhnliche Datei, sondern eine Verknüpfung, ein Ordner oder ein Gerät.`,
    safe: 'Sie wurde nicht geöffnet.',
    todo: 'Halten Sie an, und vermerken Sie eine Ausnahme: Niemand, der es ehrlich meint, legt so etwas auf einen Stick.',
  }),
  OBSERVATION_FORM: ({ problems }) => ({
    happened: `Die Datei ist nicht, was die Maschine eines Bedieners beim Abruf des Austauschschlüssels schreibt. ${formProblemsText(problems)}`,
    safe: 'Es wurde kein Bündel erstellt und nichts signiert.',
    todo: 'Wählen Sie die Datei des Abrufs, oder holen Sie den Austauschschlüssel neu.',
  }),
  BUNDLE_NOT_MY_OBSERVATION: () =>
    suspicious(
      'Der Entwurf sagt in Ihrem Namen, Sie hätten den Austauschschlüssel zu einer anderen Zeit oder über eine andere Verbindung geholt.',
    ),
  BUNDLE_FETCH_NOT_NOTED: () => ({
    happened:
      'Das Journal ist nicht das, in dem die eigene Maschine von Bediener 2 diesen Abruf des Austauschschlüssels vermerkt hat.',
    safe: 'Es wurde nichts signiert.',
    todo: 'Geben Sie das Journal dieser Maschine an, und was diese Maschine selbst zuletzt abgerufen hat. Hat sie den Schlüssel noch nicht geholt, holen Sie ihn zuerst hier. Signieren Sie nichts für einen Abruf, den jemand anderes mitbringt.',
  }),
  BUNDLE_FETCH_REPLACED: ({ observer }) => ({
    happened: `Das ist ein früherer Abruf des Austauschschlüssels: Danach wurde er noch einmal abgerufen (${inGerman(observer)}).`,
    safe: 'Es wurde kein Bündel erstellt und nichts signiert.',
    todo: 'Nehmen Sie den letzten Abruf. Ist seine Datei nicht zur Hand, ruft diese Person den Schlüssel noch einmal ab.',
  }),
  FETCHES_DIFFER: ({ first, second }) => ({
    happened: `Den beiden Bedienern wurden verschiedene Austauschschlüssel gezeigt: Bediener 1 ${first}, Bediener 2 ${second}. Es kann sein, dass der Dienst für jeden Abruf oder für jeden seiner Server einen anderen Schlüssel hat, dass das HSM zwischen den Abrufen neu angelegt wurde, oder dass jemand dazwischen steht.`,
    safe: 'Beide Antworten sind aufbewahrt, und keine wurde ausgewählt. Es wurde kein Bündel erstellt.',
    todo: 'Beide Bediener holen den Schlüssel noch einmal, jeder auf seiner Maschine, und bringen die beiden neuen Abrufe hier zusammen. Weichen sie wieder ab, entscheiden zwei Personen.',
  }),
  FETCHES_DIFFER_AGAIN: ({ first, second }) => ({
    happened: `Beide Bediener haben noch einmal abgerufen, und wieder wurden ihnen verschiedene Austauschschlüssel gezeigt: Bediener 1 ${first}, Bediener 2 ${second}.`,
    safe: 'Alle Antworten sind aufbewahrt, und keine wurde ausgewählt. Es wurde kein Bündel erstellt.',
    todo: 'Noch ein Abruf entscheidet nichts. Vergleichen Sie die Fingerabdrücke aller Abrufe. Jeder der Schlüssel hat durch seinen Beweis und seinen Namen gezeigt, dass er von diesem HSM ist, sonst wäre er abgelehnt worden: Darum dürfen zwei Personen einen wählen, mit einer Ausnahme bei Schritt C9, und geben deren Nummer hier an. Spricht sonst etwas gegen das HSM, halten Sie an, und folgen Sie dem Vorfallsblatt.',
  }),
  OUTCOME_FAILED: () => ({
    happened:
      'Die andere Seite meldet, dass das Hochladen gescheitert ist: Das HSM hat den Wiederherstellungs-Blob nicht angenommen.',
    safe: 'Das HSM hat nichts angenommen. Anteile und Schlüssel der Verwahrer sind nicht mehr im Speicher dieser Maschine.',
    todo: 'Bauen Sie keinen weiteren Blob. Dieser kann für einen fremden Schlüssel gebaut worden sein: Folgen Sie dem Vorfallsblatt. Hier geht nichts weiter, bis zwei Personen eine Entscheidung festgehalten haben.',
  }),
  OUTCOME_UNKNOWN: () => ({
    happened: 'Die andere Seite meldet, dass niemand weiß, was aus dem Hochladen geworden ist. Es kann gelungen sein.',
    safe: 'Der Blob ist mit dem Austauschschlüssel verschlossen, auf den sich beide Seiten geeinigt haben. Anteile und Schlüssel der Verwahrer sind nicht mehr im Speicher dieser Maschine.',
    todo: 'Halten Sie die Verwahrer in Reichweite, und bauen Sie keinen weiteren Blob. Die Bediener sehen am HSM nach und entscheiden, was aus dem Hochladen geworden ist. Um hier ihre nächste Nachricht anzunehmen oder ohne sie weiterzugehen, halten zwei Personen eine Entscheidung fest.',
  }),
  KEY_CHOICE_NEEDLESS: () => ({
    happened:
      'Es wurde eine Wahl zwischen zwei Austauschschlüsseln angegeben, aber diese beiden weichen nicht ab, oder sie sind noch nicht zweimal abgewichen.',
    safe: 'Es wurde kein Bündel erstellt.',
    todo: 'Lassen Sie die Wahl weg. Weichen die Schlüssel zum ersten Mal ab, holen beide Bediener ihn noch einmal.',
  }),
  KEY_DECISION_UNSEEN: ({ exception, chosen, own, decidedBy, reason }) => ({
    happened: `Die Bediener sahen zweimal verschiedene Austauschschlüssel. ${decidedBy.join(' und ')} wählten ${chosen} mit der Ausnahme EX-${exception} („${reason}“); diese Maschine sah ${own}.`,
    safe: 'Es wurde nichts signiert.',
    todo: 'Lesen Sie das Ausnahmeblatt. Sind Sie einverstanden, geben Sie seine Nummer an, und signieren Sie noch einmal.',
  }),
  BUNDLE_IN_THE_WAY: ({ name, fileSha256 }) => ({
    happened: `Eine Datei „${name}“ liegt schon da, kein Journal nennt sie, und sie sagt nicht, was gesendet werden sollte. Ihr SHA-256 beginnt mit ${short(fileSha256)}`,
    safe: 'Nichts wurde geschrieben, nichts überschrieben, und das Journal ist unverändert.',
    todo: 'Meist endete beim Senden das Programm, oder der Strom fiel aus. Legen Sie die Datei beiseite, vermerken Sie eine Ausnahme, und senden Sie noch einmal.',
  }),
  BUNDLE_NOTED: ({ name }) => ({
    happened: `Das Journal nennt „${name}“ als ein Bündel, das gesendet oder angenommen wurde.`,
    safe: 'Die Datei bleibt, wo sie ist.',
    todo: 'Lassen Sie sie liegen: Sie gehört zu den Nachweisen. Sehen Sie nach, ob Sie die richtige Datei gewählt haben.',
  }),
};
