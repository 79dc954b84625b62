// German: signing in, and the account beside the plan.
import { number } from '../../formats.ts';
import type { ScreenTexts } from '../../../catalogue.ts';

export const account: ScreenTexts['online']['account'] = {
  title: 'Bei Azure anmelden',
  practiceTitle: 'Bei der Übungs-Cloud anmelden',
  lead: 'Verwenden Sie Ihr eigenes Konto, kein gemeinsames. Was Sie dürfen, wird gezeigt. Die Token bleiben im Speicher und sind fort, wenn das Programm endet.',
  practiceLead:
    'Die Übungs-Cloud spielt Azure auf dieser Maschine. Nichts verlässt sie, und nichts Echtes kann berührt werden.',
  way: 'Wie Sie sich anmelden',
  ways: {
    'device-code': {
      title: 'Mit einem Code, in jedem Browser',
      detail: 'Der übliche Weg. Sie geben einen kurzen Code auf einer Webseite von Microsoft ein.',
    },
    browser: { title: 'Im Browser dieser Maschine', detail: 'Öffnet die Anmeldeseite hier.' },
    'azure-cli': {
      title: 'Wie mit az angemeldet',
      detail: 'Nimmt das Konto der Azure CLI auf dieser Maschine.',
    },
    secret: {
      title: 'Mit einem Clientgeheimnis',
      detail: 'Für Automatisierung. Das Geheimnis wird in der eigenen Ansicht von Lifeboat eingegeben.',
    },
    certificate: {
      title: 'Mit einem Zertifikat',
      detail: 'Für Automatisierung. Eine Datei mit Zertifikat und Schlüssel.',
    },
  },
  clientId: 'Client-ID der Anwendung',
  certificate: 'die Datei mit Zertifikat und Schlüssel',
  practice: {
    place: 'Welche Übungs-Cloud',
    own: {
      title: 'Die übliche',
      detail: 'In einer Probe die ihres Ordners, sonst die eigene dieses Programms, die ihren Stand behält.',
    },
    chosen: {
      title: 'Eine in einem Ordner',
      detail: 'Damit zwei Programme auf dieser Maschine dieselbe Übungs-Cloud benutzen.',
    },
    folder: 'der Ordner der Übungs-Cloud',
    principal: 'Objekt-ID, mit der Sie eintreten',
    principalNote: 'Lassen Sie das Feld leer für den üblichen Übungsbediener.',
    action: 'Bei der Übungs-Cloud anmelden',
  },
  action: 'Anmelden',
  code: {
    title: 'Mit einem Code anmelden',
    then: 'Danach',
    steps: {
      open: 'Öffnen Sie auf einem beliebigen Gerät',
      type: 'Geben Sie den Code ein',
      sign: 'Melden Sie sich mit Ihrem eigenen Konto an, und kommen Sie zurück. Diese Seite geht von selbst weiter.',
    },
    phishing: 'Geben Sie nie einen Code ein, den Ihnen jemand anders nennt, und nur unter dieser Adresse.',
    awaited: 'Azure wird um einen Code gebeten …',
    waits: (seconds) => `Wartet seit ${seconds} auf Ihre Anmeldung.`,
    cancel: 'Abbrechen',
  },
  otherWay: {
    browser: 'Schließen Sie die Anmeldung im Browserfenster ab. Diese Seite geht von selbst weiter.',
    'azure-cli': 'Die Azure CLI wird gefragt …',
    secret: 'Anmeldung mit dem Geheimnis …',
    certificate: 'Anmeldung mit dem Zertifikat …',
    practice: 'Die Übungs-Cloud wird geöffnet …',
  },
  isItYou: 'Arbeitet dieses Konto hier?',
  isItYouLead: 'Wer sich anmeldet, steht für jeden Aufruf ein, der mit diesem Konto gemacht wird.',
  otherTenant: (planned) => `Das ist nicht das erwartete Verzeichnis: ${planned}.`,
  forHsm: 'Für das HSM',
  itIs: 'Ja, damit weiter',
  refused: 'Die Anmeldung wurde abgelehnt',
  who: 'Angemeldet als',
  objectId: 'Objekt-ID',
  tenant: 'Mandant',
  network: {
    way: 'Weg zu Azure',
    straight: 'direkt, ohne Proxy',
    byProxy: (proxy) => `über den Proxy ${proxy}`,
    trusted: 'Vertraute Stammzertifikate',
    roots: (count, source) => `${number(count)}, ${source}`,
    sources: {
      system: 'die des Betriebssystems',
      program: 'die dieses Programms, weil das System keine zeigt',
      both: 'die des Betriebssystems und dieses Programms',
    },
  },
  roles: 'Rollen im neuen HSM',
  scope: 'Bereich',
  role: 'Rolle',
  rolesUntold:
    'Das HSM nennt noch keine Rollen: Es ist nicht aktiv, oder dieses Konto darf nicht fragen. Vor dem Anlegen ist das normal.',
  noRoles: 'Diesem Konto selbst ist keine Rolle zugewiesen; eine Gruppe kann eine haben.',
  checks: 'Das Konto im Vergleich mit dem Erwarteten',
  refresh: 'Noch einmal fragen',
  signOut: 'Abmelden',
  goOn: 'Weiter',
};
