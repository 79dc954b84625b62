// German sentences for what can be wrong with the security domain file, its shares, its JWEs and the restore blob.
import type { NamedFileKind, SecurityDomainFault } from '../../../faults/security-domain.ts';
import { fullThumbprint, shortThumbprint } from '../../../formatting/thumbprint.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { describeProblems } from './fields.ts';
import { number, plural } from '../formats.ts';

const untouched = 'Es wurde kein Schlüssel benutzt und nichts geschrieben. Die Datei selbst ist unverändert.';
const anotherCopy =
  'Vergleichen Sie den SHA-256 der Datei mit dem Register. Weicht er ab, holen Sie eine andere Kopie der Datei.';
const afterKeyUse =
  'Es wurde nichts geschrieben. Die Schlüssel sind aus dem Speicher dieser Maschine gelöscht und nur noch auf ihren Sticks.';

const badFile = (happened: string): Advice => ({ happened, safe: untouched, todo: anotherCopy });
const badShare = (happened: string): Advice => ({
  happened,
  safe: afterKeyUse,
  todo: 'Die Datei der Sicherheitsdomäne kann beschädigt oder verändert sein: Vergleichen Sie ihren SHA-256 mit dem Register, und versuchen Sie es dann mit einer anderen Kopie.',
});

const jweParts = {
  header: 'Der Kopf',
  'encrypted key': 'Der verschlüsselte Schlüssel',
  iv: 'Der Initialisierungsvektor',
  ciphertext: 'Der verschlüsselte Text',
  tag: 'Die Prüfmarke',
} as const;

/** Wie Menschen die Dateien nennen, die sie verwechseln. */
const fileNames: Readonly<Record<NamedFileKind, string>> = {
  bundle: 'ein signiertes Bündel',
  certificate: 'ein Zertifikat',
  'exchange-key': 'ein Austauschschlüssel',
  identity: 'eine Identität',
  inventory: 'ein Inventar',
  journal: 'ein Journal',
  plan: 'ein Plan',
  'private-key': 'ein privater Schlüssel',
  register: 'ein Verwahr-Register',
  'restore-blob': 'ein Wiederherstellungs-Blob',
  'security-domain': 'eine Sicherheitsdomäne',
};

export const securityDomainAdvice: AdviceBook<SecurityDomainFault> = {
  FILE_OF_OTHER_KIND: ({ wanted, found }) => ({
    happened: `Diese Datei ist ${fileNames[found]}. Gebraucht wird hier: ${fileNames[wanted]}.`,
    safe: 'Es wurde kein Schlüssel benutzt und nichts geschrieben. Die Datei ist unverändert.',
    todo: 'Geben Sie die andere Datei an. Vielleicht sind zwei Dateien vertauscht.',
  }),
  SECURITY_DOMAIN_INVALID: ({ problems }) =>
    badFile(`Die Datei ist keine vollständige Sicherheitsdomäne: ${describeProblems(problems)}.`),
  SECURITY_DOMAIN_VERSION_UNKNOWN: ({ version }) =>
    badFile(`Die Datei nennt Version ${version} der Sicherheitsdomäne; dieses Programm liest die Versionen 1 und 2.`),
  RESTORE_BLOB_INVALID: ({ problems }) =>
    badFile(`Die Datei ist kein vollständiger Wiederherstellungs-Blob: ${describeProblems(problems)}.`),
  RESTORE_BLOB_FOR_OTHER_KEY: ({ expected, found }) => ({
    happened: `Der Wiederherstellungs-Blob wurde für einen anderen Austauschschlüssel gebaut: Er nennt ${fullThumbprint(found)}, das HSM hat ${fullThumbprint(expected)}.`,
    safe: 'Das HSM ist unverändert und wartet auf seinen eigenen Blob.',
    todo: 'Versuchen Sie es nicht noch einmal. Nehmen Sie das Vorfallsblatt, und vergleichen Sie die drei Fingerabdrücke.',
  }),
  RESTORE_BLOB_OTHER_DATA: () => ({
    happened: 'Der gebaute Wiederherstellungs-Blob enthält nicht die Daten der geladenen Sicherheitsdomäne.',
    safe: 'Der Blob wurde nicht geschrieben, und nichts hat das HSM erreicht.',
    todo: 'Behandeln Sie das als Angriff. Nehmen Sie das Vorfallsblatt, und verwenden Sie diesen Laptop heute nicht mehr.',
  }),
  JWE_PARTS: ({ parts }) => badFile(`Ein verschlüsselter Eintrag hat ${parts} Teile statt fünf.`),
  JWE_BASE64: ({ part }) =>
    badFile(`${jweParts[part]} eines verschlüsselten Eintrags ist nicht kanonisch in base64url geschrieben.`),
  JWE_HEADER: () =>
    badFile('Der Kopf eines verschlüsselten Eintrags hat Elemente, die er nicht haben darf, oder eines fehlt.'),
  JWE_ALGORITHM_REFUSED: ({ alg }) =>
    badFile(
      `Ein verschlüsselter Eintrag verwendet das Schlüsselverfahren „${alg}“, das nicht sicher ist oder hier nicht erwartet wird.`,
    ),
  JWE_ENCRYPTION_REFUSED: ({ enc }) => badFile(`Ein verschlüsselter Eintrag verwendet „${enc}“ statt A256CBC-HS512.`),
  JWE_ENCRYPTED_KEY_LENGTH: ({ bytes }) =>
    badFile(
      `Der verschlüsselte Schlüssel eines Eintrags hat ${number(bytes)} Bytes; das passt nicht zu dem Schlüssel, der ihn öffnen soll.`,
    ),
  JWE_IV_LENGTH: ({ bytes }) =>
    badFile(`Der Initialisierungsvektor eines verschlüsselten Eintrags hat ${number(bytes)} Bytes statt 16.`),
  JWE_CIPHERTEXT_LENGTH: ({ bytes }) =>
    badFile(`Der verschlüsselte Text eines Eintrags hat ${number(bytes)} Bytes; das ist keine ganze Zahl von Blöcken.`),
  JWE_TAG_LENGTH: ({ bytes }) =>
    badFile(
      `Die Prüfmarke eines verschlüsselten Eintrags hat ${number(bytes)} Bytes statt 32: Sie konnte nicht geprüft werden.`,
    ),
  JWE_DECRYPTION_FAILED: () =>
    badShare(
      'Ein verschlüsselter Eintrag ließ sich nicht öffnen: Er ist beschädigt, verändert oder für einen anderen Schlüssel bestimmt.',
    ),
  DATUM_NOT_AUTHENTIC: ({ datumTag }) => ({
    happened: `Der Teil „${datumTag}“ der Sicherheitsdomäne ist nicht echt: Er ist verändert, oder ein Anteil gehört nicht zu dieser Domäne.`,
    safe: afterKeyUse,
    todo: 'Vergleichen Sie den SHA-256 der Datei der Sicherheitsdomäne mit dem Register. Ist die Datei richtig, nehmen Sie einen Verwahrer mehr hinzu: Dann kann das Programm sagen, wessen Anteil nicht stimmt.',
  }),
  SECURITY_DOMAIN_NOT_PRACTICE: () => ({
    happened: 'Dies ist eine Übung, und die geöffnete Sicherheitsdomäne ist eine echte.',
    safe: 'Es wurde kein Wiederherstellungs-Blob gebaut, und nichts aus der Sicherheitsdomäne hat diese Maschine verlassen. Alle Anteile sind fort.',
    todo: 'Nehmen Sie die echten Sticks vom Tisch, und üben Sie mit einem Übungssatz. Für eine echte Wiederherstellung beginnen Sie eine echte Zeremonie.',
  }),
  SHARE_LENGTH: ({ bytes, expected }) => badShare(`Ein Anteil hat ${number(bytes)} Bytes statt ${expected}.`),
  SHARE_INDEX_ZERO: () => badShare('Ein Anteil trägt die Nummer 0, die kein Verwahrer hat.'),
  SHARE_INDEX_RANGE: ({ index }) => badShare(`Ein Anteil trägt die Nummer ${index}, die kein Verwahrer hat.`),
  SHARE_INDEX_NOT_CONSTANT: () => badShare('Ein Anteil trägt mehr als eine Nummer.'),
  SHARE_VALUE_RANGE: () => badShare('Ein Anteil enthält einen Wert außerhalb seines Bereichs.'),
  SHARE_TWICE: ({ custodian }) => ({
    happened: `Der Anteil des Verwahrers mit dem Zertifikat ${shortThumbprint(custodian)} hat dieselbe Nummer wie einer, der schon gegeben wurde.`,
    safe: afterKeyUse,
    todo: 'Bitten Sie einen anderen Verwahrer. Zwei Verwahrer mit einer Nummer sind eine Ausnahme: Schreiben Sie sie auf.',
  }),
  SHARE_OFF_POLYNOMIAL: ({ custodians }) => ({
    happened: `Alle Anteile passen zusammen außer dem zum Zertifikat ${custodians.map(shortThumbprint).join(' und ')}: Er gehört nicht zu dieser Sicherheitsdomäne.`,
    safe: afterKeyUse,
    todo: 'Eröffnen Sie für diesen Verwahrer eine Ausnahme, und arbeiten Sie ohne diesen Anteil weiter.',
  }),
  SHARES_INCONSISTENT: ({ have, required }) => ({
    happened: `Die ${have} Anteile passen nicht zusammen, obwohl je ${required} es müssten: Einer stimmt nicht, und es lässt sich nicht sagen, welcher.`,
    safe: afterKeyUse,
    todo: 'Beginnen Sie neu mit einem Verwahrer mehr: Zwei mehr als das Quorum zeigen, wessen Anteil nicht stimmt.',
  }),
  SHARED_SECRET_RANGE: () =>
    badShare('Die Anteile zusammen ergeben keinen Schlüssel: Mindestens einer von ihnen stimmt nicht.'),
  QUORUM_SHORT: ({ have, required }) => ({
    happened: `${have} von ${required} Verwahrern ${plural(have, { one: 'hat', other: 'haben' })} ihren Anteil gegeben.`,
    safe: 'Es wurde nichts geschrieben. Die bisher gegebenen Anteile sind noch da, wenn das Programm noch offen ist.',
    todo: plural(required - have, {
      one: 'Bitten Sie noch 1 Verwahrer.',
      other: `Bitten Sie noch ${required - have} Verwahrer.`,
    }),
  }),
};
