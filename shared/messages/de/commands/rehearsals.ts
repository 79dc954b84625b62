// German answers of the commands that rehearse: drill, rehearsal, and the practice HSM.
import type { rehearsalsTexts as english } from '../../en/commands/rehearsals.ts';
import { number, plural } from '../formats.ts';

const versions = (count: number): string =>
  plural(count, { one: '1 Schlüsselversion', other: `${number(count)} Schlüsselversionen` });
const seen = (sha256: string): string => `von zweien gesehen, attestiert, SHA-256 ${sha256}`;

export const rehearsalsTexts: typeof english = {
  drill: {
    stages: {
      'keys-made': {
        title: 'Alle machen ihre Schlüssel',
        outcome: (custodians, required) =>
          `${custodians} Verwahrer auf ${custodians} Sticks, beliebige ${required} genügen; 4 Identitäten`,
      },
      'source-created': { title: 'HSM A wird erstellt', outcome: (hsm, address) => `${hsm}, ${address}` },
      'source-activated': {
        title: 'HSM A wird aktiviert',
        outcome: (bytes) =>
          `Sicherheitsdomäne von ${number(bytes)} Bytes, gespeichert vor der ersten Frage nach dem Stand`,
      },
      'source-backed-up': {
        title: 'HSM A wird benutzt und gesichert',
        outcome: (count, folder) => `${versions(count)} in ${folder}`,
      },
      'consumers-found': {
        title: 'Wer die Schlüssel von HSM A verwendet',
        outcome: (count, stranded, region) =>
          `${number(count)} Ressourcen in Azure, als Übersicht; ein neues HSM in ${region} ließe ${number(stranded)} stranden`,
      },
      'source-lost': {
        title: 'HSM A geht verloren',
        outcome: () => 'endgültig gelöscht; es bleiben die Sicherheitsdomäne, die Schlüssel und die Sicherung',
      },
      'target-created': { title: 'HSM B wird erstellt', outcome: (hsm, address) => `${hsm}, ${address}` },
      'plan-approved': {
        title: 'Zwei Personen geben den Plan frei',
        outcome: (ceremony) => `Zeremonie ${ceremony}; der Hash des Plans stünde jetzt auf Papier`,
      },
      'power-lost': {
        title: 'Der Strom fällt aus',
        outcome: (events) =>
          `nach ${plural(events, { one: '1 Ereignis', other: `${number(events)} Ereignissen` })} in den Journalen`,
      },
      'power-back': { title: 'Der Strom ist wieder da', outcome: () => 'die Anteile sind weg, die Journale nicht' },
      paired: {
        title: 'Die Maschinen beginnen und werden gekoppelt',
        outcome: (sha256) => `drei Journale unter dem Plan ${sha256}`,
      },
      'exchange-key-carried': { title: 'Der Austauschschlüssel geht hinüber', outcome: seen },
      'exchange-key-carried-anew': { title: 'Der neue Austauschschlüssel geht hinüber', outcome: seen },
      'blob-built': {
        title: 'Ein Quorum baut den Wiederherstellungs-Blob',
        outcome: (custodians, bytes) =>
          `${custodians} Verwahrer, einer nach dem anderen; ${number(bytes)} Bytes, signiert`,
      },
      'target-made-anew': {
        title: 'HSM B wird inzwischen neu gemacht',
        outcome: () =>
          'der Blob ist für einen Schlüssel, den es nicht mehr gibt: noch einmal vom Austauschschlüssel an',
      },
      uploaded: {
        title: 'Der Blob wird zu HSM B hochgeladen',
        outcome: () => 'HSM B hat die Sicherheitsdomäne von HSM A, und die Offline-Seite weiß es',
      },
      restored: {
        title: 'HSM B wird gesichert und wiederhergestellt',
        outcome: () =>
          'Sicherung vor der Wiederherstellung erstellt, Wartezeit verkürzt eingehalten, Sicherung von HSM A zurückgespielt',
      },
      proven: {
        title: 'Jeder Schlüssel wird nachgewiesen',
        outcome: (count) =>
          `${versions(count)} gleich; alte Signaturen stimmen, verschlüsselte Schlüssel lassen sich entschlüsseln`,
      },
      'worked-off': {
        title: 'Alle Verbraucher kommen zurück',
        outcome: (back, count) => `${number(back)} von ${number(count)} zeigen auf HSM B und funktionieren`,
      },
      packed: {
        title: 'Die Beweismappe wird gepackt und geprüft',
        outcome: (proven, people) => `${proven} Feststellungen bewiesen, ${people} beruhen auf Menschen`,
      },
    },
    caught: (code) => `ausgelöster Fehler bemerkt: ${code}`,
    evidence: (ceremony, proven, people) =>
      `Beweismappe von ${ceremony}: ${proven} Feststellungen bewiesen, ${people} beruhen auf Menschen.`,
    recovered: (keyVersions, seconds, folder) =>
      `Wiederhergestellt: ${versions(keyVersions)}, in ${seconds} s. Dateien: ${folder}`,
  },
  rehearsal: {
    workspace: 'Arbeitsordner',
    ceremony: 'Zeremonie',
    guide: 'Leitfaden',
    plan: 'Plan, SHA-256',
  },
  practiceHsm: {
    practice: 'ÜBUNG – KEIN ECHTES HSM',
    serving: 'Erreichbar',
    loopback: (url) => `${url} (nur auf dieser Maschine; beenden mit Strg+C)`,
    hsm: 'HSM',
    noneYet: 'noch keines: Die Steuerungsebene erstellt es',
    ca: 'CA-Zertifikat',
    tenant: 'Mandant',
    subscription: 'Abonnement',
    resourceGroup: 'Ressourcengruppe',
    container: 'Container',
    identity: 'Identität',
    signInAs: 'Anmelden als',
    clientId: (id) => `Client-ID ${id}, beliebiges Geheimnis`,
    failureScenarios: 'Missgeschicke',
    state: 'Zustand',
  },
};
