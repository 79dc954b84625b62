// German: the security domain.
import type { ScreenTexts } from '../../catalogue.ts';
import { number, plural } from '../formats.ts';

export const securityDomain: ScreenTexts['securityDomain'] = {
  title: 'Die Sicherheitsdomäne',
  lead: 'Die <term>Sicherheitsdomäne</term> kommt von einem Stick. Sie ist verschlüsselt; das Laden öffnet nichts.',
  choose: 'Die Datei wählen',
  which: 'Welche Datei ist die Sicherheitsdomäne?',
  another: 'Eine andere laden',
  load: 'Laden',
  inspector: 'Dateiansicht',
  file: 'Datei',
  form: 'Aufbau',
  formText: (version, bytes, parts) =>
    plural(parts, {
      one: `Version ${version}, ${number(bytes)} Bytes, ${parts} versiegelter Teil`,
      other: `Version ${version}, ${number(bytes)} Bytes, ${parts} versiegelte Teile`,
    }),
  quorum: 'Das <term>Quorum</term>',
  anyOf: (required, custodians) => `beliebige ${required} von ${custodians} Verwahrern`,
  parts: 'Versiegelte Teile',
  whoOpens: 'Wer sie öffnen kann',
  number: 'Nr.',
  custodian: 'Verwahrer und Fingerabdruck des Zertifikats',
  here: 'In dieser Sitzung',
  opened: 'Anteil geöffnet',
  ofPlan: 'Hash, Quorum und alle Verwahrer sind die des Plans.',
  sha256: 'SHA-256 der Datei: Vergleichen Sie ihn vollständig mit dem Register',
  agrees: 'Verglichen: weiter',
  oldWrapping: (thumbprint) => `Der Anteil von ${thumbprint} ist auf die alte Art verschlüsselt (RSA-OAEP mit SHA-1).`,
  unknownMembers: (count, members) =>
    plural(count, {
      one: `Diese Version von Lifeboat kennt das Feld ${members} der Datei nicht. Sie liest alles andere. Der Wiederherstellungs-Blob wird dieses Feld nicht enthalten. Machen Sie weiter; lehnt das HSM den Blob ab, verwenden Sie eine neuere Version.`,
      other: `Diese Version von Lifeboat kennt diese Felder der Datei nicht: ${members}. Sie liest alles andere. Der Wiederherstellungs-Blob wird diese Felder nicht enthalten. Machen Sie weiter; lehnt das HSM den Blob ab, verwenden Sie eine neuere Version.`,
    }),
};
