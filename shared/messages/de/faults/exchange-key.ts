// German sentences for what can be wrong with the exchange key and the evidence that it belongs to the new HSM.
import type { ExchangeKeyFault, FaultPart } from '../../../faults/exchange-key.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { number } from '../formats.ts';
import { inGerman } from './words.ts';

const unused = 'Es wurde kein Blob gebaut und kein Schlüssel eines Verwahrers benutzt.';

/** The file came out of order; nobody need have meant it. */
const damaged = (happened: string): Advice => ({
  happened,
  safe: unused,
  todo: 'Vergleichen Sie den SHA-256 der Datei mit dem auf Papier. Weicht er ab, nehmen Sie die andere Kopie; ist er gleich, holen Sie den Austauschschlüssel neu.',
});

/** The key is not one that a Managed HSM makes. */
const unsound = (happened: string): Advice => ({
  happened,
  safe: unused,
  todo: 'Verwenden Sie diesen Schlüssel nicht. Legen Sie die Datei als Nachweis beiseite, vermerken Sie eine Ausnahme, und holen Sie den Austauschschlüssel neu auf einer anderen Maschine.',
});

/** The proof is there and wrong: somebody or something made it so. */
const incident = (happened: string): Advice => ({
  happened,
  safe: 'Es wurde kein Blob gebaut: Die Sicherheitsdomäne wurde nicht für diesen Schlüssel verschlüsselt.',
  todo: 'Halten Sie an. Holen, bauen und laden Sie nichts noch einmal. Behalten Sie die Datei, und folgen Sie dem Vorfallsblatt.',
});

/** The typed input does not say which HSM is meant. */
const typed = (happened: string): Advice => ({
  happened,
  safe: unused,
  todo: 'Geben Sie die Adresse noch einmal vom Papier ein, zum Beispiel https://NAME.managedhsm.azure.net',
});

/** The exception branch is not complete. */
const incomplete = (happened: string): Advice => ({
  happened,
  safe: unused,
  todo: 'Füllen Sie zuerst das Ausnahmeblatt ganz aus; das Programm übernimmt, was dort steht.',
});

const reports = { 'hsm-enclave': 'der Enklave des HSM', 'quoting-enclave': 'der Quoting-Enklave' } as const;
const members = {
  leaf: 'das Zertifikat des Prozessors',
  intermediate: 'das Zertifikat der Prozessor-Zertifizierungsstelle',
  root: 'das Wurzelzertifikat',
} as const;
const inChain = (member: keyof typeof members, problem: string): Advice =>
  incident(`In der Kette im Beweis stimmt etwas nicht mit diesem Glied: ${members[member]}. ${problem}`);

const parts: Readonly<Record<FaultPart<'CERTIFICATE_MALFORMED'>, string>> = {
  certificate: 'sein Rahmen',
  tbs: 'seine Liste der Felder',
  version: 'seine Version',
  serial: 'seine Seriennummer',
  algorithm: 'sein Signaturverfahren',
  signature: 'seine Signatur',
  name: 'ein Name',
  validity: 'seine Gültigkeit',
  spki: 'sein öffentlicher Schlüssel',
  extensions: 'seine Erweiterungen',
  'key-usage': 'sein Schlüsselzweck',
  'basic-constraints': 'seine Basiseinschränkungen',
};

const uriProblems: Readonly<Record<FaultPart<'HSM_URI_INVALID', 'problem'>, string>> = {
  'not-https': 'beginnt nicht mit https://',
  'upper-case': 'enthält Großbuchstaben; der Dienst schreibt kleine',
  'user-info': 'enthält einen Benutzernamen (@)',
  port: 'enthält einen Port; lassen Sie ihn weg',
  path: 'geht nach dem Namen des Hosts weiter',
  'trailing-dot': 'endet mit einem Punkt',
  punycode: 'enthält einen Namen, der für Buchstaben eines anderen Alphabets steht',
  characters: 'enthält Zeichen, die kein Hostname hat',
};

export const exchangeKeyAdvice: AdviceBook<ExchangeKeyFault> = {
  EXCHANGE_FILE_TOO_LARGE: ({ bytes, limit }) =>
    damaged(
      `Die Datei des Austauschschlüssels hat ${number(bytes)} Bytes; eine solche Datei hat höchstens ${number(limit)}.`,
    ),
  EXCHANGE_FILE_UNKNOWN: () =>
    damaged(
      'Die Datei ist kein Austauschschlüssel: weder ein Zertifikat (PEM oder DER) noch ein JWK noch eine Antwort des Dienstes.',
    ),
  EXCHANGE_ANSWER_INVALID: ({ member }) =>
    damaged(
      `Die Datei sieht aus wie eine Antwort des Dienstes, aber ihr Element „${member}“ ist nicht, was der Dienst sendet.`,
    ),
  EXCHANGE_JWK_INVALID: ({ member }) =>
    damaged(
      `Die Datei ist ein JSON Web Key, aber ihr Element „${member}“ gehört nicht zu einem öffentlichen RSA-Schlüssel mit Zertifikat.`,
    ),
  EXCHANGE_JWK_MISMATCH: ({ member }) =>
    incident(`Die Datei widerspricht sich selbst: Ihr „${member}“ ist nicht das des Zertifikats in derselben Datei.`),
  EXCHANGE_SEVERAL_CERTIFICATES: ({ count }) =>
    damaged(`Die Datei enthält ${count} Zertifikate; ein Austauschschlüssel hat eines.`),
  CERTIFICATE_MALFORMED: ({ part }) => damaged(`Das Zertifikat ist beschädigt. Nicht lesbar: ${parts[part]}.`),
  EXCHANGE_KEY_NOT_RSA: ({ algorithm }) =>
    unsound(`Das Zertifikat enthält keinen RSA-Schlüssel, sondern einen der Art ${algorithm}.`),
  EXCHANGE_KEY_SIZE: ({ bits }) => unsound(`Der Schlüssel hat ${bits} Bit; ein Austauschschlüssel hat 2048 bis 4096.`),
  EXCHANGE_KEY_EXPONENT: ({ exponent }) =>
    unsound(
      `Der Exponent des Schlüssels ist ${exponent}; ein Austauschschlüssel hat 65537. Manche Exponenten verschlüsseln gar nichts.`,
    ),
  EXCHANGE_KEY_EVEN: () => unsound('Der Schlüssel ist gerade und darum kein RSA-Schlüssel: Jeder könnte ihn zerlegen.'),
  EXCHANGE_KEY_SMALL_FACTOR: ({ factor }) =>
    unsound(`Der Schlüssel ist durch ${factor} teilbar und darum kein RSA-Schlüssel: Jeder könnte ihn zerlegen.`),
  EXCHANGE_CERTIFICATE_IS_CUSTODIANS: () =>
    unsound('Die Datei ist das Zertifikat eines Verwahrers und nicht der Austauschschlüssel des neuen HSM.'),
  EXCHANGE_KEY_IS_CUSTODIANS: () =>
    unsound('Das Zertifikat enthält den Schlüssel eines Verwahrers und nicht den Austauschschlüssel des neuen HSM.'),
  EXCHANGE_KEY_USAGE: () =>
    unsound('Das Zertifikat sagt von sich selbst, dass sein Schlüssel nicht zum Verschlüsseln von Schlüsseln dient.'),
  EXCHANGE_EXTENSION_REPEATED: ({ oid }) => unsound(`Das Zertifikat hat die Erweiterung ${oid} mehr als einmal.`),
  EXCHANGE_EXTENSION_UNKNOWN: ({ oid }) =>
    unsound(`Das Zertifikat hat eine Erweiterung (${oid}), die verstanden werden muss und nicht verstanden wird.`),
  EXCHANGE_NOT_SELF_ISSUED: ({ issuer }) =>
    unsound(`Das Zertifikat wurde von „${issuer}“ ausgestellt; das eines HSM nennt sich selbst als Aussteller.`),
  EXCHANGE_SIGNATURE_ALGORITHM: ({ algorithm }) =>
    unsound(`Das Zertifikat ist mit einem Verfahren signiert, das nicht angenommen wird (${algorithm}).`),
  EXCHANGE_SIGNATURE_BROKEN: () =>
    incident(
      'Die Signatur des Zertifikats ist ungültig: Es wurde verändert, nachdem sein Schlüssel es signiert hatte.',
    ),
  EXCHANGE_VALIDITY_FAR_OFF: ({ notBefore, notAfter }) => ({
    happened: `Das Zertifikat gilt von ${notBefore} bis ${notAfter}, mehr als ein Jahr entfernt von der Wanduhr.`,
    safe: unused,
    todo: 'Prüfen Sie das eingegebene Datum. Ist es richtig, so ist dies ein alter Austauschschlüssel: Holen Sie den dieser Wiederherstellung.',
  }),
  ATTESTATION_ABSENT: () => ({
    happened:
      'Das Zertifikat trägt keinen Beweis, dass sein Schlüssel in einem HSM entstand. Die HSMs des heutigen Dienstes geben einen.',
    safe: unused,
    todo: 'Holen Sie den Austauschschlüssel neu. Nur wenn der Dienst keinen Beweis gibt, nehmen Sie den Weg der Ausnahme: zwei Freigaben und ein Grund.',
  }),
  ATTESTATION_FORMAT_UNKNOWN: ({ format }) => ({
    happened: `Das Zertifikat trägt einen Beweis in einer Form, die diese Version nicht versteht (${format}).`,
    safe: unused,
    todo: 'Suchen Sie nach einer neueren Version dieses Programms. Behandeln Sie den Schlüssel nicht wie einen ohne Beweis.',
  }),
  QUOTE_TRUNCATED: ({ field }) => incident(`Der Beweis im Zertifikat endet zu früh, in seinem Feld „${field}“.`),
  QUOTE_LENGTH: ({ field, expected, found }) =>
    incident(`Der Beweis im Zertifikat hat ein Feld „${field}“ von ${found} Bytes, wo ${expected} hingehören.`),
  QUOTE_VERSION: ({ version }) =>
    incident(`Der Beweis ist ein SGX-Quote der Version ${version}; nur Version 3 wird verstanden.`),
  QUOTE_KEY_TYPE: ({ type }) =>
    incident(`Der Beweis ist mit einem Schlüssel der Art ${type} signiert; nur ECDSA P-256 (2) wird verstanden.`),
  QUOTE_RESERVED: ({ value }) => incident(`Ein Feld des Beweises, das null sein muss, ist ${value}.`),
  QUOTE_VENDOR: ({ vendor }) =>
    incident(`Der Beweis stammt von einer Quoting-Enklave, die nicht von Intel ist (${vendor}).`),
  QUOTE_OTHER_KEY: ({ found }) =>
    incident(
      `Der Beweis gehört zu einem anderen Schlüssel (SPKI SHA-256 ${found}): Er wurde in dieses Zertifikat kopiert.`,
    ),
  QUOTE_REPORT_DATA_TAIL: ({ report }) =>
    incident(`Die Aussage ${reports[report]} trägt etwas, das nicht hineingehört.`),
  QUOTE_DEBUG: ({ report }) =>
    incident(`Der Beweis stammt von ${reports[report]} im Debug-Modus, in dem ihr Speicher gelesen werden kann.`),
  QUOTE_SIGNER_UNKNOWN: ({ report, signer }) =>
    incident(`Das Programm in ${reports[report]} wurde von jemand Unbekanntem signiert (${signer}).`),
  QUOTE_ATTESTATION_KEY_INVALID: () =>
    incident('Der Schlüssel, der den Beweis signiert haben soll, ist kein Schlüssel auf P-256.'),
  QUOTE_SIGNATURE_BROKEN: () =>
    incident('Die Signatur des Beweises ist ungültig: Die Aussage über das HSM wurde verändert.'),
  QE_BINDING_BROKEN: () =>
    incident('Die Quoting-Enklave hat sich nicht für den Schlüssel verbürgt, der den Beweis signiert hat.'),
  QE_SIGNATURE_BROKEN: () =>
    incident('Die Signatur des Prozessors unter der Aussage der Quoting-Enklave ist ungültig.'),
  QUOTE_CERTIFICATION_TYPE: ({ type }) =>
    incident(
      `Der Beweis bringt seine Zertifikate in einer Form (${type}), die nicht verstanden wird; nur eine Kette (5) wird verstanden.`,
    ),
  PCK_CHAIN_MALFORMED: () =>
    incident('Die Kette der Zertifikate im Beweis ist beschädigt, oder etwas wurde hinzugefügt.'),
  PCK_CHAIN_LENGTH: ({ count }) => incident(`Die Kette im Beweis hat ${count} Zertifikate; es müssen drei sein.`),
  PCK_CERTIFICATE_MALFORMED: ({ member }) => inChain(member, 'Es ist beschädigt.'),
  PCK_KEY: ({ member }) => inChain(member, 'Es hat keinen Schlüssel auf P-256.'),
  PCK_NAME: ({ member, subject }) => inChain(member, `Es hat einen anderen Namen, als es haben muss: „${subject}“.`),
  PCK_ROLE: ({ member }) => inChain(member, 'Es darf nicht tun, was es dort tut.'),
  PCK_NOT_A_PROCESSOR: () => incident('Das erste Zertifikat der Kette im Beweis ist nicht das eines Prozessors.'),
  PCK_ISSUER: ({ member }) => inChain(member, 'Es wurde nicht von dem nächsten ausgestellt.'),
  PCK_SIGNATURE_BROKEN: ({ member }) => inChain(member, 'Seine Signatur ist ungültig.'),
  PCK_ROOT_UNKNOWN: ({ spkiSha256 }) =>
    incident(`Die Kette im Beweis endet in einer Wurzel, die nicht von Intel ist (SPKI SHA-256 ${spkiSha256}).`),
  PCK_ROOT_PRACTICE: () => incident('Der Beweis stammt von einem Übungs-HSM. Im Echtbetrieb ist er nichts wert.'),
  PCK_ROOT_PRODUCTION: () => ({
    happened: 'Der Beweis stammt von echter Hardware, aber dies ist eine Übung.',
    safe: unused,
    todo: 'Üben Sie nie mit dem Schlüssel eines echten HSM: Nehmen Sie den Austauschschlüssel des Übungs-HSM.',
  }),
  PCK_REVOKED: ({ serialNumber }) =>
    incident(`Das Zertifikat ${serialNumber} in der Kette im Beweis wurde widerrufen.`),
  PCK_REVOCATION_LIST_INVALID: () =>
    damaged('Eine angegebene Sperrliste ist beschädigt oder nicht von der Stelle signiert, für die sie gilt.'),
  HSM_URI_INVALID: ({ problem }) => typed(`Die Adresse des HSM ${uriProblems[problem]}.`),
  HSM_CLOUD_UNKNOWN: ({ host, suffixes }) =>
    typed(`„${host}“ ist kein Managed HSM einer bekannten Cloud. Deren Namen enden auf ${suffixes.join(', ')}.`),
  HSM_HOST_PRACTICE: ({ host }) => typed(`„${host}“ ist ein Übungs-HSM, aber dies ist der Echtbetrieb.`),
  HSM_HOST_NOT_PRACTICE: ({ host }) => ({
    happened: `„${host}“ ist ein echtes HSM, aber dies ist eine Übung.`,
    safe: unused,
    todo: 'Geben Sie die Adresse des Übungs-HSM ein, sie endet auf .managedhsm.practice.invalid. Für ein echtes HSM verlassen Sie die Übung und beginnen im Echtbetrieb von vorn.',
  }),
  EXCHANGE_NAME_MISSING: () => incident('Das Zertifikat nennt keinen Host.'),
  EXCHANGE_NAME_AMBIGUOUS: ({ names }) => incident(`Das Zertifikat nennt mehrere Hosts: ${names.join(', ')}.`),
  EXCHANGE_NAME_OTHER: ({ expected, found }) =>
    incident(`Das Zertifikat gehört zu „${found}“ und nicht zu dem eingegebenen HSM „${expected}“.`),
  FETCH_TLS_MALFORMED: ({ observer, position }) =>
    unsound(
      `Zertifikat ${position + 1} der Verbindung, die ${inGerman(observer)} hatte, fehlt oder kann nicht gelesen werden.`,
    ),
  FETCH_TLS_HOST: ({ observer, expected, found }) =>
    incident(
      `Der Server, mit dem ${inGerman(observer)} sprach, antwortet auf ${found === '' ? 'keinen Namen' : found} und nicht auf ${expected}.`,
    ),
  FETCH_TLS_BROKEN: ({ observer, position }) =>
    incident(
      `Zertifikat ${position + 1} der Verbindung, die ${inGerman(observer)} hatte, ist nicht von einer Stelle darüber signiert.`,
    ),
  FETCH_TLS_OUT_OF_TIME: ({ observer, position, fetchedAt }) =>
    incident(
      `Zertifikat ${position + 1} der Verbindung, die ${inGerman(observer)} hatte, galt um ${fetchedAt} nicht, der Zeit nach der Uhr jener Maschine.`,
    ),
  FETCH_TIME_FORM: ({ observer, found }) =>
    unsound(`Der Abruf von ${inGerman(observer)} trägt keine Zeit nach der Uhr jener Maschine, sondern „${found}“.`),
  FETCH_OTHER_KEY: ({ observer, expected, found }) =>
    incident(`${inGerman(observer)} sah den Austauschschlüssel ${found} und nicht ${expected}. Wählen Sie keinen aus.`),
  FETCHES_ONE_OBSERVER: ({ observer }) =>
    unsound(`Beide Abrufe sind von ${inGerman(observer)}: Niemand sonst hat nachgesehen.`),
  FETCHES_APART: ({ hours, limit }) => ({
    happened: `Nach den Uhren der beiden Maschinen liegen die Abrufe des Austauschschlüssels ${number(hours)} Stunden auseinander; ${limit} sind erlaubt.`,
    safe: unused,
    todo: 'Vergleichen Sie beide Uhren mit der Wanduhr, und stellen Sie die, die falsch geht. Holen Sie dann den Austauschschlüssel auf beiden Maschinen am selben Tag neu, und erstellen Sie das Bündel neu.',
  }),
  EXCEPTION_FINGERPRINT_INVALID: () =>
    incomplete(
      'Der Fingerabdruck ist nicht vollständig: Der SHA-256 eines Zertifikats hat 64 Ziffern, 0 bis 9 und a bis f.',
    ),
  EXCEPTION_FINGERPRINT_OTHER: ({ expected, found }) =>
    incident(`Der SHA-256 des Zertifikats ist ${found}, aber als verglichen wurde ${expected} angegeben.`),
  EXCHANGE_KEY_EXCEPTION_NEEDLESS: () => ({
    happened: 'Der Austauschschlüssel trägt einen Beweis, darum darf keine Ausnahme an dessen Stelle treten.',
    safe: 'Der Schlüssel wurde nicht angenommen und nichts für ihn verschlüsselt.',
    todo: 'Lassen Sie den Schlüssel nach seinem Beweis und nach der Adresse auf Papier beurteilen. Scheitert das, halten Sie an: Es ist ein Vorfall.',
  }),
  EXCEPTION_REASON_MISSING: () =>
    incomplete('Ein Schlüssel ohne Beweis braucht einen Grund, warum er trotzdem verwendet wird.'),
  EXCEPTION_APPROVERS_MISSING: () =>
    incomplete('Ein Schlüssel ohne Beweis braucht die Namen von zwei Personen, die ihn freigeben.'),
  EXCEPTION_APPROVERS_SAME: ({ name }) =>
    incomplete(`Zwei verschiedene Personen müssen freigeben; „${name}“ wurde zweimal genannt.`),
};
