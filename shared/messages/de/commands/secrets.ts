// German answers of the commands on the security domain and on keys.
import type { CommandTexts } from '../../en/commands/index.ts';
import { number, plural } from '../formats.ts';

const pinPolicies = {
  never: 'ER VERLANGT KEINE PIN',
  once: 'PIN einmal',
  always: 'PIN bei jedem Gebrauch',
  other: 'PIN nach einer hier unbekannten Regel',
} as const;
const touchPolicies = {
  never: 'keine Berührung',
  always: 'Berührung bei jedem Gebrauch',
  cached: 'Berührung alle 15 Sekunden',
  other: 'Berührung nach einer hier unbekannten Regel',
} as const;

export const secretsTexts: Pick<
  CommandTexts,
  'newKey' | 'securityDomain' | 'restoreBlob' | 'custodian' | 'exchangeKey'
> = {
  newKey: {
    checked: (custodian: string, copy: string, file: string) =>
      `GEPRÜFT: Kopie ${copy} von ${custodian}, ${file}, öffnet, was für ihr Zertifikat verschlüsselt ist.`,
    proven: (custodian: string, copy: string, file: string) =>
      `NACHGEWIESEN: Kopie ${copy} von ${custodian}, ${file}, öffnet ihren Anteil. Der Anteil ist vergessen.`,
  },
  securityDomain: {
    file: 'Sicherheitsdom.',
    fileOf: (name, bytes, version) => `${name} (${number(bytes)} Bytes, Version ${version})`,
    quorum: 'Quorum',
    anyOf: (required, custodians) => `beliebige ${required} von ${custodians} Verwahrern`,
    ofNobody: (name) => `${name} ist das Zertifikat keines Verwahrers dieser Domäne`,
    opens: 'Öffnet Anteil',
    opener: (file, certificate) => `${file}  (Verwahrer ${certificate})`,
    onItsWord: (file) => `${file}: Das sagt nur der Prozess des Schlüssels. Legen Sie sein Zertifikat (.cer) daneben.`,
    onTokensWord: (token) => `${token}: Das sagt nur der Prozess des Tokens.`,
    rebuilt: (data) => `setzt den Schlüssel zusammen; echt: ${data}`,
    notRebuilt: (required, proven) =>
      `nicht zusammengesetzt; ${required} Verwahrer werden gebraucht, ${proven} sind hier nachgewiesen`,
    forgotten: 'Es wurde nichts geschrieben, und jeder Schlüssel ist aus dem Speicher dieser Maschine gelöscht.',
  },
  restoreBlob: {
    practice: 'ÜBUNG: Dieser Blob ist für ein Übungs-HSM.',
    file: 'Blob',
    madeFor: 'Gemacht für',
    certificate: (sha256) => `Austausch-Zertifikat mit SHA-256 ${sha256}`,
    custodians: 'Verwahrer',
    authentic: (data) => `${data}: alle echt`,
    restsOnYou: 'Beruht auf Ihnen',
    notAttested: 'OHNE BEWEIS',
    nothingProves:
      'Nichts beweist, dass dieser Schlüssel zum HSM gehört, außer dass Menschen seinen Fingerabdruck verglichen haben',
    reason: 'Grund',
    unprotected: (thumbprint) => `Der Schlüssel des Verwahrers ${thumbprint} liegt ohne Kennwort auf seinem Stick`,
    nothingOpened: 'Nichts darin wurde geöffnet: Das kann nur das HSM, für das er gemacht ist.',
  },
  custodian: {
    key: 'Schlüssel',
    keyFile: (file, bits) => `${file} (RSA-${bits}, verschlüsselt)`,
    certificate: 'Zertifikat',
    keyOnToken: (model, serial, bits) => `${model}, Seriennummer ${serial} (RSA-${bits}, auf einem Token)`,
    description: 'Beschreibung',
    attested: ({ slot, serial, firmware, pin, touch }) =>
      `Die Signatur von Yubico beweist: Der Schlüssel wurde auf dem Token${serial === null ? '' : ` ${serial}`}${slot === null ? '' : ` in Slot ${slot}`} erzeugt, Firmware ${firmware}; ${pinPolicies[pin]}, ${touchPolicies[touch]}.`,
    notAttested:
      'Nichts beweist, dass der Schlüssel auf dem Token erzeugt wurde: Das sagt das Token selbst oder niemand.',
    noCopy:
      'Der Schlüssel hat geöffnet, was für sein Zertifikat verschlüsselt war. Er hat keine Kopie: Geht das Token verloren, ist er verloren.',
    worth: 'Das Zertifikat ist öffentlich. Der Schlüssel ist ohne sein Kennwort nichts wert und mit ihm verloren.',
  },
  exchangeKey: {
    practice: 'ÜBUNG: nach den Wurzeln von Übungs-HSMs beurteilt.',
    notChecked: (checks: number) =>
      `${plural(checks, { one: '1 Prüfung', other: `${checks} Prüfungen` })}: es fehlt, was durchgefallen ist`,
    notAccepted: 'NICHT ANGENOMMEN.',
    sound: 'IN ORDNUNG, aber wessen Schlüssel es ist, wurde nicht gesagt: Geben Sie --hsm-uri an.',
    accepted: 'ANGENOMMEN, soweit eine Datei es zeigen kann; der Rest beruht auf Ihnen.',
  },
};
