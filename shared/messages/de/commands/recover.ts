// German words of the command line for a recovery without a plan.
import type { CommandTexts } from '../../en/commands/index.ts';

export const recoverTexts: CommandTexts['recover'] = {
  noPlan: 'NOTFALL-WIEDERHERSTELLUNG, OHNE PLAN. Empfohlen ist eine Wiederherstellung mit Plan. Dieser hier fehlt:',
  folder: 'Journal in',
  resumeWith: (folder: string) => `Wenn Sie unterbrochen werden: lifeboat recover --resume ${folder}`,
  isThere: 'Gibt es das neue HSM schon (ja oder nein): ',
  yes: 'ja',
  no: 'nein',
  subscription: 'Abonnement, in dem es angelegt wird (ID): ',
  sdFile: 'Sicherheitsdomäne (Datei): ',
  address: 'Adresse des neuen HSM, vom Papier: ',
  addressAgain: 'Adresse des neuen HSM noch einmal, Buchstabe für Buchstabe vom Papier: ',
  exchangeKey: 'Austauschschlüssel des neuen HSM (Datei): ',
  notAttested:
    'OHNE BEWEIS: Nichts zeigt, wessen Schlüssel das ist. Zwei Personen können dafür einstehen, die seinen Fingerabdruck auf anderem Weg als diesem Stick auf Papier haben.',
  fingerprint: 'SHA-256 des Zertifikats, vom Papier: ',
  reason: 'Warum Sie ihn annehmen: ',
  firstName: 'Name der ersten Person: ',
  secondName: 'Name der zweiten Person: ',
  typedName: (people: string) => `${people}: Um den Blob jetzt zu bauen, geben Sie den Namen des HSM vom Papier ein: `,
  out: 'Den Blob schreiben in (Ordner): ',
  noPlanRecorded: (id: string) => `OHNE PLAN  ${id}. Was fehlt, steht im Journal.`,
  restsOnTwoPeople: 'OHNE BEWEIS: Dass der Austauschschlüssel der des HSM ist, verantworten zwei Personen.',
  blob: 'Wiederherstellungs-Blob',
  blobSha256: 'Wiederherstellungs-Blob, SHA-256',
  upload: 'an der Online-Maschine',
  withAz: 'mit az',
  opened: (id: string, folder: string) => `OHNE PLAN  ${id}, in ${folder}`,
  changed: (id: string) => `GEÄNDERT  ${id}. Aufrufe an Azure nutzen die neuen Angaben; der Rest ist wie zuvor.`,
  keySaved: 'Austauschschlüssel',
  uploaded: 'HOCHGELADEN: Das HSM ist aktiv und hat die Sicherheitsdomäne.',
  listed: (keys: number, versions: number, roles: number | null) =>
    `AUFGELISTET UND MIT NICHTS VERGLICHEN: ${keys} Schlüssel, ${versions} Versionen, ${roles === null ? 'Rollenzuweisungen nicht gelesen' : `${roles} Rollenzuweisungen`}. Niemand hatte eine Bestandsliste.`,
  closed:
    'Der Notfall ist abgeschlossen. Machen Sie einen Plan und neue Schlüssel für die Verwahrer: Niemand sonst hat bei dieser Wiederherstellung zugesehen.',
};
